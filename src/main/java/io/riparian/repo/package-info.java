/**
 * The door to Git: one ref of one repository, mirrored and read from objects. There is never a work
 * tree, and a repository that could not be read never looks like an empty one.
 */
@NullMarked
package io.riparian.repo;

import org.jspecify.annotations.NullMarked;
