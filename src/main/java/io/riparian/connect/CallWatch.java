package io.riparian.connect;

/**
 * Hears of every call to a worker, for metrics and traces. It is told what kind of call it is and
 * how it ended: no connector's name, no value.
 */
@FunctionalInterface
public interface CallWatch {
  CallWatch NONE = operation -> outcome -> {};

  /**
   * A call begins.
   *
   * @param operation as {@code GET /connectors/{name}/status}: one of two dozen
   */
  UnderWay begins(String operation);

  /** A call that has not ended yet. */
  @FunctionalInterface
  interface UnderWay {
    /**
     * @param outcome the status as {@code 200}, or how it broke as {@code timed-out}
     */
    void ends(String outcome);
  }

  /** Both are told. */
  default CallWatch and(CallWatch other) {
    return operation -> {
      UnderWay mine = begins(operation);
      UnderWay theirs = other.begins(operation);
      return outcome -> {
        mine.ends(outcome);
        theirs.ends(outcome);
      };
    };
  }
}
