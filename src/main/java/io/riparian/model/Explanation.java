package io.riparian.model;

/**
 * What whoever has to do with a failure wants to know of it: the same eight fields wherever it is
 * told. One that is not known says so.
 *
 * @param owner the team, or {@code unowned}
 * @param failureClass a word of the classes of failures
 * @param confidence from {@code 0.00} to {@code 1.00}
 * @param evidence the line of the trace that decided, redacted
 * @param since when it was first seen, in ISO 8601
 * @param lastChange the last commit that changed the connector before, and when
 * @param action one thing to do
 * @param runbook where to read on, an address or a page of ours
 */
public record Explanation(
    String owner,
    String failureClass,
    String confidence,
    String evidence,
    String since,
    String lastChange,
    String action,
    String runbook) {
  /** What stands for a field that is not known. */
  public static final String UNKNOWN = "unknown";

  public Explanation {
    owner = known(owner);
    failureClass = known(failureClass);
    confidence = known(confidence);
    evidence = known(evidence);
    since = known(since);
    lastChange = known(lastChange);
    action = known(action);
    runbook = known(runbook);
  }

  private static String known(String text) {
    return text.isBlank() ? UNKNOWN : text;
  }

  @Override
  public String toString() {
    return "Explanation[" + failureClass + "]";
  }
}
