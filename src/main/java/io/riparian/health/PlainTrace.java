package io.riparian.health;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trace as the JVM printed it, without what it was wrapped in on its way. It may be megabytes
 * long: each pattern is tried only where a line or a word of its own begins, and reads no more than
 * some hundred characters there.
 */
final class PlainTrace {
  private static final int FEW_LINES = 3;
  private static final Pattern OF_COMPOSE = Pattern.compile("[\\w.-]{1,80}+ {0,40}+\\| ?");
  private static final Pattern OF_KUBERNETES =
      Pattern.compile(
          "(?:\\[pod/[^\\]\\n]{1,300}+] )?\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,9}+(?:Z|[+-]\\d\\d:\\d\\d) (?:std(?:out|err) [FP] )?");
  private static final int SHORTEST_OF_KUBERNETES = 25;
  private static final String FRAME_MARK = "at ";
  private static final Pattern FRAME =
      Pattern.compile(
          "at (?:[\\w.@-]{1,80}+/{1,2}+)?(?:[\\w$]{1,80}+\\.){2,30}[\\w$<>]{1,80}+\\((?:[\\w$]{1,80}+\\.(?:java|kt|scala)|Native Method|Unknown Source)");
  private static final String CAUSE_MARK = "Caused by: ";
  private static final Pattern CAUSE = Pattern.compile(CAUSE_MARK);

  private PlainTrace() {}

  static String of(String text) {
    String lines = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    String plain = withoutPrefixes(unescaped(lines));
    return broken(broken(plain, FRAME_MARK, FRAME, "\n\t"), CAUSE_MARK, CAUSE, "\n");
  }

  /** A trace comes as one line where somebody copied it out of a status. */
  private static String unescaped(String text) {
    boolean escaped =
        text.contains("\\n\\tat ")
            || (text.lines().limit(FEW_LINES + 1L).count() <= FEW_LINES && text.contains("\\n\\t"));
    return escaped ? text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"") : text;
  }

  /** What Docker Compose and Kubernetes put before each line. */
  private static String withoutPrefixes(String text) {
    String lines = without(OF_KUBERNETES, SHORTEST_OF_KUBERNETES, text);
    return isOnEachLine(OF_COMPOSE, lines) ? without(OF_COMPOSE, 1, lines) : lines;
  }

  private static String without(Pattern prefix, int shortest, String text) {
    Matcher matcher = prefix.matcher(text);
    StringBuilder plain = new StringBuilder(text.length());
    int next = 0;
    for (int at = 0; at < text.length(); at = next) {
      next = nextLine(text, at);
      boolean isThere = next - at > shortest && matcher.region(at, next).lookingAt();
      plain.append(text, isThere ? matcher.end() : at, next);
    }
    return plain.toString();
  }

  private static boolean isOnEachLine(Pattern prefix, String text) {
    Matcher matcher = prefix.matcher(text);
    int next = 0;
    for (int at = 0; at < text.length(); at = next) {
      next = nextLine(text, at);
      boolean isEmpty = text.charAt(at) == '\n';
      if (!isEmpty
          && !matcher.region(at, next).lookingAt()
          && !text.substring(at, next).isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static int nextLine(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  /** Where a trace was put on one line, its frames and causes come to stand on their own. */
  private static String broken(String text, String mark, Pattern form, String lineEnd) {
    Matcher matcher = form.matcher(text);
    StringBuilder lines = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length())) {
      int end = at;
      while (end > from && isBlank(text.charAt(end - 1))) {
        end--;
      }
      boolean isBehind = end < at && end > 0 && !Character.isWhitespace(text.charAt(end - 1));
      if (isBehind && matcher.region(at, text.length()).lookingAt()) {
        lines.append(text, from, end).append(lineEnd);
        from = at;
      }
    }
    return from == 0 ? text : lines.append(text, from, text.length()).toString();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
