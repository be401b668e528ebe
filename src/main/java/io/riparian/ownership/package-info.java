/** Who may say what: the declared things in, the accepted ones and the refusals out. Pure. */
@NullMarked
package io.riparian.ownership;

import org.jspecify.annotations.NullMarked;
