package io.riparian.model;

/**
 * A pattern of connector names: {@code *} stands for any text, {@code ?} for any one character,
 * everything else for itself. It takes no longer than the two lengths multiplied, whatever the
 * pattern.
 */
public record Glob(String pattern) {
  /** What stands for every name. */
  public static final Glob ALL = new Glob("*");

  /** Whether the whole of {@code name} fits. */
  public boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (at < name.length()) {
      char wanted = in < pattern.length() ? pattern.charAt(in) : '\0';
      if (wanted == '*') {
        star = in++;
        resume = at;
      } else if (wanted == '?' || wanted == name.charAt(at)) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (in < pattern.length() && pattern.charAt(in) == '*') {
      in++;
    }
    return in == pattern.length();
  }
}
