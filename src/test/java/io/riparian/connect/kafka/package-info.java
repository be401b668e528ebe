/** Kafka, asked for real, and not there. */
@NullMarked
package io.riparian.connect.kafka;

import org.jspecify.annotations.NullMarked;
