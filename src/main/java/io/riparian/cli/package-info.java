/** Door in: one class per command. */
@NullMarked
package io.riparian.cli;

import org.jspecify.annotations.NullMarked;
