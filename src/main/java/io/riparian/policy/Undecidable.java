package io.riparian.policy;

import java.util.function.Consumer;

/**
 * What becomes of a connector over which a guard rail does not come to an end: it is refused, and
 * the others are judged all the same. Some expressions run out of stack over texts that nobody
 * foresaw.
 */
final class Undecidable {
  private Undecidable() {}

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
