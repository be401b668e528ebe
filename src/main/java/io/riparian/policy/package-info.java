/**
 * The guard rails: what no connector may do on a cluster that others use too, whoever owns it.
 * Values in, findings out.
 */
@NullMarked
package io.riparian.policy;

import org.jspecify.annotations.NullMarked;
