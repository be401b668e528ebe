package io.riparian.report;

import io.riparian.plan.Change;
import io.riparian.report.PlanReport.KeyReport;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What moved on the clusters and not in Git, and stands. It holds no configuration value that did
 * not go through redaction.
 *
 * @param unknown the clusters of which nobody can tell, because their last look was not answered
 */
public record DriftReport(List<ConnectorDrift> connectors, List<UnknownCluster> unknown) {

  /**
   * One thing that would be put back.
   *
   * @param kind the change that would undo it: {@code update}, {@code set-state}, {@code create}
   * @param state {@code from -> to} for a state, else empty
   * @param since when it was first seen: the oldest of the keys
   * @param next what becomes of it: {@code reverted} by the next walk, or the reason why not
   * @param why one sentence, or empty
   */
  public record ConnectorDrift(
      String cluster,
      String connector,
      String team,
      String file,
      String kind,
      String state,
      String since,
      String next,
      String why,
      List<KeyDrift> keys) {

    /** The same without any configuration value. */
    ConnectorDrift withoutValues() {
      return new ConnectorDrift(
          cluster,
          connector,
          team,
          file,
          kind,
          state,
          since,
          next,
          why,
          keys.stream().map(KeyDrift::withoutValues).toList());
    }
  }

  /**
   * One key, seen from Git: {@code added} on the cluster, {@code removed} there, or {@code
   * changed}. Values are masked, and empty for whoever may not see any.
   */
  public record KeyDrift(String key, String kind, String declared, String running, String since) {

    static KeyDrift of(KeyReport undo, String since) {
      String kind =
          switch (undo.kind()) {
            case "added" -> "removed";
            case "removed" -> "added";
            default -> undo.kind();
          };
      return new KeyDrift(undo.key(), kind, undo.after(), undo.before(), since);
    }

    private KeyDrift withoutValues() {
      return new KeyDrift(key, kind, "", "", since);
    }

    /** As it reads in a plan that goes the other way: from what is declared to what runs. */
    String line() {
      return new KeyReport(key, kind, declared, running).line();
    }
  }

  /** A cluster that did not answer the last time. */
  public record UnknownCluster(String cluster, String problem) {}

  /**
   * One drifted connector.
   *
   * @param undo what would put it back
   * @param since when a key, or what has none under empty text, was first seen to differ
   */
  public static ConnectorDrift connector(
      Change undo, Function<String, Instant> since, String next, String why) {
    PlanReport.ChangeReport change = PlanReport.change(undo);
    boolean byKey = change.kind().equals("update");
    List<KeyDrift> keys =
        byKey
            ? change.diff().stream()
                .map(key -> KeyDrift.of(key, since.apply(key.key()).toString()))
                .toList()
            : List.of();
    String oldest =
        byKey
            ? keys.stream().map(KeyDrift::since).min(String::compareTo).orElse("")
            : since.apply("").toString();
    return new ConnectorDrift(
        undo.id().cluster(),
        undo.id().name(),
        change.team(),
        change.file(),
        change.kind(),
        change.kind().equals("set-state") ? change.state() : "",
        oldest,
        next,
        why,
        keys);
  }

  /** The same without any configuration value: what those may see who showed no credential. */
  public DriftReport withoutValues() {
    return new DriftReport(
        connectors.stream().map(ConnectorDrift::withoutValues).toList(), unknown);
  }
}
