/** What is wrong with a running cluster, by what a look at its workers showed. Pure. */
@NullMarked
package io.riparian.policy.doctor;

import org.jspecify.annotations.NullMarked;
