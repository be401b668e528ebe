/** The nouns, as records. Pure: nothing here knows a file, a network, a clock or a framework. */
@NullMarked
package io.riparian.model;

import org.jspecify.annotations.NullMarked;
