/**
 * The door to the Kafka cluster behind a Connect cluster. It asks how groups and topics stand; no
 * record is read, because internal topics hold secrets, and nothing is written.
 */
@NullMarked
package io.riparian.connect.kafka;

import org.jspecify.annotations.NullMarked;
