package io.riparian.policy;

/**
 * References that the worker's providers resolve, so that nobody else can read what they stand for.
 */
final class References {
  /** A mark for what a reference hides; it stands in no value that anybody writes. */
  static final String HIDDEN = "\u0001";

  private References() {}

  /** The value with {@code mark} in place of each of them. */
  static String replace(String value, String mark) {
    if (value.indexOf("${") < 0) {
      return value;
    }
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    for (SecretReference reference : SecretReference.in(value)) {
      replaced.append(value, from, reference.start()).append(mark);
      from = reference.end();
    }
    return replaced.append(value, from, value.length()).toString();
  }

  static boolean isIn(String value) {
    return value.indexOf("${") >= 0 && !SecretReference.in(value).isEmpty();
  }
}
