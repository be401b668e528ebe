package io.riparian.plan;

/**
 * What became of one change. {@code detail} is our own sentence, with key names at the most.
 *
 * @param kind the kind of change, as {@link ChangeKind} names it
 */
public record Outcome(
    String connector, ChangeKind kind, Cause cause, Result result, String detail, long millis) {

  /** Whether this is what became of {@code change}: a plan holds it once. */
  public boolean isOf(Change change) {
    return connector.equals(change.id().name()) && kind == change.kind();
  }

  /** How it ended. */
  public enum Result {
    /** Done, and seen to be done. */
    DONE,
    /** Not done, nothing changed; the next cycle looks again. */
    DEFERRED,
    /** Connect refused the configuration. */
    REFUSED,
    /** The connector turned out not to be ours just before the call; nothing was sent. */
    FOREIGN,
    /** Failed, or nobody can tell: the next cycle looks before anything is tried again. */
    FAILED
  }
}
