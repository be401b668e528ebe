package io.riparian.health;

import io.riparian.model.Redaction;

/** The cutting of lines. */
final class Cut {
  /** What stands where something was cut off. */
  static final String SIGN = "…";

  private Cut() {}

  /** The beginning of a line, as it is. */
  static String shortened(String line, int longest) {
    if (line.length() <= longest) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
    return line.substring(0, end) + SIGN;
  }

  /**
   * The beginning of a line that is still to be redacted. The word that would be cut in half goes
   * too: half an address or token does not show what it is. What a message quotes there is told to
   * the redaction by its sign.
   */
  static String beforeRedaction(String line, int longest) {
    if (line.length() <= longest) {
      return line;
    }
    int end = longest;
    while (end > 0 && !Character.isWhitespace(line.charAt(end - 1))) {
      end--;
    }
    return (end == 0 ? Redaction.MASK : line.substring(0, end)) + Redaction.CUT;
  }

  /** A line that was cut before it was redacted, with the sign for people. */
  static String afterRedaction(String line, boolean isCut) {
    String shown = line.replace(Redaction.CUT, SIGN);
    return isCut && !shown.endsWith(SIGN) ? shown + SIGN : shown;
  }
}
