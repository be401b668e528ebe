package io.riparian.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the lines above a line say about it: whether it goes on with a text that began further up,
 * or stands in what may be a secret. It reads YAML, JSON and properties roughly, because the file
 * may be broken; in doubt the line belongs to what stands above.
 */
final class LinesAbove {
  private static final Pattern BLOCK =
      Pattern.compile("(?:^\\s*|[:?-]\\s+)(?:[!&]\\S*\\s+)*[|>][-+0-9]{0,2}\\s*(?:#.*)?$");
  private static final char LINE_START = '\n';
  private static final String BEFORE_A_VALUE = LINE_START + ":,[{-?";
  private static final char NONE = 0;

  private final List<String> lines;
  private final int index;

  /** The lines in which the brackets stand that are still open. */
  private final Deque<Integer> brackets = new ArrayDeque<>();

  private char quote = NONE;

  private LinesAbove(List<String> lines, int index) {
    this.lines = lines;
    this.index = index;
  }

  /** Whether the line of this index, counted from 0, cannot be judged by itself. */
  static boolean hide(List<String> lines, int index) {
    LinesAbove above = new LinesAbove(lines, index);
    above.read();
    return above.goesOn() || above.isInSecret();
  }

  private void read() {
    int block = Integer.MAX_VALUE;
    for (int i = 0; i < index; i++) {
      String line = lines.get(i);
      if (quote == NONE && (line.isBlank() || indentation(line) > block)) {
        continue;
      }
      if (line.equals("---") || line.startsWith("--- ")) {
        quote = NONE;
        brackets.clear();
      }
      read(i);
      block = quote == NONE && opensBlock(line) ? keyColumn(line) : Integer.MAX_VALUE;
    }
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

  private void read(int number) {
    String line = lines.get(number);
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
        bracket(found, isValue, number);
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

  private void bracket(char found, boolean isValue, int number) {
    if (isValue && (found == '{' || found == '[')) {
      brackets.push(number);
    }
    if ((found == '}' || found == ']') && !brackets.isEmpty()) {
      brackets.pop();
    }
  }

  /** Whether a text began further up that has not ended, or the line above is continued. */
  private boolean goesOn() {
    return quote != NONE || (index > 0 && lines.get(index - 1).endsWith("\\"));
  }

  private boolean isInSecret() {
    return isBelowSecret(index)
        || brackets.stream().anyMatch(opened -> isSecret(opened) || isBelowSecret(opened));
  }

  /** Whether a line further up and further out may hold a secret. */
  private boolean isBelowSecret(int number) {
    int depth = depth(lines.get(number));
    for (int i = number - 1; i >= 0; i--) {
      String line = lines.get(i);
      if (!line.isBlank() && depth(line) < depth) {
        depth = depth(line);
        if (isSecret(i)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Items and explicit values belong to the key above them even without any indentation. */
  private static int depth(String line) {
    String text = line.strip();
    boolean isInner = text.equals("-") || text.startsWith("- ") || text.startsWith(":");
    return 2 * indentation(line) + (isInner ? 1 : 0);
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** A line that begins with a value belongs to the one above it. */
  private boolean isSecret(int number) {
    int i = number;
    while (i > 0 && beginsWithValue(lines.get(i)) && !SourceLine.mayBeSecret(lines.get(i))) {
      i--;
    }
    return SourceLine.mayBeSecret(lines.get(i));
  }

  private static boolean beginsWithValue(String line) {
    String text = line.strip();
    return text.isEmpty() || ":{[".indexOf(text.charAt(0)) >= 0;
  }
}
