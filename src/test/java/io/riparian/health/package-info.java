@NullMarked
package io.riparian.health;

import org.jspecify.annotations.NullMarked;
