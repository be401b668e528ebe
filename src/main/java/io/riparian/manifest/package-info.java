/**
 * Bytes of the configuration repository in, declared things with their positions out. Pure: the
 * caller reads the files and keeps the parsed ones by path and blob id.
 */
@NullMarked
package io.riparian.manifest;

import org.jspecify.annotations.NullMarked;
