package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight;
import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The internal topics: those that the cluster's file names, and, where it does not name all, those
 * that look like some. Of the latter a fault is to be checked, because they may be somebody else's.
 */
final class TopicCheck {
  private final Cluster cluster;
  private final KafkaSight sight;
  private final Map<String, Topic> topics;
  private final List<Symptom> found = new ArrayList<>();

  private TopicCheck(Cluster cluster, KafkaSight sight) {
    this.cluster = cluster;
    this.sight = sight;
    this.topics =
        sight.topics().stream().collect(Collectors.toMap(Topic::name, Function.identity()));
  }

  static List<Symptom> of(Cluster cluster, KafkaSight sight) {
    TopicCheck check = new TopicCheck(cluster, sight);
    check.named();
    check.likely();
    return check.found;
  }

  private void named() {
    for (InternalTopic purpose : InternalTopic.values()) {
      String name = purpose.in(cluster.workers());
      Topic topic = topics.get(name);
      if (topic != null) {
        named(purpose, topic);
      }
    }
  }

  private void named(InternalTopic purpose, Topic topic) {
    switch (topic.presence()) {
      case THERE -> found.addAll(TopicFault.of(purpose, topic, cluster, sight.brokers()));
      case ABSENT ->
          found.add(
              Symptom.seen(
                  DoctorRule.KAFKA,
                  Severity.ERROR,
                  List.of(),
                  "there is no topic `%s`, which %s gives as `%s`"
                      .formatted(topic.name(), cluster.at().file(), purpose.field()),
                  "write the worker's " + purpose.setting() + " there"));
      case REFUSED ->
          found.add(
              Symptom.check(
                  DoctorRule.KAFKA,
                  Severity.WARNING,
                  List.of(),
                  "Kafka does not let us see the topic `%s`".formatted(topic.name()),
                  "give the daemon's principal the ACLs Describe and DescribeConfigs on it"));
    }
  }

  private void likely() {
    List<InternalTopic> unnamed =
        Arrays.stream(InternalTopic.values())
            .filter(purpose -> purpose.in(cluster.workers()).isEmpty())
            .toList();
    if (unnamed.isEmpty()) {
      return;
    }
    List<Map<InternalTopic, String>> threes = LikelyTopics.among(topics.keySet());
    found.add(
        Symptom.check(
            DoctorRule.INTERNAL_TOPICS,
            Severity.INFO,
            List.of(),
            "%s does not give %s, and REST does not either; %s"
                .formatted(cluster.at().file(), fields(unnamed), seen(threes)),
            "give them there, as the worker's "
                + unnamed.stream().map(InternalTopic::setting).collect(Collectors.joining(", "))
                + " has them"));
    for (Map<InternalTopic, String> three : threes) {
      for (InternalTopic purpose : unnamed) {
        Topic topic = topics.get(three.get(purpose));
        if (topic != null && topic.presence() == Presence.THERE) {
          TopicFault.of(purpose, topic, cluster, sight.brokers()).stream()
              .map(TopicCheck::perhaps)
              .forEach(found::add);
        }
      }
    }
  }

  private static String fields(List<InternalTopic> unnamed) {
    return unnamed.stream()
        .map(purpose -> "`" + purpose.field() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String seen(List<Map<InternalTopic, String>> threes) {
    if (threes.isEmpty()) {
      return "no topics that we may see are named like internal ones";
    }
    return "looked at, because they are named like internal topics%s: %s"
        .formatted(
            threes.size() < LikelyTopics.MOST ? "" : " (the first %d)".formatted(threes.size()),
            threes.stream()
                .map(three -> String.join(", ", three.values()))
                .collect(Collectors.joining("; ")));
  }

  /** The same of a topic of which nobody knows whether it is this cluster's. */
  private static Symptom perhaps(Symptom symptom) {
    return Symptom.check(
        symptom.rule(),
        symptom.severity() == Severity.ERROR ? Severity.WARNING : symptom.severity(),
        symptom.workers(),
        "if it is this cluster's: " + symptom.saw(),
        symptom.fix());
  }
}
