package io.riparian.health;

import static io.riparian.health.MissingAcl.Operation.CREATE;
import static io.riparian.health.MissingAcl.Operation.DESCRIBE;
import static io.riparian.health.MissingAcl.Operation.IDEMPOTENT_WRITE;
import static io.riparian.health.MissingAcl.Operation.READ;
import static io.riparian.health.MissingAcl.Operation.WRITE;
import static io.riparian.health.MissingAcl.Pattern.LITERAL;
import static io.riparian.health.MissingAcl.Pattern.PREFIXED;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.riparian.health.MissingAcl.Operation;
import io.riparian.health.MissingAcl.Resource;
import io.riparian.model.ConnectorKind;
import io.riparian.model.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Kafka refused, read from what its client says of it, and the ACLs that would allow it. */
final class AclDenial {
  private static final String NAME = "[A-Za-z0-9._-]{1,249}";
  private static final Pattern TOPICS =
      Pattern.compile(
          "(?i)Not authorized to access topics?: \\[?\\s*(" + NAME + "(?:,\\s*" + NAME + ")*)");
  private static final Pattern TOPIC_DENIED =
      Pattern.compile("TopicAuthorization|Topic authorization");
  private static final Pattern GROUP =
      Pattern.compile("(?i)Not authorized to access group: ?([^\\s,;)\\]}\"'\\\\]{1,249})");
  private static final Pattern GROUP_DENIED =
      Pattern.compile("GroupAuthorization|Group authorization");
  private static final Pattern TRANSACTION_DENIED =
      Pattern.compile("TransactionalIdAuthorization|Transactional ?Id authorization");
  private static final Pattern TRANSACTIONAL_ID =
      Pattern.compile("(?i)transactional[ .]?id ?[=:] ?'?(" + NAME + ")");
  private static final Pattern CLUSTER_DENIED =
      Pattern.compile("ClusterAuthorization|Cluster authorization");
  private static final Pattern WORKER_GROUP = Pattern.compile("groupId=(" + NAME + ")");
  private static final Pattern PRINCIPAL =
      Pattern.compile("(?i)principal\\s?(?:=|:|is)?\\s?(User:[^\\s,;\\])]{1,200})");
  private static final Pattern READS =
      Pattern.compile(
          "WorkerSinkTask|KafkaConsumer|ConsumerCoordinator|clients\\.consumer|[Cc]onsumer clientId"
              + "|Fetcher|SinkTask");
  private static final Pattern WRITES =
      Pattern.compile(
          "KafkaProducer|clients\\.producer|producer send callback|[Pp]roducer clientId|SourceTask"
              + "|transactional|DeadLetterQueue|failed to send record");
  private static final Pattern DEAD_LETTERS =
      Pattern.compile("DeadLetterQueue|errors\\.LogReporter");

  private final String all;
  private final String connector;
  private final ConnectorKind kind;
  private final String principal;

  private AclDenial(String text, String connector, ConnectorKind kind) {
    this.all = text;
    this.connector = connector.isEmpty() ? "<connector>" : connector;
    this.kind = kind;
    this.principal = first(PRINCIPAL).map(Redaction::ofText).orElse("");
  }

  /**
   * The ACLs to ask for; none if nothing was refused.
   *
   * @param connector its name, or empty text
   * @param kind what it is, which the text does not always tell
   */
  static List<MissingAcl> in(String text, String connector, ConnectorKind kind) {
    return List.copyOf(new AclDenial(text, connector, kind).missing());
  }

  private Set<MissingAcl> missing() {
    Set<MissingAcl> missing = new LinkedHashSet<>();
    List<String> topics = first(TOPICS).map(AclDenial::names).orElse(List.of());
    if (!topics.isEmpty() || is(TOPIC_DENIED)) {
      (topics.isEmpty() ? List.of("<topic>") : topics)
          .forEach(topic -> missing.addAll(onTopic(topic)));
    }
    if (first(GROUP).isPresent() || is(GROUP_DENIED)) {
      String group = first(GROUP).map(Redaction::ofText).orElse("connect-" + connector);
      missing.add(onGroup(group));
    }
    if (is(TRANSACTION_DENIED)) {
      missing.addAll(onTransactions());
    }
    if (is(CLUSTER_DENIED)) {
      missing.add(
          new MissingAcl(
              principal,
              is(WRITES) ? IDEMPOTENT_WRITE : DESCRIBE,
              Resource.CLUSTER,
              "kafka-cluster",
              LITERAL));
    }
    return missing;
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
  }

  /** The text counts before the kind: sources read a history, and sinks write dead letters. */
  private List<MissingAcl> onTopic(String topic) {
    if (is(DEAD_LETTERS) || (is(WRITES) && !is(READS))) {
      return onTopic(topic, WRITE, CREATE);
    }
    if (is(READS)) {
      return kind == ConnectorKind.SINK ? ofSink(topic) : onTopic(topic, READ);
    }
    return switch (kind) {
      case SOURCE -> onTopic(topic, WRITE, DESCRIBE);
      case SINK -> ofSink(topic);
      case UNKNOWN -> onTopic(topic, DESCRIBE, READ, WRITE);
    };
  }

  private List<MissingAcl> onTopic(String topic, Operation... operations) {
    return Arrays.stream(operations)
        .map(operation -> new MissingAcl(principal, operation, Resource.TOPIC, topic, LITERAL))
        .toList();
  }

  /** Who may not read the topic needs the group too, for which Kafka asks next. */
  private List<MissingAcl> ofSink(String topic) {
    List<MissingAcl> missing = new ArrayList<>(onTopic(topic, READ, DESCRIBE));
    missing.add(onGroup(first(GROUP).map(Redaction::ofText).orElse("connect-" + connector)));
    return missing;
  }

  private MissingAcl onGroup(String group) {
    return new MissingAcl(principal, READ, Resource.GROUP, group, LITERAL);
  }

  /** Each task has an id of its own, which begins with the workers' group and the name. */
  private List<MissingAcl> onTransactions() {
    Optional<String> told = first(TRANSACTIONAL_ID);
    String name = told.orElse(first(WORKER_GROUP).orElse("<group.id>") + "-" + connector + "-");
    return List.of(WRITE, DESCRIBE).stream()
        .map(
            operation ->
                new MissingAcl(
                    principal,
                    operation,
                    Resource.TRANSACTIONAL_ID,
                    name,
                    told.isPresent() ? LITERAL : PREFIXED))
        .toList();
  }

  private boolean is(Pattern pattern) {
    return pattern.matcher(all).find();
  }

  private Optional<String> first(Pattern pattern) {
    Matcher found = pattern.matcher(all);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
