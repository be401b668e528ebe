package io.riparian.policy;

import static io.riparian.policy.PolicyRule.GROUP;
import static io.riparian.policy.PolicyRule.TOPIC;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Glob;
import io.riparian.model.GrantRails;
import io.riparian.model.Quoted;
import io.riparian.policy.Topics.Topic;
import io.riparian.policy.Topics.Use;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * P-06 and P-05: every topic that is really read or written has to be granted, where the grant
 * lists any; of a pattern it has to be provable. The same for consumer groups.
 */
final class TopicRail implements GuardRail {
  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    GrantRails granted = subject.grant().rails();
    boolean limited = granted.reads().isPresent() || granted.writes().isPresent();
    Set<Finding> unseen = new LinkedHashSet<>();
    for (Topic topic : limited ? Topics.of(subject) : List.<Topic>of()) {
      Optional<List<Glob>> topics = topic.use() == Use.READ ? granted.reads() : granted.writes();
      if (topics.isEmpty() || grantsAll(topics.get())) {
        continue;
      }
      if (subject.config().get(topic.key()).filter(References::isIn).isPresent()) {
        unseen.add(Finding.unseen(TOPIC, topic.key()));
      } else if (!isGranted(topic, topics.get())) {
        found.accept(refused(topic, subject.team()));
      }
    }
    unseen.forEach(found);
    granted.groups().ifPresent(groups -> checkGroups(subject, groups, found));
  }

  private static boolean grantsAll(List<Glob> granted) {
    return granted.contains(Glob.ALL);
  }

  private static Finding refused(Topic topic, String team) {
    String does = topic.use() == Use.READ ? "read" : "write to";
    if (topic.whole()) {
      return Finding.of(
          TOPIC,
          topic.key(),
          "the connector would %s topic %s, which is not granted to team `%s`"
              .formatted(does, Quoted.value(topic.name()), team),
          hint(topic));
    }
    return topic.name().isEmpty() && topic.key().startsWith("transforms.")
        ? Finding.likely(
            TOPIC,
            topic.key(),
            "which topics the transform would write to is known only from the records",
            "Let it write below a fixed beginning, or ask the platform team.")
        : Finding.of(
            TOPIC,
            topic.key(),
            topic.name().isEmpty()
                ? "the connector would %s topics of any name".formatted(does)
                : "the connector would %s any topic that begins with %s, and not all of them are granted to team `%s`"
                    .formatted(does, Quoted.value(topic.name()), team),
            hint(topic));
  }

  private static String hint(Topic topic) {
    return "Ask the platform team to list it under `topics.%s` in the team's grant, or name others."
        .formatted(topic.use() == Use.READ ? "read" : "write");
  }

  /** Of a beginning, all that goes on from there has to be granted. */
  static boolean isGranted(Topic topic, List<Glob> granted) {
    return granted.stream()
        .anyMatch(
            glob ->
                topic.whole() ? glob.matches(topic.name()) : covers(glob.pattern(), topic.name()));
  }

  private static boolean covers(String pattern, String beginning) {
    if (!pattern.endsWith("*")) {
      return false;
    }
    String head = pattern.substring(0, pattern.length() - 1);
    boolean plain = head.indexOf('*') < 0 && head.indexOf('?') < 0;
    return plain && beginning.startsWith(head);
  }

  private static void checkGroups(Subject subject, List<Glob> granted, Consumer<Finding> found) {
    subject
        .config()
        .consumerGroup(subject.name())
        .flatMap(group -> group(ConnectorConfig.GROUP_OVERRIDE, group, granted, subject.team()))
        .ifPresent(found);
    subject
        .config()
        .entries()
        .forEach(
            (key, group) -> {
              boolean own = key.endsWith("group.id") && !key.equals(ConnectorConfig.GROUP_OVERRIDE);
              if (own) {
                group(key, group, granted, subject.team()).ifPresent(found);
              }
            });
  }

  private static Optional<Finding> group(
      String key, String group, List<Glob> granted, String team) {
    if (References.isIn(group) && !grantsAll(granted)) {
      return Optional.of(Finding.unseen(GROUP, key));
    }
    return granted.stream().anyMatch(glob -> glob.matches(group))
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                GROUP,
                key,
                "the consumer group is not granted to team `" + team + "`",
                "Take one that is listed under `groups` in the team's grant."));
  }
}
