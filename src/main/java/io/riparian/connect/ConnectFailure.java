package io.riparian.connect;

/**
 * A call to Connect that did not end well. Its message is ours from the first word to the last and
 * it has no cause: Connect's own texts echo resolved secrets, and stay behind this door.
 */
public final class ConnectFailure extends RuntimeException {
  private final Kind kind;

  /**
   * @param message status, method, path and a sentence of ours; never a text of Connect's, a
   *     configuration value or a credential
   */
  public ConnectFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static ConnectFailure at(Call call, Kind kind, String sentence) {
    return new ConnectFailure(kind, call + ": " + sentence);
  }

  public Kind kind() {
    return kind;
  }

  /** What went wrong, told apart by what the caller may do next. */
  public enum Kind {
    /**
     * The worker, or the leader behind it, was never reached or is still starting: nothing
     * happened.
     */
    UNREACHABLE(Remedy.RETRY),
    /** No answer in time. A write may or may not have happened. */
    TIMED_OUT(Remedy.LOOK_FIRST),
    /** The workers are rebalancing, or asked us to slow down: nothing happened. */
    REBALANCING(Remedy.RETRY),
    /** The connector to be created exists: ours or foreign. */
    CONFLICT(Remedy.LOOK_FIRST),
    /** Connect itself says that there is no such connector. */
    NOT_FOUND(Remedy.LOOK_FIRST),
    /** Connect turned the configuration down. */
    REFUSED(Remedy.GIVE_UP),
    /** The credential is missing, wrong, or not enough. */
    UNAUTHORISED(Remedy.GIVE_UP),
    /** The write was under way when it failed: it may or may not have happened. */
    OUTCOME_UNKNOWN(Remedy.LOOK_FIRST),
    /** The worker failed in a way that asking again would not cure. */
    WORKER_ERROR(Remedy.GIVE_UP),
    /** Somebody answered, but not as Connect does; or the answer broke off or was too large. */
    BAD_ANSWER(Remedy.GIVE_UP);

    private final Remedy remedy;

    Kind(Remedy remedy) {
      this.remedy = remedy;
    }

    public Remedy remedy() {
      return remedy;
    }

    /** Whether a write that ended so may have taken effect all the same. */
    public boolean mayHaveHappened() {
      return switch (this) {
        case UNREACHABLE, REBALANCING, REFUSED, UNAUTHORISED -> false;
        case TIMED_OUT, CONFLICT, NOT_FOUND, OUTCOME_UNKNOWN, WORKER_ERROR, BAD_ANSWER -> true;
      };
    }
  }

  /** What the caller may do about a failure. */
  public enum Remedy {
    /** Call again, after a jittered pause: nothing happened. */
    RETRY,
    /** Read the connector again before anything else is written to it. */
    LOOK_FIRST,
    /** Leave it to a later cycle: the same call would fail the same way. */
    GIVE_UP
  }
}
