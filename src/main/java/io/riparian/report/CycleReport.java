package io.riparian.report;

/**
 * One cycle as it is kept: {@code plan} and {@code outcomes} are the reports of the plan and of
 * what became of it.
 *
 * @param applied the newest commit of which nothing was left to do after it
 * @param repeated how many walks after it decided the same and did nothing, the last at {@code
 *     lastAt}
 */
public record CycleReport(
    String id,
    String cluster,
    String trigger,
    String revision,
    String startedAt,
    String finishedAt,
    long millis,
    boolean quiet,
    String applied,
    int repeated,
    String lastAt,
    Object plan,
    Object outcomes) {}
