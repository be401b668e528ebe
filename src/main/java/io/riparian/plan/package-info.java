/**
 * Declared, observed and last applied in; a plan out. Pure: the planner asks nobody and does
 * nothing.
 */
@NullMarked
package io.riparian.plan;

import org.jspecify.annotations.NullMarked;
