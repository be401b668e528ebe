package io.riparian.forge;

import java.util.List;

/**
 * A verdict on a commit, as it is shown beside it.
 *
 * @param head the full id of the commit
 * @param title one line, at most 140 characters
 * @param summary Markdown
 * @param annotations mistakes at their lines; shown where the forge can
 */
public record Check(
    String head,
    Conclusion conclusion,
    String title,
    String summary,
    List<Annotation> annotations) {
  public Check {
    annotations = List.copyOf(annotations);
  }

  /** What it comes to. */
  public enum Conclusion {
    /** It is being looked at. */
    PENDING,
    SUCCESS,
    FAILURE,
    /** Nothing in it is ours to judge, or it could not be judged. */
    NEUTRAL
  }

  /**
   * One mistake at its line.
   *
   * @param line from 1
   */
  public record Annotation(String path, int line, Level level, String title, String message) {

    /** How bad it is. */
    public enum Level {
      NOTICE,
      WARNING,
      FAILURE
    }
  }
}
