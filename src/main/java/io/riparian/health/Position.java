package io.riparian.health;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.PartitionOffsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where a running connector stands, as one look tells it.
 *
 * @param run what it runs as; it begins anew when this is another
 * @param kind whose offsets these are, or that they are not told
 * @param offsets the same text for the same offsets; empty text where they are not told
 * @param waiting how many records wait for a sink for sure
 * @param longest how long it may stand still
 */
public record Position(String run, Kind kind, String offsets, long waiting, Duration longest) {

  /** What is known. */
  public enum Kind {
    SINK,
    SOURCE,
    /** It was not asked, or not answered: nobody knows whether it gets on. */
    UNTOLD
  }

  /**
   * Of a sink, by its consumer group. Partitions of topics that it reads no more do not count. One
   * whose lag is a single offset may have been read to its end, and there lies the marker of a
   * transaction, for which Connect commits nothing: that alone is no record that waits.
   *
   * @param config as it runs
   * @param committed all that its group has committed
   */
  public static Position ofSink(
      String run, ConnectorConfig config, List<PartitionOffsets> committed, Duration longest) {
    ReadTopics topics = ReadTopics.of(config);
    List<PartitionOffsets> read =
        committed.stream()
            .filter(partition -> topics.contains(partition.topic()))
            .sorted(
                Comparator.comparing(PartitionOffsets::topic)
                    .thenComparing(PartitionOffsets::partition))
            .toList();
    if (read.isEmpty() || read.stream().anyMatch(partition -> partition.end().isEmpty())) {
      return untold(run);
    }
    boolean waits = read.stream().anyMatch(partition -> partition.lag() > 1);
    return new Position(
        run,
        Kind.SINK,
        read.stream()
            .map(one -> one.topic() + "-" + one.partition() + ":" + one.committed())
            .collect(Collectors.joining(" ")),
        waits ? read.stream().mapToLong(PartitionOffsets::lag).sum() : 0,
        longest);
  }

  /**
   * The topics that a sink's configuration lists, and that its group has committed nothing for:
   * they hold nothing yet, or Kafka leaves them out because we may not see them.
   */
  public static Set<String> withoutCommit(
      ConnectorConfig config, List<PartitionOffsets> committed) {
    Set<String> listed = new TreeSet<>(ReadTopics.of(config).listed());
    committed.forEach(partition -> listed.remove(partition.topic()));
    return listed;
  }

  /** Of a source, by a digest of the offsets that Connect keeps for it. */
  public static Position ofSource(String run, String digest, Duration longest) {
    return new Position(run, Kind.SOURCE, digest, 0, longest);
  }

  /** Of one whose offsets are not told, not all of them, or in no way that proves anything. */
  public static Position untold(String run) {
    return new Position(run, Kind.UNTOLD, "", 0, Duration.ZERO);
  }

  /**
   * What a connector runs as: another one after it was given another configuration, or its tasks
   * were started elsewhere.
   */
  public static String run(ConnectorStatus status, ConnectorConfig config) {
    return status.tasks().stream()
        .map(task -> task.id() + "@" + task.workerId())
        .collect(Collectors.joining(" ", config.hashCode() + " " + status.workerId() + " ", ""));
  }

  /** Whether this tells that nothing has happened since the one before. */
  boolean isStillAt(Position before) {
    return kind == before.kind
        && offsets.equals(before.offsets)
        && switch (kind) {
          case SOURCE -> true;
          case SINK -> before.waiting > 0 && waiting >= before.waiting;
          case UNTOLD -> false;
        };
  }

  boolean mayBeStalled() {
    return switch (kind) {
      case SOURCE -> true;
      case SINK -> waiting > 0;
      case UNTOLD -> false;
    };
  }

  @Override
  public String toString() {
    return "Position[" + kind + " " + waiting + "]";
  }
}
