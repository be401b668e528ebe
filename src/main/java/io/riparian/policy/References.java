package io.riparian.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References that the worker's providers resolve, so that nobody else can read what they stand for.
 */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_-]+:[^{}]*}");

  private References() {}

  /** The value with {@code mark} in place of each of them. */
  static String replace(String value, String mark) {
    return REFERENCE.matcher(value).replaceAll(Matcher.quoteReplacement(mark));
  }

  static boolean isIn(String value) {
    return REFERENCE.matcher(value).find();
  }
}
