@NullMarked
package io.riparian.ownership.approval;

import org.jspecify.annotations.NullMarked;
