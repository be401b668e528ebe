package io.riparian.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** How a worker introduces itself. */
record WorkerAnswer(
    @Nullable String version, @JsonProperty("kafka_cluster_id") @Nullable String kafkaClusterId) {}
