package io.riparian.model;

/** Whether a connector writes into Kafka or reads from it. */
public enum ConnectorKind {
  SOURCE,
  SINK,
  /** Nobody said. */
  UNKNOWN;

  /** That of Connect's own word for it. */
  public static ConnectorKind of(String type) {
    return switch (type) {
      case "source" -> SOURCE;
      case "sink" -> SINK;
      default -> UNKNOWN;
    };
  }
}
