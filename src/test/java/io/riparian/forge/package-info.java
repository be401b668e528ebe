@NullMarked
package io.riparian.forge;

import org.jspecify.annotations.NullMarked;
