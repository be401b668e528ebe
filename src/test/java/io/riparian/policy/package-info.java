@NullMarked
package io.riparian.policy;

import org.jspecify.annotations.NullMarked;
