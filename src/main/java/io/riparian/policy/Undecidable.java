package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What becomes of a connector over which a guard rail does not come to an end: it is refused, and
 * the others are judged all the same. Some expressions run out of stack over texts that nobody
 * foresaw.
 */
final class Undecidable {
  /** Longer values no connector has; the time that a guard rail takes grows with them. */
  private static final int LONGEST = 64 * 1024;

  private static final int LONGEST_KEY = 512;

  private Undecidable() {}

  static boolean isTooLong(ConnectorConfig config) {
    for (Map.Entry<String, String> one : config.entries().entrySet()) {
      if (one.getKey().length() > LONGEST_KEY || one.getValue().length() > LONGEST) {
        return true;
      }
    }
    return false;
  }

  static Finding tooLong() {
    return Finding.of(
        PolicyRule.UNDECIDABLE,
        "",
        "a value has more than %d characters or a key more than %d, and is not judged"
            .formatted(LONGEST, LONGEST_KEY),
        "Shorten it, or put it into a file of the team's on the worker.");
  }

  static void unless(Consumer<Finding> found, Runnable judging) {
    try {
      judging.run();
    } catch (RuntimeException | StackOverflowError mistake) {
      found.accept(
          Finding.of(
              PolicyRule.UNDECIDABLE,
              "",
              "a guard rail came to no verdict over this connector (%s), so it is refused"
                  .formatted(mistake.getClass().getSimpleName()),
              "Shorten the longest values; if that does not help, report it to those who make Riparian."));
    }
  }
}
