package io.riparian.health;

import io.riparian.model.FailureStage;
import java.util.List;
import java.util.Optional;

/**
 * A failure as some text tells it: a log, a worker's status, a REST answer or one line. It may be
 * cut anywhere.
 *
 * @param said the text without the frames, and without the names of connector and task
 * @param saidInLowerCase the same in lower case
 * @param causes from the outermost to the innermost, each followed by those that its message names
 * @param frames all of them, one on each line
 */
record Trace(
    String said, String saidInLowerCase, List<Cause> causes, String frames, FailureStage stage) {
  Trace {
    causes = List.copyOf(causes);
  }

  static Trace of(String text) {
    return new TraceReading().read(text);
  }

  /** The innermost cause that is more than a wrapper. */
  Optional<Cause> root() {
    Optional<Cause> root = Optional.empty();
    for (Cause cause : causes) {
      root = cause.isInformative() ? Optional.of(cause) : root;
    }
    return root;
  }

  @Override
  public String toString() {
    return "Trace[" + causes + " " + stage + "]";
  }
}
