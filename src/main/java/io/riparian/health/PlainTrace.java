package io.riparian.health;

import com.google.re2j.Pattern;

/** A trace as the JVM printed it, without what it was wrapped in on its way. */
final class PlainTrace {
  private static final int FEW_LINES = 3;
  private static final Pattern OF_COMPOSE = Pattern.compile("(?m)^[\\w.-]{1,80} {0,40}\\| ?");
  private static final Pattern OF_KUBERNETES =
      Pattern.compile(
          "(?m)^(?:\\[pod/[^\\]\\n]{1,300}\\] )?\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,9}(?:Z|[+-]\\d\\d:\\d\\d) (?:std(?:out|err) [FP] )?");
  private static final Pattern FRAME_BEHIND =
      Pattern.compile(
          "([^\\s])[ \\t]+at ((?:[\\w.@-]{1,80}/{1,2})?(?:[\\w$]{1,80}\\.){2,30}[\\w$<>]{1,80}\\((?:[\\w$]{1,80}\\.(?:java|kt|scala)|Native Method|Unknown Source))");
  private static final Pattern CAUSE_BEHIND = Pattern.compile("([^\\s])[ \\t]+(Caused by: )");

  private PlainTrace() {}

  static String of(String text) {
    String lines = unescaped(text.replace("\r\n", "\n").replace('\r', '\n'));
    return broken(withoutPrefixes(lines));
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
    String lines = OF_KUBERNETES.matcher(text).replaceAll("");
    boolean each =
        lines.lines().allMatch(line -> line.isBlank() || OF_COMPOSE.matcher(line).lookingAt());
    return each ? OF_COMPOSE.matcher(lines).replaceAll("") : lines;
  }

  /** Where a trace was put on one line, its frames and causes come to stand on their own. */
  private static String broken(String text) {
    String frames = FRAME_BEHIND.matcher(text).replaceAll("$1\n\tat $2");
    return CAUSE_BEHIND.matcher(frames).replaceAll("$1\n$2");
  }
}
