package io.riparian.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text holds that may go on over many lines: statements of SQL, records, keys in PEM, and
 * elements of XML. It takes as long as the text is long, also where that is megabytes, so that no
 * text has to be cut before it.
 */
final class BlockRedaction {
  private static final String PEM_MARK = "-----BEGIN ";
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN [A-Z ]{1,40}-----[^-]*+(?:-----END [A-Z ]{1,40}-----)?",
          Pattern.CASE_INSENSITIVE);
  private static final int SHORTEST_NAME = 3;
  private static final Pattern ELEMENT =
      Pattern.compile(
          "(<[\\w:.-]{0,60}(?:"
              + TextRedaction.SECRET_WORD
              + ")[\\w.-]{0,40}+(?:\\s[^<>]{0,200}+)?>)[^<]{1,20000}+",
          Pattern.CASE_INSENSITIVE);

  private BlockRedaction() {}

  /** The text with as many lines as it had, each in its place. */
  static String of(String text) {
    return elements(keys(RecordRedaction.of(StatementRedaction.of(text))));
  }

  /** A key in PEM, and what is left of one that was cut. */
  private static String keys(String text) {
    Matcher key = anywhere(PEM, text);
    StringBuilder shown = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf('-'); at >= 0; at = text.indexOf('-', at)) {
      if (text.regionMatches(true, at, PEM_MARK, 0, PEM_MARK.length()) && beginsAt(key, text, at)) {
        shown.append(text, from, at).append(Redaction.MASK);
        shown.append(TextRedaction.lineEnds(key.group()));
        from = key.end();
        at = from;
      } else {
        at++;
      }
    }
    return from == 0 ? text : shown.append(text, from, text.length()).toString();
  }

  /** What an element holds whose name is one of a secret. */
  private static String elements(String text) {
    Matcher element = anywhere(ELEMENT, text);
    StringBuilder shown = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      if (mayName(text, at + 1) && beginsAt(element, text, at)) {
        shown.append(text, from, element.end(1)).append(Redaction.MASK);
        shown.append(TextRedaction.lineEnds(text.substring(element.end(1), element.end())));
        from = element.end();
      }
    }
    return from == 0 ? text : shown.append(text, from, text.length()).toString();
  }

  /** Most of what follows a bracket is too short to be a secret's name. */
  private static boolean mayName(String text, int begin) {
    int at = begin;
    while (at < text.length() && at - begin < SHORTEST_NAME && isOfName(text.charAt(at))) {
      at++;
    }
    return at - begin == SHORTEST_NAME;
  }

  private static boolean isOfName(char c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || "_:.- ".indexOf(c) >= 0;
  }

  /** A matcher that is asked at one place after the other, and sees what stands around it. */
  static Matcher anywhere(Pattern pattern, String text) {
    return pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
  }

  static boolean beginsAt(Matcher matcher, String text, int at) {
    return matcher.region(at, text.length()).lookingAt();
  }
}
