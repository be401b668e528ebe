package io.riparian.reconcile;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.Observation;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is known of one cluster at the moment, for those who ask. It is a snapshot: nothing in it
 * changes.
 *
 * @param observation the last full look
 * @param statuses what the connectors were doing at the last look, short or full
 * @param problem why the last look was not answered, or empty
 * @param lastLook when the last look of either kind was
 * @param outcomes what became of that plan, empty when it was not carried out
 */
public record ClusterView(
    Cluster cluster,
    Optional<Observation> observation,
    SortedMap<String, ConnectorStatus> statuses,
    String problem,
    Instant lastLook,
    Optional<ClusterPlan> plan,
    List<Outcome> outcomes) {}
