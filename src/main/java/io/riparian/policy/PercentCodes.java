package io.riparian.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is written as {@code %61} in an address, and decoded by whoever opens it. */
enum PercentCodes {
  /** Those of letters, digits and signs: no code of a control character becomes one. */
  PRINTABLE("%([2-7][0-9A-Fa-f])"),
  ALL("%([0-9A-Fa-f]{2})");

  private final Pattern code;

  PercentCodes(String code) {
    this.code = Pattern.compile(code);
  }

  /** The text with each code's character in place of it, once. */
  String decode(String text) {
    return code.matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }
}
