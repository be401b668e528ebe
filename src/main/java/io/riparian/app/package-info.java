/**
 * The daemon: its configuration, its wiring, and the doors in over HTTP. Resources translate and
 * delegate.
 */
@NullMarked
package io.riparian.app;

import org.jspecify.annotations.NullMarked;
