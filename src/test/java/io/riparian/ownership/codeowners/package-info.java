@NullMarked
package io.riparian.ownership.codeowners;

import org.jspecify.annotations.NullMarked;
