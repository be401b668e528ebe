@NullMarked
package io.riparian.notify;

import org.jspecify.annotations.NullMarked;
