@NullMarked
package io.riparian.connect;

import org.jspecify.annotations.NullMarked;
