package io.riparian.forge;

import java.time.Instant;
import java.util.Optional;

/**
 * The forge could not be asked, or did not answer what can be used. Nothing follows from it about
 * what the answer would have been. Its message is fit for people and holds no secret.
 */
public final class ForgeFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Optional<Instant> notBefore;

  /** What is wrong, and so what helps. */
  public enum Kind {
    /** No connection, or one that broke. */
    UNREACHABLE,
    TIMED_OUT,
    /** Our token is unknown, expired or revoked. */
    UNAUTHORISED,
    /** Our token may not do this. */
    FORBIDDEN,
    /** Too many calls; {@link ForgeFailure#notBefore} says when to go on. */
    RATE_LIMITED,
    /** What was asked for is not there, or hidden from us. */
    NOT_FOUND,
    /** The forge says that the fault is its own. */
    UNWELL,
    /** The forge refuses what we wrote. */
    REFUSED,
    /** Not the forge's answer, too large, or not all of it. */
    BAD_ANSWER,
    /** The forge is set up so that its answer proves nothing. */
    UNRELIABLE
  }

  public ForgeFailure(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }

  /**
   * @param notBefore when the forge wants to be asked again at the earliest
   */
  public ForgeFailure(Kind kind, String message, Optional<Instant> notBefore) {
    super(message);
    this.kind = kind;
    this.notBefore = notBefore;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * Whether another question would fail too; otherwise it is about what was asked, and keeps us
   * from nothing else.
   */
  public boolean concernsAll() {
    return switch (kind) {
      case UNREACHABLE, TIMED_OUT, UNAUTHORISED, RATE_LIMITED, UNWELL -> true;
      case FORBIDDEN, NOT_FOUND, REFUSED, BAD_ANSWER, UNRELIABLE -> false;
    };
  }

  /** When the forge wants to be asked again at the earliest; empty when it does not say. */
  public Optional<Instant> notBefore() {
    return notBefore;
  }
}
