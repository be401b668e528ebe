package io.riparian.report;

import io.riparian.report.DriftReport.ConnectorDrift;
import io.riparian.report.DriftReport.UnknownCluster;

/** Drift as people read it in a terminal: a line for each connector, its keys below. */
public final class DriftText {
  private final Terminal text = new Terminal();

  private DriftText() {}

  public static String of(DriftReport drift) {
    DriftText writer = new DriftText();
    drift.connectors().forEach(writer::connector);
    drift.unknown().forEach(writer::unknown);
    writer.summary(drift);
    return writer.text.toString();
  }

  private void connector(ConnectorDrift drift) {
    text.line(
        "%s/%s  %s since %s  team %s, %s"
            .formatted(
                drift.cluster(),
                drift.connector(),
                what(drift),
                drift.since(),
                drift.team(),
                drift.file()));
    drift.keys().forEach(key -> text.line("    " + key.line() + "  since " + key.since()));
    text.line(
        "  "
            + (drift.next().equals("reverted") ? "will be put back" : "stays: " + drift.next())
            + (drift.why().isEmpty() ? "" : ": " + drift.why()));
  }

  private static String what(ConnectorDrift drift) {
    return switch (drift.kind()) {
      case "create" -> "is gone";
      case "set-state" -> "has another state (to be put back: " + drift.state() + ")";
      default ->
          "differs in " + drift.keys().size() + (drift.keys().size() == 1 ? " key" : " keys");
    };
  }

  private void unknown(UnknownCluster cluster) {
    text.line("? " + cluster.cluster() + " cannot be told: " + cluster.problem());
  }

  private void summary(DriftReport drift) {
    text.line(
        drift.connectors().isEmpty()
            ? drift.unknown().isEmpty() ? "Nothing has drifted." : "Nothing else has drifted."
            : drift.connectors().size() + " drifted.");
  }
}
