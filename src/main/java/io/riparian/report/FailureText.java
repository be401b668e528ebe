package io.riparian.report;

import java.util.List;

/** What is wrong with a connector, as people read it in a terminal. */
final class FailureText {
  private static final String FIELD = "%-12s%s";

  private FailureText() {}

  /** The eight fields, one on each line, and what is being done. */
  static List<String> lines(FailureReport failure) {
    return List.of(
        FIELD.formatted("owner", failure.owner()),
        FIELD.formatted("class", failure.failureClass() + ", confidence " + failure.confidence()),
        FIELD.formatted("evidence", failure.evidence()),
        FIELD.formatted("since", failure.since()),
        FIELD.formatted("last change", failure.lastChange()),
        FIELD.formatted("action", failure.action()),
        FIELD.formatted("runbook", failure.runbook()),
        FIELD.formatted("standing", standing(failure)));
  }

  private static String standing(FailureReport failure) {
    String restarts = failure.restarts() == 0 ? "" : ", restarted " + failure.restarts() + " times";
    return switch (failure.standing()) {
          case "incident" -> "part of an incident; the platform is on it";
          case "restarting" -> "a restart may mend it";
          case "waiting" -> "waits whether others fail for the same cause";
          default -> "the " + failure.first() + " is told";
        }
        + restarts;
  }
}
