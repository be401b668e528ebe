/** Does it work? Status in, a word of health out. Pure. */
@NullMarked
package io.riparian.health;

import org.jspecify.annotations.NullMarked;
