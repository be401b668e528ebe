package io.riparian.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is open where a line ends: a quoted text, and brackets. */
final class StillOpen {
  /** Deeper than any file that is taken; whoever counts more of them has lost count. */
  private static final int DEEPEST = 50;

  private static final char LINE_START = '\n';
  private static final String BEFORE_A_VALUE = LINE_START + ":,[{-?";
  private static final char NONE = 0;

  /** For each bracket, whether the line that opens it or one around it may hold a secret. */
  private final Deque<Boolean> brackets = new ArrayDeque<>();

  private char quote = NONE;

  boolean isText() {
    return quote != NONE;
  }

  /** Whether what stands in these brackets may be a secret. */
  boolean isSecret() {
    return brackets.size() > DEEPEST || isInSecret();
  }

  private boolean isInSecret() {
    return !brackets.isEmpty() && brackets.element();
  }

  /**
   * @param secret whether this line may hold a secret, or belongs to one that may
   */
  void read(String line, boolean secret) {
    if (line.equals("---") || line.startsWith("--- ")) {
      quote = NONE;
      brackets.clear();
    }
    char before = LINE_START;
    int at = 0;
    while (at < line.length()) {
      char found = line.charAt(at);
      boolean isValue = BEFORE_A_VALUE.indexOf(before) >= 0;
      if (quote != NONE) {
        at = afterText(line, at);
        before = '"';
      } else if (Character.isWhitespace(found)) {
        at++;
      } else if (found == '#' && isFirstOfWord(line, at)) {
        return;
      } else if (isValue && (found == '!' || found == '&')) {
        at = afterWord(line, at); // a tag or an anchor, with the value behind it
      } else {
        bracket(found, isValue, secret);
        quote = isValue && (found == '"' || found == '\'') ? found : NONE;
        before = found;
        at++;
      }
    }
  }

  /** The place right after a text, or the end of a line that does not end it. */
  private int afterText(String line, int from) {
    int at = from;
    while (at < line.length()) {
      char found = line.charAt(at);
      boolean isEscape = quote == '"' ? found == '\\' : found == '\'' && line.startsWith("''", at);
      at += isEscape ? 2 : 1;
      if (found == quote && !isEscape) {
        quote = NONE;
        return at;
      }
    }
    return at;
  }

  private static boolean isFirstOfWord(String line, int at) {
    return at == 0 || Character.isWhitespace(line.charAt(at - 1));
  }

  private static int afterWord(String line, int from) {
    int at = from;
    while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private void bracket(char found, boolean isValue, boolean secret) {
    if (isValue && (found == '{' || found == '[')) {
      brackets.push(secret || isInSecret());
    }
    if ((found == '}' || found == ']') && !brackets.isEmpty()) {
      brackets.pop();
    }
  }
}
