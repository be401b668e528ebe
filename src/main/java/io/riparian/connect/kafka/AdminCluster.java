package io.riparian.connect.kafka;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.riparian.connect.kafka.KafkaFailure.Kind;
import io.riparian.model.KafkaSight.Member;
import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.KafkaSight.TopicSettings;
import io.riparian.model.KafkaSight.WorkerGroup;
import io.riparian.model.PartitionOffsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** A Kafka cluster by Kafka's own client. All questions together have one deadline. */
final class AdminCluster implements KafkaCluster {
  /** How the groups of Connect workers are told from those of consumers. */
  private static final String PROTOCOL = "connect";

  private final Admin admin;
  private final long deadline;

  AdminCluster(Admin admin, Duration patience) {
    this.admin = admin;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  @Override
  public Identity identity() {
    DescribeClusterResult cluster = admin.describeCluster();
    return new Identity(
        Objects.requireNonNullElse(answer(cluster.clusterId()), ""),
        answer(cluster.nodes()).size());
  }

  @Override
  public NavigableSet<String> topicNames() {
    return new TreeSet<>(answer(admin.listTopics().names()));
  }

  @Override
  public List<WorkerGroup> workerGroups(Set<String> named) {
    Set<String> ids = new TreeSet<>(named);
    answer(admin.listGroups(new ListGroupsOptions().withProtocolTypes(Set.of(PROTOCOL))).valid())
        .stream()
        .map(GroupListing::groupId)
        .forEach(ids::add);
    List<WorkerGroup> groups = new ArrayList<>();
    new TreeMap<>(admin.describeClassicGroups(ids).describedGroups())
        .forEach((id, described) -> groups.add(group(id, described)));
    return groups;
  }

  private WorkerGroup group(String id, KafkaFuture<ClassicGroupDescription> described) {
    try {
      ClassicGroupDescription group = answer(described);
      List<Member> members =
          group.members().stream()
              .map(member -> new Member(member.clientId(), member.host()))
              .toList();
      boolean there = group.protocol().equals(PROTOCOL);
      return new WorkerGroup(
          id, there ? Presence.THERE : Presence.ABSENT, there ? members : List.of());
    } catch (Absent absent) {
      return new WorkerGroup(id, Presence.ABSENT, List.of());
    } catch (KafkaFailure failure) {
      return new WorkerGroup(id, refusedBy(failure), List.of());
    }
  }

  @Override
  public List<Topic> topics(Set<String> names) {
    Map<String, KafkaFuture<TopicDescription>> shapes =
        admin.describeTopics(names).topicNameValues();
    Map<ConfigResource, KafkaFuture<Config>> settings =
        admin.describeConfigs(names.stream().map(AdminCluster::resource).toList()).values();
    List<Topic> topics = new ArrayList<>();
    new TreeMap<>(shapes)
        .forEach(
            (name, shape) ->
                topics.add(
                    topic(name, shape, Objects.requireNonNull(settings.get(resource(name))))));
    return topics;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private Topic topic(
      String name, KafkaFuture<TopicDescription> shape, KafkaFuture<Config> settings) {
    try {
      TopicDescription described = answer(shape);
      return new Topic(
          name,
          Presence.THERE,
          described.partitions().size(),
          described.partitions().stream()
              .mapToInt(partition -> partition.replicas().size())
              .min()
              .orElse(0),
          settings(settings));
    } catch (Absent absent) {
      return Topic.unseen(name, Presence.ABSENT);
    } catch (KafkaFailure failure) {
      return Topic.unseen(name, refusedBy(failure));
    }
  }

  private Optional<TopicSettings> settings(KafkaFuture<Config> future) {
    try {
      Config config = answer(future);
      return Optional.of(
          new TopicSettings(
              Stream.of(value(config, CLEANUP_POLICY_CONFIG, "").split(",", -1))
                  .map(String::strip)
                  .collect(Collectors.toSet()),
              Integer.parseInt(value(config, MIN_IN_SYNC_REPLICAS_CONFIG, "1")),
              Long.parseLong(value(config, RETENTION_MS_CONFIG, "-1"))));
    } catch (KafkaFailure failure) {
      refusedBy(failure);
      return Optional.empty();
    }
  }

  private static String value(Config config, String key, String otherwise) {
    return Optional.ofNullable(config.get(key))
        .map(entry -> Objects.requireNonNullElse(entry.value(), otherwise))
        .orElse(otherwise);
  }

  @Override
  public SortedMap<String, List<PartitionOffsets>> groupOffsets(Set<String> groups) {
    SortedMap<String, Map<TopicPartition, Long>> committed = committed(groups);
    Set<TopicPartition> all =
        committed.values().stream()
            .flatMap(offsets -> offsets.keySet().stream())
            .collect(Collectors.toSet());
    Map<String, Integer> partitions =
        partitions(all.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
    Map<TopicPartition, Long> ends =
        ends(
            all.stream()
                .filter(one -> one.partition() < partitions.getOrDefault(one.topic(), 0))
                .collect(Collectors.toSet()));
    SortedMap<String, List<PartitionOffsets>> told = new TreeMap<>();
    committed.forEach(
        (group, offsets) -> {
          List<PartitionOffsets> there = new ArrayList<>();
          offsets.forEach(
              (one, offset) -> {
                if (!isGone(one, partitions)) {
                  there.add(offsets(one, offset, ends));
                }
              });
          told.put(group, there);
        });
    return told;
  }

  private SortedMap<String, Map<TopicPartition, Long>> committed(Set<String> groups) {
    Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
    groups.forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
    ListConsumerGroupOffsetsResult answered =
        admin.listConsumerGroupOffsets(
            asked, new ListConsumerGroupOffsetsOptions().timeoutMs(half()));
    SortedMap<String, Map<TopicPartition, Long>> committed = new TreeMap<>();
    for (String group : groups) {
      told(answered.partitionsToOffsetAndMetadata(group))
          .ifPresent(offsets -> committed.put(group, known(offsets)));
    }
    return committed;
  }

  /** In order. Kafka tells a partition without an offset as null. */
  private static Map<TopicPartition, Long> known(
      Map<TopicPartition, @Nullable OffsetAndMetadata> offsets) {
    Map<TopicPartition, Long> known =
        new TreeMap<>(
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            known.put(partition, offset.offset());
          }
        });
    return known;
  }

  /**
   * How many partitions each topic has: none where it is gone, and one that is not told is left
   * out. The client would ask after the end of a partition that is gone until its time is up.
   */
  private Map<String, Integer> partitions(Set<String> topics) {
    Map<String, Integer> partitions = new HashMap<>();
    admin
        .describeTopics(topics, new DescribeTopicsOptions().timeoutMs(half()))
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                partitions.put(name, answer(future).partitions().size());
              } catch (Absent gone) {
                partitions.put(name, 0);
              } catch (KafkaFailure untold) {
                // What reads it is told without an end.
              }
            });
    return partitions;
  }

  private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    ListOffsetsResult answered =
        admin.listOffsets(asked, new ListOffsetsOptions().timeoutMs(half()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (TopicPartition partition : partitions) {
      told(answered.partitionResult(partition)).ifPresent(end -> ends.put(partition, end.offset()));
    }
    return ends;
  }

  private static boolean isGone(TopicPartition one, Map<String, Integer> partitions) {
    return one.partition() >= partitions.getOrDefault(one.topic(), Integer.MAX_VALUE);
  }

  private static PartitionOffsets offsets(
      TopicPartition partition, long committed, Map<TopicPartition, Long> ends) {
    Long end = ends.get(partition);
    return new PartitionOffsets(
        partition.topic(),
        partition.partition(),
        committed,
        end == null ? OptionalLong.empty() : OptionalLong.of(end));
  }

  /** Half of the time that is left, in milliseconds: what is asked next needs some too. */
  private int half() {
    return Math.toIntExact(
        Math.max(Duration.ofNanos(deadline - System.nanoTime()).toMillis() / 2, 1));
  }

  /** One answer of several: that it does not come hides no other. */
  private <T> Optional<T> told(KafkaFuture<T> future) {
    try {
      return Optional.of(answer(future));
    } catch (Absent | KafkaFailure untold) {
      return Optional.empty();
    }
  }

  /** That one thing may not be seen hides no other; any other failure is one of the whole look. */
  private static Presence refusedBy(KafkaFailure failure) {
    if (failure.kind() != Kind.NOT_ALLOWED) {
      throw failure;
    }
    return Presence.REFUSED;
  }

  private <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw failure(Objects.requireNonNullElse(failed.getCause(), failed));
    } catch (TimeoutException late) {
      throw timedOut();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaFailure(Kind.TIMED_OUT, "we stopped waiting");
    }
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException
        || cause instanceof GroupIdNotFoundException) {
      return new Absent();
    }
    if (cause instanceof AuthorizationException) {
      return new KafkaFailure(
          Kind.NOT_ALLOWED, "its ACLs do not let us see this (%s)".formatted(named(cause)));
    }
    if (cause instanceof AuthenticationException) {
      return new KafkaFailure(
          Kind.NOT_LET_IN,
          "it does not let us in (%s): the credential is wrong, or the TLS trust"
              .formatted(named(cause)));
    }
    if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return timedOut();
    }
    return new KafkaFailure(Kind.FAILED, "it failed to answer (%s)".formatted(named(cause)));
  }

  private static KafkaFailure timedOut() {
    return new KafkaFailure(
        Kind.TIMED_OUT,
        "no answer in time: its brokers are down, not reachable by the addresses they advertise, or"
            + " want another security.protocol");
  }

  static String named(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  /** There is no such thing. */
  private static final class Absent extends RuntimeException {}
}
