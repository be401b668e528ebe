/** The door to the forge: what people ask for and agree to comes in, what we say of it goes out. */
@NullMarked
package io.riparian.forge;

import org.jspecify.annotations.NullMarked;
