package io.riparian.report;

import java.util.Comparator;
import java.util.List;

/**
 * What is shown beside a request's newest commit: whether it is ready, and each mistake at its
 * line.
 *
 * @param title one line, at most 140 characters
 * @param summary Markdown
 */
public record RequestCheck(
    Conclusion conclusion, String title, String summary, List<Annotation> annotations) {
  private static final int LONGEST_MESSAGE = 4_000;

  /** More of them nobody mends at once, and each fifty are one more call. */
  private static final int MOST_ANNOTATIONS = 200;

  public RequestCheck {
    annotations = List.copyOf(annotations);
  }

  /** What it comes to. What is not decided, or waits for people, is not passed. */
  public enum Conclusion {
    /** It waits. */
    PENDING,
    SUCCESS,
    FAILURE,
    /** There is nothing to judge any more. */
    NEUTRAL
  }

  /**
   * One mistake at its line.
   *
   * @param line from 1
   * @param title the rule
   */
  public record Annotation(String path, int line, Level level, String title, String message) {

    /** How bad it is. */
    public enum Level {
      NOTICE,
      WARNING,
      FAILURE
    }

    private static Annotation of(DiagnosticReport mistake) {
      return new Annotation(
          mistake.file(),
          Math.max(1, mistake.line()),
          mistake.isError() ? Level.FAILURE : mistake.isWarning() ? Level.WARNING : Level.NOTICE,
          mistake.rule(),
          Markdown.shortened(Terminal.visible(mistake.sentence()), LONGEST_MESSAGE));
    }
  }

  public static RequestCheck of(RequestReport request) {
    RequestVerdict verdict = RequestVerdict.of(request);
    return new RequestCheck(
        verdict.conclusion(),
        verdict.words(),
        RequestComment.of(request),
        request.plan().diagnostics().stream()
            .sorted(Comparator.comparing(DiagnosticReport::isError).reversed())
            .limit(MOST_ANNOTATIONS)
            .map(Annotation::of)
            .toList());
  }
}
