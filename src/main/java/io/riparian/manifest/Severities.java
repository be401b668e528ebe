package io.riparian.manifest;

import io.riparian.model.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How severities are written. */
final class Severities {
  static final List<String> WORDS = Arrays.stream(Severity.values()).map(Severities::word).toList();

  private Severities() {}

  static Severity of(String word) {
    return Severity.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
