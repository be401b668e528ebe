package io.riparian.reconcile;

import static java.util.Collections.disjoint;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectFailure;
import io.riparian.connect.kafka.KafkaCluster;
import io.riparian.connect.kafka.KafkaFailure;
import io.riparian.health.Position;
import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.PartitionOffsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Asks where connectors of one cluster stand: Kafka for all sinks at once, and Connect for each
 * source. It only reads, and what is not answered is untold.
 */
final class ProgressLook {
  private static final Logger LOG = Logger.getLogger(ProgressLook.class);

  /** After this time no further source is asked; it comes first the next time. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Kafka refuses to look after any other. */
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private final Cluster cluster;
  private final ConnectCluster connect;
  private final ConnectDoor door;
  private final InstantSource clock;

  /** When each source was last asked. */
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();

  private final Reachability kafka = new Reachability();

  ProgressLook(Cluster cluster, ConnectCluster connect, ConnectDoor door, InstantSource clock) {
    this.cluster = cluster;
    this.connect = connect;
    this.door = door;
    this.clock = clock;
  }

  /** Where each stands, one answer for each. */
  SortedMap<String, Position> at(List<Watched> all) {
    SortedMap<String, Position> seen = untold(all);
    List<Watched> sinks = all.stream().filter(Watched::isSink).toList();
    if (!sinks.isEmpty() || kafka.isMissed()) {
      askKafka(sinks, seen);
    }
    askConnect(all.stream().filter(one -> !one.isSink()).toList(), seen);
    return seen;
  }

  /** Whether a broker answers, by the looks at sinks. */
  Reachability kafka() {
    return kafka;
  }

  /** As long as nobody is asked. */
  static SortedMap<String, Position> untold(List<Watched> all) {
    SortedMap<String, Position> untold = new TreeMap<>();
    all.forEach(one -> untold.put(one.connector(), Position.untold(one.run())));
    return untold;
  }

  private void askKafka(List<Watched> sinks, Map<String, Position> seen) {
    try (KafkaCluster open = door.openKafka(cluster).orElse(null)) {
      if (open == null) {
        return;
      }
      if (sinks.isEmpty()) {
        open.identity();
        kafka.answered(clock.instant());
        return;
      }
      SortedMap<String, List<PartitionOffsets>> told =
          open.groupOffsets(
              sinks.stream()
                  .flatMap(sink -> sink.group().stream())
                  .collect(toCollection(TreeSet::new)));
      kafka.answered(clock.instant());
      Set<String> hidden = hidden(open, sinks, told);
      for (Watched sink : sinks) {
        committed(sink, told)
            .filter(offsets -> disjoint(Position.withoutCommit(sink.config(), offsets), hidden))
            .map(offsets -> Position.ofSink(sink.run(), sink.config(), offsets, sink.longest()))
            .ifPresent(position -> seen.put(sink.connector(), position));
      }
    } catch (KafkaFailure unanswered) {
      note(unanswered.kind());
      untold(unanswered);
    } catch (IllegalArgumentException unusable) {
      untold(unusable);
    }
  }

  private void note(KafkaFailure.Kind kind) {
    switch (kind) {
      case UNREACHABLE, TIMED_OUT -> kafka.silent(clock.instant());
      case NOT_KAFKA, NOT_LET_IN, NOT_ALLOWED -> kafka.answered(clock.instant());
      case BAD_PROPERTIES, FAILED -> {}
    }
  }

  private void untold(RuntimeException why) {
    LOG.debugf(
        "%s: Kafka does not tell how its sinks get on: %s", cluster.name(), why.getMessage());
  }

  private static Optional<List<PartitionOffsets>> committed(
      Watched sink, Map<String, List<PartitionOffsets>> told) {
    return sink.group().flatMap(group -> Optional.ofNullable(told.get(group)));
  }

  /** The topics that Kafka left out of its answer because we may not see them. */
  private static Set<String> hidden(
      KafkaCluster kafka, List<Watched> sinks, Map<String, List<PartitionOffsets>> told) {
    Set<String> leftOut = new TreeSet<>();
    for (Watched sink : sinks) {
      committed(sink, told)
          .filter(offsets -> !offsets.isEmpty())
          .ifPresent(offsets -> leftOut.addAll(Position.withoutCommit(sink.config(), offsets)));
    }
    leftOut.removeIf(name -> !TOPIC.matcher(name).matches());
    return leftOut.isEmpty()
        ? Set.of()
        : kafka.topics(leftOut).stream()
            .filter(topic -> topic.presence() == Presence.REFUSED)
            .map(Topic::name)
            .collect(toSet());
  }

  private void askConnect(List<Watched> sources, Map<String, Position> seen) {
    Instant end = clock.instant().plus(LONGEST);
    asked.keySet().retainAll(sources.stream().map(Watched::connector).toList());
    List<Watched> inTurn =
        sources.stream()
            .sorted(Comparator.comparing(one -> asked.getOrDefault(one.connector(), Instant.EPOCH)))
            .toList();
    for (Watched source : inTurn) {
      if (clock.instant().isAfter(end) || !isAnswered(source, seen)) {
        return;
      }
    }
  }

  /** Whether the cluster answers at all: one that is busy or down is not asked any further. */
  private boolean isAnswered(Watched source, Map<String, Position> seen) {
    asked.put(source.connector(), clock.instant());
    try {
      connect
          .offsets(source.connector())
          .map(digest -> Position.ofSource(source.run(), digest, source.longest()))
          .ifPresent(position -> seen.put(source.connector(), position));
      return true;
    } catch (ConnectFailure unanswered) {
      LOG.debugf(
          "%s: Connect does not tell how %s gets on: %s",
          cluster.name(), source.connector(), unanswered.getMessage());
      return switch (unanswered.kind()) {
        case UNREACHABLE, TIMED_OUT, REBALANCING, UNAUTHORISED -> false;
        case CONFLICT, NOT_FOUND, REFUSED, OUTCOME_UNKNOWN, WORKER_ERROR, BAD_ANSWER -> true;
      };
    }
  }
}
