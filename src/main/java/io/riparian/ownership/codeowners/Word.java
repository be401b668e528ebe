package io.riparian.ownership.codeowners;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands between two blanks of a line.
 *
 * @param column where it begins, counted from 1
 */
record Word(String text, int column) {

  /** The words of a line; a backslash takes the next character, a blank too, into the word. */
  static List<Word> of(String line) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      if (isBlank(line.charAt(at))) {
        at++;
      } else {
        int end = at;
        while (end < line.length() && !isBlank(line.charAt(end))) {
          end += line.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, line.length());
        words.add(new Word(line.substring(at, end), at + 1));
        at = end;
      }
    }
    return words;
  }

  static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }
}
