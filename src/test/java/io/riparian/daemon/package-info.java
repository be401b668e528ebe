/**
 * The packaged daemon against real Connect workers and a real Git repository: a black box between
 * two doors at which everything is counted.
 */
@NullMarked
package io.riparian.daemon;

import org.jspecify.annotations.NullMarked;
