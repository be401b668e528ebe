package io.riparian.report;

import io.riparian.model.Explanation;

/**
 * What is wrong with a connector: the eight fields that whoever is told of it reads too, and what
 * is being done. A field that is not known says {@code unknown}.
 *
 * @param owner the team, or {@code unowned}
 * @param failureClass a word of the classes of failures
 * @param confidence from {@code 0.00} to {@code 1.00}
 * @param evidence the line that decided, redacted
 * @param since when it was first seen, in ISO 8601
 * @param lastChange the last commit that changed the connector before, and when
 * @param action one thing to do
 * @param runbook where to read on
 * @param first who is to do it: {@code team} or {@code platform}
 * @param restarts how often it was restarted without anybody having asked for it
 * @param standing what is being done: {@code restarting}, {@code told}, {@code incident}, or {@code
 *     waiting} until it is clear whether others fail for the same cause
 */
public record FailureReport(
    String owner,
    String failureClass,
    String confidence,
    String evidence,
    String since,
    String lastChange,
    String action,
    String runbook,
    String first,
    int restarts,
    String standing) {
  private static final String WITHHELD = "not told without a token";

  /** With these eight fields. */
  public static FailureReport of(
      Explanation explanation, String first, int restarts, String standing) {
    return new FailureReport(
        explanation.owner(),
        explanation.failureClass(),
        explanation.confidence(),
        explanation.evidence(),
        explanation.since(),
        explanation.lastChange(),
        explanation.action(),
        explanation.runbook(),
        first,
        restarts,
        standing);
  }

  /** The same without anything that a worker or a file said. */
  public FailureReport withoutValues() {
    return new FailureReport(
        owner,
        failureClass,
        confidence,
        WITHHELD,
        since,
        lastChange,
        WITHHELD,
        WITHHELD,
        first,
        restarts,
        standing);
  }

  @Override
  public String toString() {
    return "FailureReport[" + failureClass + " " + since + "]";
  }
}
