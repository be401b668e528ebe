package io.riparian.forge;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A comment of ours, with the mark by which it is found again. The mark stands in its first line,
 * where a quotation of it never does.
 */
record MarkedText(String marker, String markdown) {
  /** Less than every forge takes. */
  static final int MAX_BYTES = 60 * 1024;

  private static final Pattern MARKER = Pattern.compile("[A-Za-z0-9]+([.:/_-][A-Za-z0-9]+)*");

  MarkedText {
    if (!MARKER.matcher(marker).matches()) {
      throw new IllegalArgumentException(
          "a marker is made of words that no comment's end hides in");
    }
    if (markdown.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("a comment has at most " + MAX_BYTES + " bytes");
    }
  }

  /** As it is written. */
  String text() {
    return firstLine() + "\n" + markdown;
  }

  private String firstLine() {
    return "<!-- " + marker + " -->";
  }

  /** Whether a comment bears this mark. */
  boolean marks(String comment) {
    return comment.lines().findFirst().filter(firstLine()::equals).isPresent();
  }

  /** Whether two comments say the same; forges may change the ends of lines. */
  static boolean isSame(String comment, String other) {
    return plain(comment).equals(plain(other));
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  @Override
  public String toString() {
    return "MarkedText[" + marker + "]";
  }
}
