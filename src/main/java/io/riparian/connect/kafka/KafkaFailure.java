package io.riparian.connect.kafka;

/**
 * Kafka could not be asked. The message is ours and there is no cause: texts of Kafka's client may
 * quote its properties, which hold secrets.
 */
public final class KafkaFailure extends RuntimeException {
  private final Kind kind;

  public KafkaFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What went wrong. */
  public enum Kind {
    /** No broker accepts a connection, or none keeps one open. */
    UNREACHABLE,
    /** Somebody answered, and not in Kafka's protocol. */
    NOT_KAFKA,
    /** No answer in time. */
    TIMED_OUT,
    /** It does not believe who we are. */
    NOT_LET_IN,
    /** It knows who we are, and does not tell us this. */
    NOT_ALLOWED,
    /** The client's own properties are wrong. */
    BAD_PROPERTIES,
    /** Anything else. */
    FAILED
  }
}
