package io.riparian.ledger;

import java.time.Instant;

/**
 * The Kafka cluster last seen behind one of our Connect clusters. Another one behind the same name
 * means a wrong address, and is refused.
 *
 * @param cluster our name for the Connect cluster
 * @param kafkaClusterId as its worker tells it
 */
public record ClusterIdentity(String cluster, String kafkaClusterId, Instant at) {}
