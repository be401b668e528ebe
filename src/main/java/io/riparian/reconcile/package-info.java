/** The line, the loops around it, and the applier. The only package that sees all doors. */
@NullMarked
package io.riparian.reconcile;

import org.jspecify.annotations.NullMarked;
