package io.riparian.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement of SQL holds of a row: the tuples behind VALUES, and literals. */
final class StatementRedaction {
  private static final String VALUES = "VALUES";
  private static final String VALUE = "VALUE";
  private static final int MOST_BLANKS = 20;
  private static final String BLANKS = " \t\n\u000B\f\r";
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\b(?:INSERT\\s{1,9}INTO|UPDATE\\s{1,9}\\S{1,200}\\s{1,9}SET|MERGE\\s{1,9}INTO|DELETE\\s{1,9}FROM"
              + "|UPSERT\\s{1,9}INTO|REPLACE\\s{1,9}INTO|CALL\\s{1,9}[\\w.`\"]{1,200}\\s{0,9}(?=\\()"
              + "|EXEC(?:UTE)?\\s{1,9}[\\w.\\[\\]]{1,200}\\s{1,9}(?=[@']))",
          Pattern.CASE_INSENSITIVE);

  /** To look for these first is ten times quicker than to try the pattern at each place. */
  private static final List<String> VERBS =
      List.of("INSERT", "UPDATE", "MERGE", "DELETE", "UPSERT", "REPLACE", "CALL", "EXEC");

  private static final String INITIALS = "iumdrce";

  /** How a line begins that belongs to no statement any more. */
  private static final Pattern NEXT =
      Pattern.compile(
          "\\n(?:\\s{1,8}at [\\w.$/@<>-]{3,300}\\(|Caused by: |\\[?20\\d\\d-\\d\\d-\\d\\d|(?:ERROR|WARN|INFO) )");

  private StatementRedaction() {}

  static String of(String text) {
    return literals(values(text));
  }

  /** The tuples behind VALUES, whatever stands in them; without an end, all that follows. */
  private static String values(String text) {
    StringBuilder shown = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf('('); at >= 0; at = text.indexOf('(', Math.max(at + 1, from))) {
      if (isBehindValues(text, from, at)) {
        int end = endOfTuples(text, at + 1);
        shown.append(text, from, at + 1).append(Redaction.MASK).append(')');
        shown.append(TextRedaction.lineEnds(text.substring(at + 1, end)));
        from = end;
      }
    }
    return from == 0 ? text : shown.append(text, from, text.length()).toString();
  }

  private static boolean isBehindValues(String text, int from, int at) {
    int end = at;
    while (end > from && at - end < MOST_BLANKS && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return isWord(text, from, end - VALUES.length(), VALUES)
        || isWord(text, from, end - VALUE.length(), VALUE);
  }

  private static boolean isWord(String text, int from, int at, String word) {
    return at >= from
        && beginsWord(text, at)
        && text.regionMatches(true, at, word, 0, word.length());
  }

  private static boolean beginsWord(String text, int at) {
    return at == 0 || !isOfWord(text.charAt(at - 1));
  }

  private static boolean isOfWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** After the closing parenthesis of the last tuple in a row. */
  private static int endOfTuples(String text, int begin) {
    int end = endOfTuple(text, begin);
    int next = afterCommas(text, end);
    while (next > end && next < text.length() && text.charAt(next) == '(') {
      end = endOfTuple(text, next + 1);
      next = afterCommas(text, end);
    }
    return end;
  }

  private static int afterCommas(String text, int from) {
    int next = from;
    while (next < text.length() && " ,\t\n".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next;
  }

  /** Some databases take a backslash for an escape and some do not: the later of both ends. */
  private static int endOfTuple(String text, int begin) {
    return Math.max(endOfTuple(text, begin, true), endOfTuple(text, begin, false));
  }

  private static int endOfTuple(String text, int begin, boolean escapes) {
    int depth = 1;
    char quote = 0;
    for (int at = begin; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote != 0) {
        at += escapes && c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return at + 1;
      }
    }
    return text.length();
  }

  /** What stands in single quotes behind a statement that writes. */
  private static String literals(String text) {
    Matcher statement = BlockRedaction.anywhere(STATEMENT, text);
    StringBuilder shown = new StringBuilder();
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      if (mayBegin(text, at) && BlockRedaction.beginsAt(statement, text, at)) {
        shown.append(text, from, statement.end());
        from = literals(text, statement.end(), shown);
        at = from;
      } else {
        at++;
      }
    }
    return from == 0 ? text : shown.append(text, from, text.length()).toString();
  }

  private static boolean mayBegin(String text, int at) {
    if (INITIALS.indexOf(text.charAt(at) | ' ') < 0 || !beginsWord(text, at)) {
      return false;
    }
    for (String verb : VERBS) {
      if (text.regionMatches(true, at, verb, 0, verb.length())) {
        return true;
      }
    }
    return false;
  }

  /** Where the statement is over. */
  private static int literals(String text, int begin, StringBuilder shown) {
    Matcher next = NEXT.matcher(text);
    int at = begin;
    while (at < text.length() && !isOver(next, text, at)) {
      int end = at + 1;
      if (isOpening(text, at)) {
        end = endOfLiteral(text, at + 1);
        shown.append('\'').append(Redaction.MASK).append('\'');
        shown.append(TextRedaction.lineEnds(text.substring(at, end)));
      } else {
        shown.append(text.charAt(at));
      }
      at = end;
    }
    return at;
  }

  private static boolean isOver(Matcher next, String text, int at) {
    return text.charAt(at) == '\n' && next.region(at, text.length()).lookingAt();
  }

  /** A single quote that is no apostrophe of a word. */
  private static boolean isOpening(String text, int at) {
    boolean inWord =
        at >= 2
            && at + 1 < text.length()
            && Character.isLetter(text.charAt(at - 1))
            && Character.isLetter(text.charAt(at - 2))
            && Character.isLetter(text.charAt(at + 1));
    return text.charAt(at) == '\'' && !inWord;
  }

  /**
   * A quote behind a backslash may end it or not, so that it goes on to the last one of its line.
   */
  private static int endOfLiteral(String text, int begin) {
    int at = begin;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == '\'';
      if (c == '\\' && doubled) {
        return afterLastQuote(text, at + 1);
      }
      if (c == '\'' && !doubled) {
        return at + 1;
      }
      at += c == '\'' ? 2 : 1;
    }
    return text.length();
  }

  private static int afterLastQuote(String text, int from) {
    int lineEnd = text.indexOf('\n', from);
    return text.lastIndexOf('\'', lineEnd < 0 ? text.length() : lineEnd) + 1;
  }
}
