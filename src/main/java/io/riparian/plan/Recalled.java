package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import io.riparian.model.Intervention;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the ledger remembers when a plan is made. An empty memory is not an empty world: {@link
 * Standing} says what may be concluded from it.
 *
 * @param lastOwners whose connectors that are gone last were; those suffice that are declared
 * @param kafkaClusterIds for each cluster, the Kafka cluster that was behind it the last time
 * @param acknowledged digests that an operator has acknowledged
 * @param interventions what operators do against the files for a while, ended ones included
 * @param holdTerms since when each hold is in force
 */
public record Recalled(
    Standing standing,
    SortedMap<ConnectorId, AppliedConnector> applied,
    Map<ConnectorId, String> lastOwners,
    Map<String, String> kafkaClusterIds,
    Set<String> acknowledged,
    List<Intervention> interventions,
    Map<Hold.Id, HoldTerm> holdTerms) {

  /** Whether the daemon may act at all. */
  public enum Standing {
    /** It may. */
    NORMAL,
    /**
     * Nothing was ever remembered, and not every cluster has been asked yet whether it bears our
     * mark.
     */
    FIRST_START,
    /** Nothing is remembered, yet connectors bear our mark. */
    LEDGER_LOST,
    /** The branch was rewritten; an operator has to acknowledge the exact commit. */
    HISTORY_REWRITTEN
  }

  public Recalled {
    applied = Collections.unmodifiableSortedMap(new TreeMap<>(applied));
    lastOwners = Map.copyOf(lastOwners);
    kafkaClusterIds = Map.copyOf(kafkaClusterIds);
    acknowledged = Set.copyOf(acknowledged);
    interventions = List.copyOf(interventions);
    holdTerms = Map.copyOf(holdTerms);
  }

  /**
   * The states that operators have put connectors of one cluster into, for now: one whose file says
   * another state than it did then is declared anew, and is overridden no more.
   */
  Map<ConnectorId, Intervention.StateOverride> overrides(
      String cluster, Desired desired, Instant now) {
    Map<ConnectorId, Intervention.StateOverride> found = new TreeMap<>();
    for (Intervention one : interventions) {
      if (one instanceof Intervention.StateOverride override
          && override.id().cluster().equals(cluster)
          && override.warrant().isInForce(now)
          && Optional.ofNullable(desired.connectors().get(override.id()))
              .filter(declared -> declared.state() == override.declared())
              .isPresent()) {
        found.put(override.id(), override);
      }
    }
    return found;
  }

  /** When a hold ends by itself; one that nobody noted begins now. */
  Instant endOf(Hold hold, Instant now) {
    return HoldTerm.of(hold, holdTerms, now).end();
  }
}
