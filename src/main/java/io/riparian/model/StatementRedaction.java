package io.riparian.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement of SQL holds of a row: the tuples behind VALUES, and literals. */
final class StatementRedaction {
  private static final Pattern VALUES =
      Pattern.compile("\\b(?:VALUES?)\\s{0,20}\\(", Pattern.CASE_INSENSITIVE);
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\b(?:INSERT\\s{1,9}INTO|UPDATE\\s{1,9}\\S{1,200}\\s{1,9}SET|MERGE\\s{1,9}INTO|DELETE\\s{1,9}FROM"
              + "|UPSERT\\s{1,9}INTO|REPLACE\\s{1,9}INTO|CALL\\s{1,9}[\\w.`\"]{1,200}\\s{0,9}(?=\\()"
              + "|EXEC(?:UTE)?\\s{1,9}[\\w.\\[\\]]{1,200}\\s{1,9}(?=[@']))",
          Pattern.CASE_INSENSITIVE);

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
    Matcher found = VALUES.matcher(text);
    StringBuilder shown = new StringBuilder();
    int from = 0;
    while (found.find(from)) {
      int end = endOfTuples(text, found.end());
      shown.append(text, from, found.end()).append(Redaction.MASK).append(')');
      shown.append(TextRedaction.lineEnds(text.substring(found.end(), end)));
      from = end;
    }
    return from == 0 ? text : shown.append(text, from, text.length()).toString();
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
    Matcher statement = STATEMENT.matcher(text);
    StringBuilder shown = new StringBuilder();
    int from = 0;
    while (statement.find(from)) {
      shown.append(text, from, statement.end());
      from = literals(text, statement.end(), shown);
    }
    return from == 0 ? text : shown.append(text, from, text.length()).toString();
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
