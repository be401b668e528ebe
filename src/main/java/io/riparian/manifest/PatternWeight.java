package io.riparian.manifest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large a pattern gets once each counted repetition in it is written out. A few characters can
 * ask for more than a machine has.
 */
final class PatternWeight {
  /** More than any rule needs. */
  static final long MOST = 20_000;

  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?}");

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;

  private PatternWeight(String pattern) {
    this.pattern = pattern;
  }

  static long of(String pattern) {
    return new PatternWeight(pattern).weigh();
  }

  private long weigh() {
    Matcher count = COUNT.matcher(pattern);
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '{' && count.region(at, pattern.length()).lookingAt()) {
        repeat(Math.max(number(count.group(1)), number(count.group(2))));
        at = count.end();
      } else {
        at = step(c, at);
      }
    }
    return sum + outer.stream().mapToLong(Long::longValue).sum();
  }

  private int step(char c, int at) {
    switch (c) {
      case '(' -> {
        outer.push(sum);
        sum = 0;
      }
      case ')' -> {
        last = sum + 1;
        sum = outer.isEmpty() ? last : Math.min(MOST + 1, outer.pop() + last);
      }
      default -> {
        last = 1;
        sum++;
      }
    }
    return c == '\\' ? at + 2 : c == '[' ? endOfClass(at) : at + 1;
  }

  private int endOfClass(int at) {
    int end = at + 1;
    while (end < pattern.length() && (pattern.charAt(end) != ']' || end == at + 1)) {
      end += pattern.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + 1, pattern.length());
  }

  private void repeat(long times) {
    sum = Math.min(MOST + 1, sum - last + last * Math.max(1, times));
    last = Math.min(MOST + 1, last * Math.max(1, times));
  }

  private static long number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}
