package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.KafkaSight.TopicSettings;
import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with one internal topic, as workers need it to be. */
final class TopicFault {
  /** So that one broker can be down, and another be lost meanwhile. */
  private static final int REPLICAS = 3;

  private static final String COMPACT = "compact";

  private final InternalTopic purpose;
  private final Topic topic;
  private final Cluster cluster;
  private final int brokers;
  private final List<Symptom> found = new ArrayList<>();

  private TopicFault(InternalTopic purpose, Topic topic, Cluster cluster, int brokers) {
    this.purpose = purpose;
    this.topic = topic;
    this.cluster = cluster;
    this.brokers = brokers;
  }

  /**
   * @param topic one that is there
   * @param brokers how many its Kafka cluster has
   */
  static List<Symptom> of(InternalTopic purpose, Topic topic, Cluster cluster, int brokers) {
    TopicFault fault = new TopicFault(purpose, topic, cluster, brokers);
    fault.partitions();
    fault.replicas();
    topic.settings().ifPresentOrElse(fault::settings, fault::hidden);
    return fault.found;
  }

  private void partitions() {
    if (purpose == InternalTopic.CONFIG && topic.partitions() != 1) {
      seen(
          DoctorRule.INTERNAL_TOPICS,
          Severity.ERROR,
          "has %d partitions, so workers may read changes in another order than they were made"
              .formatted(topic.partitions()),
          "partitions cannot be taken away: stop all workers, copy the records in the order of their"
              + " timestamps to a new topic with one partition and cleanup.policy=compact, and name"
              + " that in config.storage.topic");
    }
  }

  private void replicas() {
    if (topic.replicas() < REPLICAS) {
      seen(
          DoctorRule.TOPIC_COPIES,
          brokers == 1 ? Severity.INFO : Severity.WARNING,
          "has %d of %d replicas, on %s"
              .formatted(
                  topic.replicas(), REPLICAS, brokers == 1 ? "one broker" : brokers + " brokers"),
          brokers < REPLICAS
              ? "for anything but a trial, run three brokers, then add replicas with"
                  + " kafka-reassign-partitions.sh"
              : "add replicas with kafka-reassign-partitions.sh");
    }
  }

  private void settings(TopicSettings settings) {
    cleanup(settings);
    minInsync(settings.minInsync());
  }

  private void cleanup(TopicSettings settings) {
    if (!settings.cleanup().equals(Set.of(COMPACT))) {
      seen(
          DoctorRule.INTERNAL_TOPICS,
          Severity.ERROR,
          "has cleanup.policy=%s%s"
              .formatted(
                  String.join(",", new TreeSet<>(settings.cleanup())),
                  settings.cleanup().contains("delete") ? loss(settings.retentionMs()) : ""),
          altering("cleanup.policy=compact"));
    }
  }

  private String loss(long retentionMs) {
    return retentionMs < 0
        ? " (retention.ms=-1 keeps it so far)"
        : ": records older than retention.ms=%d go, and with them %s"
            .formatted(retentionMs, purpose.content());
  }

  private void minInsync(int least) {
    if (topic.replicas() < least) {
      seen(
          DoctorRule.TOPIC_COPIES,
          Severity.ERROR,
          "has min.insync.replicas=%d and %d replicas, so no write of a worker is ever accepted"
              .formatted(least, topic.replicas()),
          altering("min.insync.replicas=" + Math.max(1, topic.replicas() - 1)));
    } else if (topic.replicas() > 1 && topic.replicas() == least) {
      seen(
          DoctorRule.TOPIC_COPIES,
          Severity.WARNING,
          "has min.insync.replicas=%d of %d replicas, so the workers cannot write while one broker is down"
              .formatted(least, topic.replicas()),
          altering("min.insync.replicas=" + (least - 1)));
    } else if (topic.replicas() >= REPLICAS && least < 2) {
      seen(
          DoctorRule.TOPIC_COPIES,
          Severity.WARNING,
          "has min.insync.replicas=1, so what one broker alone has written counts as written",
          altering("min.insync.replicas=2"));
    }
  }

  private void hidden() {
    found.add(
        Symptom.check(
            DoctorRule.KAFKA,
            Severity.WARNING,
            List.of(),
            "Kafka does not let us see the settings of the topic `%s`, so whether it is compacted is not known"
                .formatted(topic.name()),
            "give the daemon's principal the ACL DescribeConfigs on it"));
  }

  private void seen(DoctorRule rule, Severity severity, String what, String fix) {
    found.add(
        Symptom.seen(
            rule,
            severity,
            List.of(),
            "the topic `%s` (%s) %s".formatted(topic.name(), purpose.setting(), what),
            fix));
  }

  private String altering(String setting) {
    return "run `kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s`"
        .formatted(cluster.bootstrapServers(), topic.name(), setting);
  }
}
