package io.riparian.notify;

import java.time.Instant;
import java.util.Optional;

/**
 * Nobody was told, as far as we know. Its message is fit for people: it holds no address, no secret
 * and nothing of what the other side answered.
 */
public final class NotSent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Optional<Instant> notBefore;

  /** What helps. */
  public enum Kind {
    /** Nothing: the same would be refused again. */
    REFUSED,
    /** To try this one later; another may go through. */
    LATER,
    /** To try later; another would fail now too. */
    DOWN
  }

  public NotSent(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }

  /**
   * @param notBefore when the other side wants to be asked again at the earliest
   */
  public NotSent(Kind kind, String message, Optional<Instant> notBefore) {
    super(message);
    this.kind = kind;
    this.notBefore = notBefore;
  }

  public Kind kind() {
    return kind;
  }

  /** When to try again at the earliest; empty when the other side does not say. */
  public Optional<Instant> notBefore() {
    return notBefore;
  }

  /** One sentence, without any cause. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
