package io.riparian.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a look at the Kafka cluster behind a Connect cluster showed. No record of any topic is read.
 *
 * @param brokers how many there are
 * @param groups those of Connect workers that we may see, and those that were asked for
 * @param topics those that were asked for
 */
public record KafkaSight(
    String clusterId, int brokers, List<WorkerGroup> groups, List<Topic> topics) {

  public KafkaSight {
    groups = List.copyOf(groups);
    topics = List.copyOf(topics);
  }

  /** What became of the question after one thing. */
  public enum Presence {
    THERE,
    ABSENT,
    /** We may not see it, so it may be there or not. */
    REFUSED
  }

  /**
   * A group that workers form.
   *
   * @param id as {@code group.id}
   * @param members none unless it is there
   */
  public record WorkerGroup(String id, Presence presence, List<Member> members) {
    public WorkerGroup {
      members = List.copyOf(members);
    }
  }

  /**
   * A worker in its group.
   *
   * @param client its client id, which is {@code connect-} and the address it advertises unless the
   *     worker says otherwise
   * @param host where the broker sees it
   */
  public record Member(String client, String host) {
    private static final String PREFIX = "connect-";

    /** The address it advertises, as host and port; empty where its client id does not tell. */
    public Optional<String> address() {
      return client.startsWith(PREFIX) && client.matches(".*:[0-9]{1,5}")
          ? Optional.of(client.substring(PREFIX.length()))
          : Optional.empty();
    }
  }

  /**
   * A topic.
   *
   * @param partitions 0 unless it is there, as is {@code replicas}
   * @param replicas of the partition that has the fewest
   * @param settings empty unless it is there, and where we may not see its settings
   */
  public record Topic(
      String name,
      Presence presence,
      int partitions,
      int replicas,
      Optional<TopicSettings> settings) {

    /** One that is not there, or that we may not see. */
    public static Topic unseen(String name, Presence presence) {
      return new Topic(name, presence, 0, 0, Optional.empty());
    }
  }

  /**
   * The settings of a topic, the broker's defaults included.
   *
   * @param cleanup the words of its {@code cleanup.policy}
   * @param minInsync its {@code min.insync.replicas}
   * @param retentionMs its {@code retention.ms}: milliseconds, or -1 for ever
   */
  public record TopicSettings(Set<String> cleanup, int minInsync, long retentionMs) {
    public TopicSettings {
      cleanup = Set.copyOf(cleanup);
    }
  }
}
