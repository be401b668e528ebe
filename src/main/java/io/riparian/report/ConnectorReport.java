package io.riparian.report;

/**
 * One connector as people ask for it: whose it is, whether it matches Git ({@code sync}) and
 * whether it works ({@code health}). It holds no configuration value.
 *
 * @param sync {@code synced}, {@code pending}, {@code drifted}, {@code deferred}, {@code held},
 *     {@code overridden}, {@code unmanaged} or {@code unknown}
 * @param state what the worker says: {@code running}, {@code failed}, …
 * @param declaredState what the file asks for; {@code unmanaged} when it is silent
 * @param reason the deferral's reason, or empty
 * @param why one sentence, or empty
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
    String why) {}
