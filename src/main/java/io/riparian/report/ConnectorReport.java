package io.riparian.report;

import io.riparian.model.Quoted;
import java.util.List;
import java.util.Objects;

/**
 * One connector as people ask for it: whose it is, whether it matches Git ({@code sync}) and
 * whether it works ({@code health}). Of configurations it holds at most what a reason quotes.
 *
 * @param sync {@code synced}, {@code pending}, {@code drifted}, {@code deferred}, {@code held},
 *     {@code overridden}, {@code unmanaged} or {@code unknown}
 * @param state what the worker says: {@code running}, {@code failed}, …
 * @param declaredState what the file asks for; {@code unmanaged} when it is silent
 * @param reason the deferral's reason, or empty
 * @param why one sentence, or empty
 * @param failures what is wrong with it; empty while nothing is
 */
public record ConnectorReport(
    String cluster,
    String name,
    String team,
    String file,
    String type,
    String sync,
    String health,
    String state,
    String declaredState,
    int tasksRunning,
    int tasks,
    String reason,
    String why,
    List<FailureReport> failures) {
  public ConnectorReport {
    // A daemon of an older version does not tell any.
    failures = List.copyOf(Objects.requireNonNullElse(failures, List.of()));
  }

  /** The same without any configuration value: what those may see who showed no credential. */
  public ConnectorReport withoutValues() {
    return new ConnectorReport(
        cluster,
        name,
        team,
        file,
        type,
        sync,
        health,
        state,
        declaredState,
        tasksRunning,
        tasks,
        reason,
        Quoted.withoutValues(why),
        failures.stream().map(FailureReport::withoutValues).toList());
  }
}
