package io.riparian.ledger;

import java.time.Instant;

/**
 * One cycle on one cluster, as it is kept. Plan and outcomes are the masked JSON that was also
 * shown.
 *
 * @param id the same for every cluster of that cycle
 * @param trigger what made us look: a timer, a hook, a person
 * @param revision the commit, empty when Git could not be read
 * @param quiet whether there was nothing to do and nothing to tell
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
    String outcomesJson) {}
