package io.riparian.ownership;

import static io.riparian.ownership.OwnershipRule.GROUP_CLAIMED_TWICE;
import static io.riparian.ownership.OwnershipRule.GROUP_HIDDEN;
import static io.riparian.ownership.OwnershipRule.GROUP_NOT_GRANTED;
import static io.riparian.ownership.OwnershipRule.GROUP_OF_ANOTHER;
import static io.riparian.ownership.OwnershipRule.GROUP_SHARED;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which sink gets a consumer group that several ask for. Two Connect clusters on one Kafka cluster
 * share a group without a word, so a group belongs to one connector of that Kafka cluster: the
 * first that was accepted with it keeps it, and two that come together get nothing.
 */
final class GroupClaims {
  private static final String REFERENCE = "${";

  private final Declarations declarations;
  private final Grants grants;
  private final Precedent before;
  private final SortedMap<ConnectorId, Diagnostic> refused = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /**
   * One connector that reads with a group.
   *
   * @param earlier it had this group when it was last accepted
   */
  private record Claim(
      ConnectorId id, String team, Location at, String group, KafkaBehind kafka, boolean earlier) {}

  /** A connector whose file may still declare it, and which is not accepted now. */
  private record Silent(ConnectorId id, String team, Location at, KafkaBehind kafka) {}

  GroupClaims(Declarations declarations, Grants grants, Precedent before) {
    this.declarations = declarations;
    this.grants = grants;
    this.before = before;
  }

  /** Decides about connectors whose names are settled. */
  void settle(Claims names) {
    Map<String, List<Claim>> byGroup = new TreeMap<>();
    names.accepted().values().stream()
        .flatMap(connector -> claim(connector).stream())
        .filter(this::mayBeClaimed)
        .forEach(
            claim -> byGroup.computeIfAbsent(claim.group(), key -> new ArrayList<>()).add(claim));
    List<Silent> silent = silent(names);
    byGroup.values().forEach(claims -> claims.forEach(claim -> settle(claim, claims, silent)));
  }

  private Optional<Claim> claim(DeclaredConnector connector) {
    ConnectorId id = connector.id();
    return connector
        .config()
        .consumerGroup(id.name())
        .map(
            group ->
                new Claim(
                    id,
                    connector.team(),
                    connector.at(),
                    group,
                    behind(id, connector.config()),
                    before.owners().containsKey(id)
                        && before.groups().readsAsBefore(id, connector.config())));
  }

  private KafkaBehind behind(ConnectorId id, ConnectorConfig config) {
    String kafka = before.kafkaClusterIds().getOrDefault(id.cluster(), "");
    return Optional.ofNullable(declarations.clusters().get(id.cluster()))
        .map((Cluster cluster) -> KafkaBehind.of(cluster, config, kafka))
        .orElseGet(() -> KafkaBehind.of(id.cluster(), kafka));
  }

  private boolean mayBeClaimed(Claim claim) {
    if (claim.group().contains(REFERENCE)) {
      refuse(
          claim,
          GROUP_HIDDEN.at(
              claim.at(),
              "the consumer group of `"
                  + claim.id()
                  + "` is a reference that only a worker resolves",
              "Write the group into the file; it is no secret."));
      return false;
    }
    Optional<String> other = claim.earlier() ? Optional.empty() : namesake(claim);
    other.ifPresent(
        team ->
            refuse(
                claim,
                GROUP_NOT_GRANTED.at(
                    claim.at(),
                    "the consumer group `"
                        + claim.group()
                        + "` is that of a connector whose name belongs to team `"
                        + team
                        + "`",
                    "Choose another `"
                        + ConnectorConfig.GROUP_OVERRIDE
                        + "`, or ask the platform team for the exact name in your grant.")));
    return other.isEmpty();
  }

