package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.Intervention;
import io.riparian.model.MarkKeys;
import io.riparian.model.Names;
import io.riparian.model.Observation;
import io.riparian.model.ObservedConnector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything known of one cluster that answered, with the questions that both halves of the
 * planning ask of it.
 */
record ClusterFacts(
    Cluster cluster,
    Desired desired,
    Observation.Answered answered,
    Recalled recalled,
    MarkKeys keys,
    Set<String> moving,
    Map<String, Possession> possessions,
    Map<ConnectorId, Intervention.StateOverride> overrides) {

  static ClusterFacts of(
      Cluster cluster,
      Desired desired,
      Observation.Answered answered,
      Recalled recalled,
      MarkKeys keys,
      Mistakes mistakes) {
    Map<ConnectorId, Intervention.StateOverride> overrides =
        recalled.overrides(cluster.name(), desired, answered.at());
    Map<String, Possession> possessions = new HashMap<>();
    for (ObservedConnector observed : answered.connectors().values()) {
      ConnectorId id = new ConnectorId(cluster.name(), observed.name());
      Possession possession;
      try {
        possession =
            Names.isAddressable(observed.name())
                ? Possession.of(
                    cluster, observed, Optional.ofNullable(recalled.applied().get(id)), keys)
                : Possession.NOBODYS;
      } catch (RuntimeException mistake) {
        // Whose it is cannot be told, so it is not ours.
        mistakes.made(id, mistake);
        possession = Possession.FOREIGN;
      }
      possessions.put(observed.name(), possession);
    }
    return new ClusterFacts(
        cluster,
        desired.overriddenBy(overrides.values()),
        answered,
        recalled,
        keys,
        moving(desired, recalled),
        possessions,
        overrides);
  }

  boolean isHere(ConnectorId id) {
    return id.cluster().equals(cluster.name());
  }

  ConnectorId idOf(ObservedConnector observed) {
    return new ConnectorId(cluster.name(), observed.name());
  }

  Optional<ObservedConnector> observed(ConnectorId id) {
    return Optional.ofNullable(answered.connectors().get(id.name()));
  }

  /** What the ledger says of this connector, forgotten ones included. */
  Optional<AppliedConnector> remembered(ConnectorId id) {
    return Optional.ofNullable(recalled.applied().get(id));
  }

  /** What the ledger says of this connector if it is ours. */
  Optional<AppliedConnector> applied(ConnectorId id) {
    return remembered(id).filter(AppliedConnector::isManaged);
  }

  /**
   * The team whose connector of this name was the last one; empty when none is known to have been.
   * An intention may never have become one, so it comes last.
   */
  Optional<String> lastOwner(ConnectorId id) {
    return remembered(id)
        .filter(last -> last.origin() != AppliedConnector.Origin.INTENDED)
        .map(AppliedConnector::team)
        .or(() -> Optional.ofNullable(recalled.lastOwners().get(id)))
        .or(() -> remembered(id).map(AppliedConnector::team));
  }

  Possession possession(ObservedConnector observed) {
    return Objects.requireNonNull(possessions.get(observed.name()));
  }

  int managed() {
    return (int) possessions.values().stream().filter(Possession::isOurs).count();
  }

  /**
   * Names on the move: one connector of this name is ours where it is no longer declared, and is
   * declared where it is not ours yet. Neither of the two may be touched, or it would start again
   * without its offsets, or run twice.
   */
  private static Set<String> moving(Desired desired, Recalled recalled) {
    Set<String> leaving =
        recalled.applied().values().stream()
            .filter(AppliedConnector::isManaged)
            .map(AppliedConnector::id)
            .filter(id -> !desired.connectors().containsKey(id))
            .map(ConnectorId::name)
            .collect(Collectors.toSet());
    return desired.connectors().keySet().stream()
        .filter(id -> leaving.contains(id.name()) && !isManaged(recalled, id))
        .map(ConnectorId::name)
        .collect(Collectors.toSet());
  }

  private static boolean isManaged(Recalled recalled, ConnectorId id) {
    AppliedConnector last = recalled.applied().get(id);
    return last != null && last.isManaged();
  }

  /** Whether this declared connector is to arrive from another cluster. */
  boolean isMovingHere(ConnectorId declared) {
    return moving.contains(declared.name()) && applied(declared).isEmpty();
  }

  /** Whether this connector of ours, declared here no more, is to go to another cluster. */
  boolean isMovingAway(ConnectorId undeclared) {
    return moving.contains(undeclared.name());
  }

  /**
   * The digest to acknowledge, or that was acknowledged, when so many of the last-applied
   * connectors are missing that this looks like another cluster.
   */
  Optional<String> replaced() {
    List<String> known = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (AppliedConnector applied : recalled.applied().values()) {
      if (isHere(applied.id())
          && applied.isManaged()
          && applied.origin() != AppliedConnector.Origin.INTENDED) {
        known.add(applied.id().name());
        if (observed(applied.id()).isEmpty()) {
          missing.add(applied.id().name());
        }
      }
    }
    if (!Budget.isExceeded(missing.size(), known.size())) {
      return Optional.empty();
    }
    return Optional.of(Budget.digest(cluster.name(), DeferralReason.CLUSTER_REPLACED, missing));
  }

  /** Whether an operator has acknowledged this digest. */
  boolean isAgreed(String digest) {
    return recalled.acknowledged().contains(digest);
  }

  /** What runs here and is not ours; empty where the platform does not want to know. */
  List<UnmanagedConnector> unmanaged() {
    if (cluster.unmanaged() == Cluster.Unmanaged.IGNORE) {
      return List.of();
    }
    List<UnmanagedConnector> found = new ArrayList<>();
    for (ObservedConnector observed : answered.connectors().values()) {
      unmanagedReason(observed)
          .ifPresent(
              why ->
                  found.add(
                      new UnmanagedConnector(
                          cluster.name(), observed.name(), observed.type(), why)));
    }
    return found;
  }

  private Optional<UnmanagedConnector.Why> unmanagedReason(ObservedConnector observed) {
    if (!Names.isAddressable(observed.name())) {
      return Optional.of(UnmanagedConnector.Why.UNADDRESSABLE);
    }
    return switch (possession(observed)) {
      case FOREIGN -> Optional.of(UnmanagedConnector.Why.FOREIGN_MARK);
      case NOBODYS -> nobodysReason(idOf(observed));
      case MARKED, LEDGERED, MARK_MISSING -> Optional.empty();
    };
  }

  /** What is declared is no stray: the plan says what becomes of it. */
  private Optional<UnmanagedConnector.Why> nobodysReason(ConnectorId id) {
    if (desired.connectors().containsKey(id)) {
      return Optional.empty();
    }
    return remembered(id).filter(last -> !last.isManaged()).isPresent()
        ? Optional.of(UnmanagedConnector.Why.FORGOTTEN)
        : Optional.of(UnmanagedConnector.Why.UNDECLARED);
  }
}
