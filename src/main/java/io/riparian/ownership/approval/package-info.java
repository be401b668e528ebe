/** Who must agree to a change of the repository, and whether they did. Pure. */
@NullMarked
package io.riparian.ownership.approval;

import org.jspecify.annotations.NullMarked;
