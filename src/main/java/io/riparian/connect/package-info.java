/**
 * The door to Kafka Connect. Outside of it nobody knows a URL, a status code or the wording of a
 * worker's error; what comes out are the nouns of {@code model}, or one {@code ConnectFailure}.
 */
@NullMarked
package io.riparian.connect;

import org.jspecify.annotations.NullMarked;
