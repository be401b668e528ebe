package io.riparian.forge;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A verdict on a commit, as it is shown beside it.
 *
 * @param head the full id of the commit
 * @param title one line, at most 140 characters
 * @param summary Markdown, at most 60 KB
 * @param annotations mistakes at their lines; shown where the forge can
 */
public record Check(
    String head,
    Conclusion conclusion,
    String title,
    String summary,
    List<Annotation> annotations) {
  private static final int MAX_TITLE = 140;

  public Check {
    annotations = List.copyOf(annotations);
    if (title.length() > MAX_TITLE || title.lines().count() != 1) {
      throw new IllegalArgumentException("a verdict's title is a line of at most " + MAX_TITLE);
    }
    if (summary.getBytes(StandardCharsets.UTF_8).length > MarkedText.MAX_BYTES) {
      throw new IllegalArgumentException(
          "a verdict's summary has at most " + MarkedText.MAX_BYTES + " bytes");
    }
  }

  @Override
  public String toString() {
    return "Check[" + head + ", " + conclusion + "]";
  }

  /** What it comes to. */
  public enum Conclusion {
    /** It is being looked at. */
    PENDING,
    SUCCESS,
    FAILURE,
    /**
     * Nothing in it is ours to judge. It passes where the check is required; what could not be
     * judged is {@link #PENDING}.
     */
    NEUTRAL
  }

  /**
   * One mistake at its line.
   *
   * @param line from 1
   */
  public record Annotation(String path, int line, Level level, String title, String message) {
    @Override
    public String toString() {
      return "Annotation[" + path + ":" + line + ", " + level + "]";
    }

    /** How bad it is. */
    public enum Level {
      NOTICE,
      WARNING,
      FAILURE
    }
  }
}
