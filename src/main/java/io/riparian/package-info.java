/** Composition root: the only place that knows both doors in. */
@NullMarked
package io.riparian;

import org.jspecify.annotations.NullMarked;
