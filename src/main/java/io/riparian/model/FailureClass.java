package io.riparian.model;

/** What kind of thing failed, and so whose knowledge it takes to mend it. */
public enum FailureClass {
  /** Kafka, the workers, or what else the platform runs for everybody. */
  INFRASTRUCTURE("infrastructure"),
  /** Kafka or the Schema Registry does not let somebody in, or not do something. */
  KAFKA_ACCESS("kafka-access"),
  /** The system that the connector reads from or writes to says no, or nothing. */
  EXTERNAL_SYSTEM("external-system"),
  /** A value of the configuration. */
  CONFIGURATION("configuration"),
  /** A record, or its schema. */
  DATA_SCHEMA("data/schema"),
  /** The code of the plugin, or that it does not fit where it is installed. */
  PLUGIN_BUG("plugin/bug"),
  /** The text does not tell. */
  UNKNOWN("unknown");

  private final String word;

  FailureClass(String word) {
    this.word = word;
  }

  /** As it is written in rules and answers; it never changes. */
  public String word() {
    return word;
  }
}
