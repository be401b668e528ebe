package io.riparian.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Words of which a text has at least one if it fits a pattern: to look for them is a hundred times
 * quicker than to try the pattern. It understands as much of a pattern as it takes, and asks for
 * nothing where it does not understand one.
 */
final class RequiredWords {
  private static final int SHORTEST = 3;
  private static final String OPENING = "([{";
  private static final String COUNTS = "?*{";
  private static final String SPECIAL = ".^$+)]}";

  private final List<String> words;

  private RequiredWords(List<String> words) {
    this.words = List.copyOf(words);
  }

  /** Those of several patterns, of which one is enough. */
  static RequiredWords of(List<String> patterns) {
    List<String> words = new ArrayList<>();
    for (String pattern : patterns) {
      for (String alternative : alternatives(pattern)) {
        String longest =
            literals(alternative).stream().max(Comparator.comparingInt(String::length)).orElse("");
        if (longest.length() < SHORTEST) {
          return new RequiredWords(List.of());
        }
        words.add(longest.toLowerCase(Locale.ROOT));
      }
    }
    return new RequiredWords(words);
  }

  /** Whether it asks for nothing. */
  boolean isEmpty() {
    return words.isEmpty();
  }

  /** Whether a text in lower case may fit. */
  boolean mayBeIn(String lowerCase) {
    return words.isEmpty() || words.stream().anyMatch(lowerCase::contains);
  }

  private static List<String> alternatives(String pattern) {
    List<String> alternatives = new ArrayList<>();
    int begin = 0;
    int at = 0;
    while (at < pattern.length()) {
      if (pattern.charAt(at) == '|') {
        alternatives.add(pattern.substring(begin, at));
        begin = at + 1;
      }
      at = next(pattern, at);
    }
    alternatives.add(pattern.substring(begin));
    return alternatives;
  }

  /** Runs of plain characters that stand in every text that fits; groups are passed over. */
  private static List<String> literals(String alternative) {
    List<String> literals = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    int at = 0;
    while (at < alternative.length()) {
      int next = next(alternative, at);
      boolean optional =
          next < alternative.length() && COUNTS.indexOf(alternative.charAt(next)) >= 0;
      char c = literal(alternative, at);
      if (c != 0 && !optional) {
        run.append(c);
      } else {
        literals.add(run.toString());
        run.setLength(0);
      }
      at = next;
    }
    literals.add(run.toString());
    return literals;
  }

  /** The character that stands here for itself, or 0. */
  private static char literal(String pattern, int at) {
    char c = pattern.charAt(at);
    if (c == '\\') {
      char escaped = at + 1 < pattern.length() ? pattern.charAt(at + 1) : 'x';
      return Character.isLetterOrDigit(escaped) ? 0 : escaped;
    }
    boolean special = OPENING.indexOf(c) >= 0 || COUNTS.indexOf(c) >= 0 || SPECIAL.indexOf(c) >= 0;
    return special ? 0 : c;
  }

  /** Where the piece that begins here ends: a character, an escape, a class, a count or a group. */
  private static int next(String pattern, int at) {
    return switch (pattern.charAt(at)) {
      case '\\' -> Math.min(at + 2, pattern.length());
      case '[' -> endOfClass(pattern, at);
      case '(' -> endOfGroup(pattern, at);
      case '{' -> Math.max(at, pattern.indexOf('}', at)) + 1;
      default -> at + 1;
    };
  }

  private static int endOfClass(String pattern, int begin) {
    int at = pattern.startsWith("[^", begin) ? begin + 2 : begin + 1;
    at = at < pattern.length() && pattern.charAt(at) == ']' ? at + 1 : at;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, pattern.length());
  }

  private static int endOfGroup(String pattern, int begin) {
    int at = begin + 1;
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      at = next(pattern, at);
    }
    return Math.min(at + 1, pattern.length());
  }
}
