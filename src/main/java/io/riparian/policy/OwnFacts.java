package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an own rule is told of a connector. It is all that stands in the files: nothing of what
 * runs, of the time or of who asks, so that a rule means the same in a preview, on the branch and
 * in its cases.
 */
enum OwnFacts {
  CONNECTOR_NAME("connector.name", Kind.TEXT),
  CONNECTOR_CLASS("connector.class", Kind.TEXT),
  /** {@code sink} when it has topics to read, else {@code source}. */
  CONNECTOR_TYPE("connector.type", Kind.TEXT),
  /** {@code running}, {@code paused}, {@code stopped} or {@code unmanaged}. */
  CONNECTOR_STATE("connector.state", Kind.TEXT),
  /** 1, as Connect takes it, where it is not set; nothing where it is no number. */
  CONNECTOR_TASKS_MAX("connector.tasksMax", Kind.NUMBER),
  CONNECTOR_CONFIG("connector.config", Kind.TEXT_BY_KEY),
  /** As P-06 sees them; {@code *} at the end where only the beginning is known. */
  CONNECTOR_READS("connector.reads", Kind.TEXTS),
  CONNECTOR_WRITES("connector.writes", Kind.TEXTS),
  TEAM_NAME("team.name", Kind.TEXT),
  CLUSTER_NAME("cluster.name", Kind.TEXT),
  CLUSTER_TEAMS("cluster.teams", Kind.TEXTS);

  /** What a fact may be. */
  enum Kind {
    TEXT,
    NUMBER,
    TEXTS,
    TEXT_BY_KEY
  }

  private final String variable;
  private final Kind kind;

  OwnFacts(String variable, Kind kind) {
    this.variable = variable;
    this.kind = kind;
  }

  String variable() {
    return variable;
  }

  Kind kind() {
    return kind;
  }

  static Map<String, Object> of(Subject subject) {
    ConnectorConfig config = subject.config();
    boolean sink = config.has(ConnectorConfig.TOPICS) || config.has(ConnectorConfig.TOPICS_REGEX);
    Map<String, Object> facts = new HashMap<>();
    facts.put(CONNECTOR_NAME.variable, subject.name());
    facts.put(CONNECTOR_CLASS.variable, config.get(ConnectorConfig.CLASS).orElse(""));
    facts.put(CONNECTOR_TYPE.variable, sink ? "sink" : "source");
    facts.put(
        CONNECTOR_STATE.variable, subject.connector().state().name().toLowerCase(Locale.ROOT));
    tasksMax(config, facts);
    facts.put(CONNECTOR_CONFIG.variable, config.entries());
    facts.put(CONNECTOR_READS.variable, topics(subject, Topics.Use.READ));
    facts.put(CONNECTOR_WRITES.variable, topics(subject, Topics.Use.WRITTEN));
    facts.put(TEAM_NAME.variable, subject.team());
    facts.put(CLUSTER_NAME.variable, subject.cluster().name());
    facts.put(CLUSTER_TEAMS.variable, subject.cluster().teams().stream().sorted().toList());
    return facts;
  }

  private static void tasksMax(ConnectorConfig config, Map<String, Object> facts) {
    try {
      long number = Long.parseLong(config.get(ConnectorConfig.TASKS_MAX).orElse("1").strip());
      facts.put(CONNECTOR_TASKS_MAX.variable, number);
    } catch (NumberFormatException none) {
      // A rule that asks for it cannot be decided, and refuses.
    }
  }

  private static List<String> topics(Subject subject, Topics.Use use) {
    return Topics.of(subject).stream()
        .filter(topic -> topic.use() == use)
        .map(topic -> topic.whole() ? topic.name() : topic.name() + "*")
        .distinct()
        .sorted()
        .toList();
  }
}
