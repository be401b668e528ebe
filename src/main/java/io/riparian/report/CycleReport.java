package io.riparian.report;

/**
 * One cycle as it is kept: {@code plan} and {@code outcomes} are the reports of the plan and of
 * what became of it.
 */
public record CycleReport(
    String id,
    String cluster,
    String trigger,
    String revision,
    String startedAt,
    String finishedAt,
    long millis,
    Object plan,
    Object outcomes) {}
