package io.riparian.model;

import java.util.OptionalLong;

/**
 * How far a consumer group has read one partition.
 *
 * @param committed the offset that it committed: that of the record it reads next
 * @param end the offset that the next record written will have; empty where Kafka does not tell
 */
public record PartitionOffsets(String topic, int partition, long committed, OptionalLong end) {

  /** How many offsets lie between: none where the end is not told, or lies before. */
  public long lag() {
    return end.isPresent() ? Math.max(end.getAsLong() - committed, 0) : 0;
  }
}
