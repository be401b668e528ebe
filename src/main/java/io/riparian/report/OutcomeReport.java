package io.riparian.report;

import io.riparian.plan.Outcome;

/** What became of one change, as it is stored and answered. */
public record OutcomeReport(
    String connector, String kind, String cause, String result, String detail, long millis) {

  public static OutcomeReport of(Outcome outcome) {
    return new OutcomeReport(
        outcome.connector(),
        PlanReport.word(outcome.kind()),
        PlanReport.word(outcome.cause()),
        PlanReport.word(outcome.result()),
        outcome.detail(),
        outcome.millis());
  }
}
