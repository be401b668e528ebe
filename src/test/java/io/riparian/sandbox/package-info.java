/** The real world for integration tests: one broker and as many workers as they ask for. */
@NullMarked
package io.riparian.sandbox;

import org.jspecify.annotations.NullMarked;
