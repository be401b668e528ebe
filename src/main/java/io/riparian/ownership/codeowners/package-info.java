/** An ownership file: parsed strictly, and asked who owns a path. Pure. */
@NullMarked
package io.riparian.ownership.codeowners;

import org.jspecify.annotations.NullMarked;