  /** The other team that may declare a connector to which Connect would give this group. */
  private Optional<String> namesake(Claim claim) {
    String prefix = ConnectorConfig.defaultGroup("");
    if (!claim.group().startsWith(prefix)) {
      return Optional.empty();
    }
    String name = claim.group().substring(prefix.length());
    return grants.covers(claim.team(), name)
        ? Optional.empty()
        : grants.good().keySet().stream().filter(team -> grants.covers(team, name)).findFirst();
  }

  /** What runs on while its file cannot be read, or is refused, has not let go of its group. */
  private List<Silent> silent(Claims names) {
    List<Silent> silent = new ArrayList<>();
    before
        .owners()
        .forEach(
            (id, team) -> {
              if (!names.accepted().containsKey(id)) {
                names
                    .declaration(team, id)
                    .map(at -> new Silent(id, team, at, behind(id, ConnectorConfig.of(Map.of()))))
                    .ifPresent(silent::add);
              }
            });
    silent.sort(Comparator.comparing(Silent::id));
    return silent;
  }

  private void settle(Claim claim, List<Claim> all, List<Silent> silent) {
    List<Claim> rivals =
        all.stream()
            .filter(other -> !other.equals(claim) && other.kafka().isTakenFor(claim.kafka()))
            .toList();
    if (claim.earlier()) {
      rivals.stream()
          .filter(rival -> rival.earlier() || !rival.team().equals(claim.team()))
          .findFirst()
          .ifPresent(rival -> tell(claim.id(), claim.group(), claim.at(), rival));
      return;
    }
    Optional<Claim> holder = rivals.stream().filter(Claim::earlier).findFirst();
    Optional<Silent> silentHolder =
        silent.stream()
            .filter(other -> other.kafka().isTakenFor(claim.kafka()))
            .filter(other -> before.groups().had(other.id(), claim.group()))
            .findFirst();
    if (holder.isPresent()) {
      refuse(claim, earlierClaim(claim, holder.get().id(), holder.get().team()));
    } else if (silentHolder.isPresent()) {
      Silent other = silentHolder.get();
      refuse(claim, earlierClaim(claim, other.id(), other.team()));
      if (!other.team().equals(claim.team())) {
        tell(other.id(), claim.group(), other.at(), claim);
      }
    } else if (!rivals.isEmpty()) {
      refuse(claim, rivalry(claim, rivals.get(0)));
    }
  }

  private static Diagnostic earlierClaim(Claim claim, ConnectorId earlier, String owner) {
    return GROUP_OF_ANOTHER.at(
        claim.at(),
        "`"
            + claim.id()
            + "` would read with consumer group `"
            + claim.group()
            + "`, which belongs to `"
            + earlier
            + "` of team `"
            + owner
            + "` on the same Kafka cluster",
        "Give it a group of its own with `" + ConnectorConfig.GROUP_OVERRIDE + "`.");
  }

  private static Diagnostic rivalry(Claim claim, Claim other) {
    return GROUP_CLAIMED_TWICE.at(
        claim.at(),
        "`"
            + claim.id()
            + "` and `"
            + other.id()
            + "` at "
            + other.at()
            + " would share the consumer group `"
            + claim.group()
            + "` on one Kafka cluster",
        "Give one of them a group of its own with `"
            + ConnectorConfig.GROUP_OVERRIDE
            + "`; until then neither is accepted.");
  }

  private void tell(ConnectorId holder, String group, Location at, Claim other) {
    diagnostics.add(
        GROUP_SHARED.at(
            at,
            "`"
                + other.id()
                + "` of team `"
                + other.team()
                + "` at "
                + other.at()
                + (other.earlier() ? " has" : " asks for")
                + " the consumer group `"
                + group
                + "` of `"
                + holder
                + "`",
            other.earlier()
                ? "Both were accepted before and go on; give one of them a group of its own."
                : "It was refused; there is nothing to do."));
  }

  private void refuse(Claim claim, Diagnostic why) {
    refused.put(claim.id(), why);
    diagnostics.add(why);
  }

  Map<ConnectorId, Diagnostic> refused() {
    return refused;
  }

  Collection<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
