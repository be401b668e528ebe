@NullMarked
package io.riparian.manifest;

import org.jspecify.annotations.NullMarked;
