@NullMarked
package io.riparian.reconcile;

import org.jspecify.annotations.NullMarked;
