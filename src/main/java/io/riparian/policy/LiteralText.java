package io.riparian.policy;

import java.util.regex.Pattern;

/**
 * What of a configuration value was written out: each reference in it is a single mark, so that
 * what stands around a reference can be judged where it stands. It prints nothing of the value.
 */
record LiteralText(String text) {
  private static final char MARK = '\uE000';
  private static final Pattern NOTHING = Pattern.compile("[\\s\"'\uE000]*+");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)^\\s*(?:bearer|basic|token|apikey|ssws|sso-key)\\s+");

  /**
   * @param camel whether Camel's own expressions are no literal text either
   */
  static LiteralText of(String value, boolean camel) {
    String plain = value.replace(MARK, '?');
    String text = References.replace(plain, String.valueOf(MARK));
    return new LiteralText(camel ? CamelExpressions.replace(text, MARK) : text);
  }

  /** Whether anything is left of it without its references. */
  boolean isThere() {
    return isThere(text);
  }

  /** Whether there is anything in this part of a text but references. */
  static boolean isThere(String part) {
    return !NOTHING.matcher(part).matches();
  }

  boolean hasReference() {
    return text.indexOf(MARK) >= 0;
  }

  /** It may be a user's name with a colon, or a scheme, that stands in front of the secret. */
  String secretPart() {
    String bare = SCHEME.matcher(text).replaceFirst("");
    int colon = bare.indexOf(':');
    return colon < 0 ? bare : bare.substring(colon + 1);
  }

  @Override
  public String toString() {
    return "LiteralText[" + text.length() + "]";
  }
}
