/**
 * Does it work, and if not, why? Status in, a word of health out; the text of a failure in, a
 * verdict out. Pure.
 */
@NullMarked
package io.riparian.health;

import org.jspecify.annotations.NullMarked;
