package io.riparian.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Lengths of time as people write them: a number and {@code m}, {@code h} or {@code d}. */
public final class Span {
  /** What can be read; an expression that both Java and JavaScript know. */
  public static final String PATTERN = "(?:[1-9][0-9]{0,4}m|[1-9][0-9]{0,3}h|[1-9][0-9]{0,2}d)";

  private Span() {}

  /** The length that this text says, if it says one. */
  public static Optional<Duration> parse(String text) {
    return text.matches(PATTERN)
        ? Optional.of(
            Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** As it would be written, to the minute. */
  public static String spoken(Duration length) {
    long minutes = length.toMinutes();
    return minutes % 1440 == 0
        ? minutes / 1440 + "d"
        : minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
  }
}
