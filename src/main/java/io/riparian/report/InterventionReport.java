package io.riparian.report;

import io.riparian.model.Intervention;
import io.riparian.model.Warrant;

/**
 * Something that an operator does against the files for a while.
 *
 * @param kind {@code override}, {@code suspension} or {@code break-glass}
 * @param cluster empty for every cluster
 * @param connector empty for all of them
 * @param declared the state that the file says, for an override; else empty
 * @param wanted the state it is in instead; else empty
 * @param until when it ends by itself, RFC 3339
 */
public record InterventionReport(
    String kind,
    String cluster,
    String connector,
    String declared,
    String wanted,
    String actor,
    String reason,
    String at,
    String until) {

  public static InterventionReport of(Intervention intervention) {
    String declared = "";
    String wanted = "";
    if (intervention instanceof Intervention.StateOverride override) {
      declared = PlanReport.word(override.declared());
      wanted = PlanReport.word(override.wanted());
    }
    Warrant warrant = intervention.warrant();
    return new InterventionReport(
        PlanReport.word(intervention.kind()),
        intervention.cluster(),
        intervention.connector(),
        declared,
        wanted,
        warrant.actor(),
        warrant.reason(),
        warrant.at().toString(),
        warrant.until().toString());
  }

  /** It in one line. */
  public String line() {
    String where = cluster.isEmpty() ? "every cluster" : cluster;
    return "%s of %s%s%s by %s until %s: %s"
        .formatted(
            kind,
            where,
            connector.isEmpty() ? "" : "/" + connector,
            wanted.isEmpty() ? "" : " (" + declared + " -> " + wanted + ")",
            actor,
            until,
            reason);
  }
}
