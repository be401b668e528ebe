@NullMarked
package io.riparian.ownership;

import org.jspecify.annotations.NullMarked;
