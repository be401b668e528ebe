package io.riparian.health;

import io.riparian.model.FailureStage;
import java.util.List;
import java.util.Optional;

/**
 * A failure as some text tells it: a log, a worker's status, a REST answer or one line. It may be
 * cut anywhere.
 *
 * @param said the text line by line, but for the frames, times, lines of sources, and the names of
 *     connector and task
 * @param saidInLowerCase the same in lower case
 * @param causes from the outermost to the innermost, each followed by those that its message names
 * @param informative those of them that are more than wrappers
 * @param chainAt where the chain of the innermost cause begins in what is said
 * @param frames all of them, one on each line
 * @param framesInLowerCase the same in lower case
 */
record Trace(
    String said,
    String saidInLowerCase,
    List<Cause> causes,
    List<Cause> informative,
    int chainAt,
    String frames,
    String framesInLowerCase,
    FailureStage stage) {
  Trace {
    causes = List.copyOf(causes);
    informative = List.copyOf(informative);
  }

  static Trace of(String text) {
    return new TraceReading().read(text);
  }

  /** The innermost cause that is more than a wrapper. */
  Optional<Cause> root() {
    return informative.isEmpty()
        ? Optional.empty()
        : Optional.of(informative.get(informative.size() - 1));
  }

  /** No more of it than what the innermost cause says. */
  Trace ofRoot(Cause root) {
    int end = said.indexOf("\n\n", root.at());
    int to = end < 0 ? said.length() : end;
    return new Trace(
        said.substring(root.at(), to),
        saidInLowerCase.substring(root.at(), to),
        List.of(root),
        List.of(root),
        0,
        frames,
        framesInLowerCase,
        stage);
  }

  @Override
  public String toString() {
    return "Trace[" + causes + " " + stage + "]";
  }
}
