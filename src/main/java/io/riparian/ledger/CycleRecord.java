package io.riparian.ledger;

import java.time.Instant;

/**
 * One cycle on one cluster, as it is kept. Plan and outcomes are the masked JSON that was also
 * shown.
 *
 * @param id stands in each line that was logged during it
 * @param trigger what made us look: a timer, a hook, a person
 * @param revision the commit, empty when Git could not be read
 * @param quiet whether there was nothing to do and nothing to tell
 * @param applied the newest commit of which nothing was left to do after it; empty before the first
 * @param repeated how many walks after it decided the same and did nothing
 * @param lastAt when the last of these began, or this one ended
 */
public record CycleRecord(
    String id,
    String cluster,
    String trigger,
    String revision,
    Instant startedAt,
    Instant finishedAt,
    boolean quiet,
    String planJson,
    String outcomesJson,
    String applied,
    int repeated,
    Instant lastAt) {

  /** One that was not repeated yet. */
  public CycleRecord(
      String id,
      String cluster,
      String trigger,
      String revision,
      Instant startedAt,
      Instant finishedAt,
      boolean quiet,
      String planJson,
      String outcomesJson,
      String applied) {
    this(
        id,
        cluster,
        trigger,
        revision,
        startedAt,
        finishedAt,
        quiet,
        planJson,
        outcomesJson,
        applied,
        0,
        finishedAt);
  }

  /** Once more, at this time. */
  CycleRecord repeated(Instant at) {
    return new CycleRecord(
        id,
        cluster,
        trigger,
        revision,
        startedAt,
        finishedAt,
        quiet,
        planJson,
        outcomesJson,
        applied,
        repeated + 1,
        at);
  }
}
