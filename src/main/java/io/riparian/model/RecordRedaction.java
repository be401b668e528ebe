package io.riparian.model;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records in a text: objects and lists of JSON, also with their quotes escaped, and maps of Java.
 */
final class RecordRedaction {
  private static final Pattern BEGIN =
      Pattern.compile(
          "[{\\[]\\s{0,200}(?<escape>\\\\{0,3})\"|(?<![\\w$])\\{\\s{0,5}(?<key>[A-Za-z_][\\w.-]{0,80})=");
  private static final Pattern OF_ERROR =
      Pattern.compile("\"(?:reason|error\\w{0,20}|errmsg|trace)\\\\{0,3}\"\\s{0,200}:");
  private static final Pattern OF_CONNECT =
      Pattern.compile(
          "\"error_code\\\\{0,3}\"\\s{0,5}:\\s{0,5}\\d|\"worker_id\\\\{0,3}\"\\s{0,5}:");
  private static final Set<String> TELL_THE_CAUSE =
      Set.of("type", "reason", "error", "error_code", "status", "code", "state", "worker_id");
  private static final Set<String> TELL_THE_CAUSE_OF_CONNECT = Set.of("message", "trace");
  private static final Set<String> BEGIN_NO_RECORD =
      Set.of("type", "reason", "error", "exception", "state", "address");
  private static final Set<String> WORDS = Set.of("null", "true", "false");

  /** How a line begins that stands outside of whatever a message quotes. */
  private static final Pattern NEXT =
      Pattern.compile(
          "\\n(?:\\s{1,8}at [\\w.$/@<>-]{3,300}\\(|Caused by: |\\[?20\\d\\d-\\d\\d-\\d\\d)");

  /**
   * The most characters behind records that lack their end, before all that follows is masked: it
   * takes no longer then.
   */
  private static final long MOST_IN_VAIN = 2_000_000;

  private static final int MOST_BLANKS = 200;
  private static final int LONGEST_KEY = 81;

  private final String text;
  private final StringBuilder shown = new StringBuilder();
  private long readInVain;

  private RecordRedaction(String text) {
    this.text = text;
  }

  static String of(String text) {
    return new RecordRedaction(text).masked();
  }

  private String masked() {
    Matcher begin = BlockRedaction.anywhere(BEGIN, text);
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      if (!mayBegin(at) || !BlockRedaction.beginsAt(begin, text, at)) {
        at++;
        continue;
      }
      shown.append(text, from, at);
      boolean isMap = begin.group("key") != null;
      if (isMap && BEGIN_NO_RECORD.contains(begin.group("key"))) {
        shown.append(begin.group());
        from = begin.end();
      } else {
        int escape = isMap ? 0 : begin.group("escape").length();
        from = end(at, escape, !isMap);
        add(text.substring(at, from), escape);
      }
      at = from;
    }
    return shown.append(text, from, text.length()).toString();
  }

  /** To look at what follows a bracket is quicker than to try the pattern. */
  private boolean mayBegin(int at) {
    char c = text.charAt(at);
    if (c != '{' && c != '[') {
      return false;
    }
    int next = at + 1;
    while (next < text.length() && next - at <= MOST_BLANKS && isBlank(text.charAt(next))) {
      next++;
    }
    if (next == text.length()) {
      return false;
    }
    char first = text.charAt(next);
    return first == '"' || first == '\\' || (c == '{' && isKey(next));
  }

  private static boolean isBlank(char c) {
    return c <= ' ' && Character.isWhitespace(c);
  }

  private boolean isKey(int begin) {
    int at = begin;
    while (at < text.length() && at - begin <= LONGEST_KEY && isOfKey(text.charAt(at))) {
      at++;
    }
    return at < text.length() && at > begin && text.charAt(at) == '=';
  }

  private static boolean isOfKey(char c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || "_.-".indexOf(c) >= 0;
  }

  /** After its closing bracket. */
  private int end(int begin, int escape, boolean isQuoted) {
    int depth = 0;
    boolean quoted = false;
    int backslashes = 0;
    for (int at = begin; at < text.length(); at++) {
      char c = text.charAt(at);
      if (isQuoted && c == '"' && isQuote(backslashes, escape)) {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']') && --depth == 0) {
        return at + 1;
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    readInVain += text.length() - begin;
    Matcher next = NEXT.matcher(text);
    return readInVain < MOST_IN_VAIN && next.find(begin) ? next.start() : text.length();
  }

  /** Whether a quote with so many backslashes before it begins or ends something. */
  private static boolean isQuote(int backslashes, int escape) {
    return escape == 0 ? backslashes % 2 == 0 : backslashes == escape;
  }

  private void add(String record, int escape) {
    if (OF_ERROR.matcher(record).find()) {
      addError(record, escape);
    } else {
      shown.append(record.charAt(0)).append(Redaction.MASK);
      shown.append(record.charAt(0) == '[' ? ']' : '}').append(TextRedaction.lineEnds(record));
    }
  }

  /** An object that says what went wrong is shown, but for all else that it holds. */
  private void addError(String error, int escape) {
    boolean ofConnect = OF_CONNECT.matcher(error).find();
    boolean kept = false;
    int at = 0;
    while (at < error.length()) {
      int end = at + 1;
      char c = error.charAt(at);
      if (c == '"') {
        end = endOfString(error, at + 1, escape);
        String said = error.substring(at + 1, Math.max(at + 1, end - 1 - escape));
        if (isKey(error, end)) {
          kept =
              TELL_THE_CAUSE.contains(said)
                  || (ofConnect && TELL_THE_CAUSE_OF_CONNECT.contains(said));
          shown.append(error, at, end);
        } else {
          shown.append(kept ? error.substring(at, end) : masked(error.substring(at, end), escape));
        }
      } else if (Character.isLetterOrDigit(c)) {
        end = endOfWord(error, at);
        String word = error.substring(at, end);
        shown.append(kept || WORDS.contains(word) ? word : Redaction.MASK);
      } else {
        shown.append(c);
      }
      at = end;
    }
  }

  private static String masked(String string, int escape) {
    return '"' + Redaction.MASK + "\\".repeat(escape) + '"' + TextRedaction.lineEnds(string);
  }

  /** After its closing quote. */
  private static int endOfString(String text, int begin, int escape) {
    int backslashes = 0;
    for (int at = begin; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' && isQuote(backslashes, escape)) {
        return at + 1;
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    return text.length();
  }

  private static int endOfWord(String text, int begin) {
    int at = begin;
    while (at < text.length() && ",:{}[]\"\n ".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static boolean isKey(String text, int end) {
    int at = end;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == ':';
  }
}
