package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.policy.Acl.Operation;
import io.riparian.policy.Acl.Principal;
import io.riparian.policy.Acl.Resource;
import io.riparian.policy.Topics.Topic;
import io.riparian.policy.Topics.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Works out what Kafka has to let a connector do, from the topics and groups that it really uses.
 * What depends on how the workers or brokers are set up, which no file tells, is left out: ids of
 * transactions, and the creation of topics that brokers create by themselves.
 *
 * <p>Source: "ACL requirements" of Kafka's own guide to Connect; Debezium's {@code
 * KafkaSchemaHistory} and {@code KafkaSignalChannel} for the groups of its own clients.
 */
final class KafkaNeeds {
  private static final String HISTORY = "schema.history.internal.";
  private static final String SIGNALS = "signal.kafka.topic";
  private static final Set<String> CREDENTIALS =
      Set.of("sasl.", "ssl.keystore.", "security.protocol");

  private final ConnectorConfig config;
  private final String connector;
  private final List<Acl> needs = new ArrayList<>();

  private KafkaNeeds(ConnectorConfig config, String connector) {
    this.config = config;
    this.connector = connector;
  }

  static List<Acl> of(ConnectorConfig config, String connector) {
    KafkaNeeds all = new KafkaNeeds(config, connector);
    List<Topic> topics = Topics.of(config, connector);
    topics.forEach(all::topic);
    if (topics.stream().anyMatch(topic -> isSinksOwn(topic.key()) && topic.use() == Use.READ)) {
      all.group();
    }
    all.ownGroups();
    return all.needs.stream().distinct().toList();
  }

  private void topic(Topic topic) {
    if (topic.use() == Use.READ) {
      add(topic, Operation.READ);
    } else {
      add(topic, Operation.WRITE);
      if (isCreated(topic)) {
        add(topic, Operation.CREATE);
      }
    }
  }

  private static boolean isSinksOwn(String key) {
    return key.equals(ConnectorConfig.TOPICS) || key.equals(ConnectorConfig.TOPICS_REGEX);
  }

  /** Connect itself creates dead letters' topics, and others where the configuration says how. */
  private boolean isCreated(Topic topic) {
    return topic.key().contains("deadletterqueue")
        || isOwnClients(topic.key())
        || config.entries().keySet().stream().anyMatch(key -> key.startsWith("topic.creation."));
  }

  private static boolean isOwnClients(String key) {
    return Topics.READ_AND_WRITTEN.contains(key) || key.equals(SIGNALS);
  }

  private void add(Topic topic, Operation operation) {
    needs.add(
        new Acl(
            principal(topic.key(), operation),
            operation,
            Resource.TOPIC,
            topic.key(),
            topic.name(),
            topic.whole()));
  }

  private Principal principal(String key, Operation operation) {
    if (isOwnClients(key)) {
      return Principal.CONNECTOR;
    }
    return switch (operation) {
      case READ -> ofClient("consumer.override.");
      case WRITE -> ofClient("producer.override.");
      case CREATE -> ofClient("admin.override.");
    };
  }

  private Principal ofClient(String prefix) {
    return config.entries().keySet().stream()
            .filter(key -> key.startsWith(prefix))
            .map(key -> key.substring(prefix.length()))
            .anyMatch(key -> CREDENTIALS.stream().anyMatch(key::startsWith))
        ? Principal.CONNECTOR
        : Principal.WORKERS;
  }

  private void group() {
    config
        .consumerGroup(connector)
        .ifPresent(
            group ->
                needs.add(
                    new Acl(
                        ofClient("consumer.override."),
                        Operation.READ,
                        Resource.GROUP,
                        ConnectorConfig.GROUP_OVERRIDE,
                        group,
                        true)));
  }

  private void ownGroups() {
    if (config.has(HISTORY + "kafka.topic") && config.has("topic.prefix")) {
      String key = HISTORY + "consumer.group.id";
      ownGroup(key, config.get("topic.prefix").orElse("") + "-schemahistory");
    }
    if (config.has(SIGNALS)) {
      ownGroup("signal.kafka.groupId", "kafka-signal");
    }
  }

  private void ownGroup(String key, String otherwise) {
    needs.add(
        new Acl(
            Principal.CONNECTOR,
            Operation.READ,
            Resource.GROUP,
            key,
            config.get(key).orElse(otherwise),
            true));
  }
}
