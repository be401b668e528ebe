package io.riparian.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** What is open where a line ends: a text, quoted or as a block, brackets, and a value to come. */
final class StillOpen {
  /** Deeper than any file that is taken; whoever counts more of them has lost count. */
  private static final int DEEPEST = 50;

  private static final char LINE_START = '\n';
  private static final String BEFORE_A_VALUE = LINE_START + ":,[{-?";
  private static final String BESIDE_A_VALUE = ",{[}]";
  private static final char NONE = 0;
  private static final char TEXT = '\u0003';

  private static final Pattern BLOCK =
      Pattern.compile("(?:^\\s*|[:?-]\\s+)(?:[!&]\\S*\\s+)*[|>][-+0-9]{0,2}\\s*(?:#.*)?$");

  /** For each bracket, whether the line that opens it or one around it may hold a secret. */
  private final Deque<Boolean> brackets = new ArrayDeque<>();

  private char quote = NONE;

  /** The column of the key whose block of text may go on. */
  private int block = Integer.MAX_VALUE;

  private boolean awaitsSecret;

  /** Whether a quoted text goes on. */
  boolean isText() {
    return quote != NONE;
  }

  boolean isBracket() {
    return !brackets.isEmpty();
  }

  /** Whether what stands in these brackets may be a secret. */
  boolean isSecret() {
    return brackets.size() > DEEPEST || isInSecret();
  }

  private boolean isInSecret() {
    return isBracket() && brackets.element();
  }

  /** Whether the next line, however it is indented, may hold a secret's value or go on with it. */
  boolean awaitsSecret() {
    return awaitsSecret;
  }

  /**
   * @param secret whether this line may hold a secret, or belongs to one that may
   */
  void read(String line, boolean secret) {
    if (!isText() && (line.isBlank() || indentation(line) > block)) {
      awaitsSecret &= line.isBlank();
      return;
    }
    if (line.equals("---") || line.startsWith("--- ")) {
      quote = NONE;
      brackets.clear();
    }
    char last = lastOf(line, secret);
    boolean opensBlock = !isText() && opensBlock(line);
    block = opensBlock ? keyColumn(line) : Integer.MAX_VALUE;
    if (last != LINE_START) {
      awaitsSecret = secret && (opensBlock || awaitsValue(last));
    }
  }

  static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static boolean opensBlock(String line) {
    return line.length() <= SourceLine.LONGEST && BLOCK.matcher(line).find();
  }

  private static int keyColumn(String line) {
    int column = 0;
    while (column < line.length() && " -?".indexOf(line.charAt(column)) >= 0) {
      column++;
    }
    return column;
  }

  /** In brackets a value without quotes goes on up to a comma or a bracket. */
  private boolean awaitsValue(char last) {
    boolean ends = last == TEXT || BESIDE_A_VALUE.indexOf(last) >= 0;
    return last == ':' || last == '?' || (isBracket() && !ends);
  }

  /** The line's last character, or {@code TEXT} for a quoted one; a comment counts for none. */
  private char lastOf(String line, boolean secret) {
    char before = LINE_START;
    int at = 0;
    while (at < line.length()) {
      char found = line.charAt(at);
      boolean isValue = BEFORE_A_VALUE.indexOf(before) >= 0;
      if (quote != NONE) {
        at = afterText(line, at);
        before = TEXT;
      } else if (Character.isWhitespace(found)) {
        at++;
      } else if (found == '#' && isFirstOfWord(line, at)) {
        return before;
      } else if (isValue && (found == '!' || found == '&')) {
        at = afterWord(line, at); // a tag or an anchor, with the value behind it
      } else {
        bracket(found, isValue, secret);
        quote = isValue && (found == '"' || found == '\'') ? found : NONE;
        before = found;
        at++;
      }
    }
    return before;
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
    if ((found == '}' || found == ']') && isBracket()) {
      brackets.pop();
    }
  }
}
