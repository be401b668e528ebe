package io.riparian.ownership;

import static io.riparian.ownership.OwnershipRule.GROUP_CLAIMED_TWICE;
import static io.riparian.ownership.OwnershipRule.GROUP_HIDDEN;
import static io.riparian.ownership.OwnershipRule.GROUP_NOT_GRANTED;
import static io.riparian.ownership.OwnershipRule.GROUP_OF_ANOTHER;
import static io.riparian.ownership.OwnershipRule.GROUP_SHARED;
import static io.riparian.ownership.OwnershipRule.GROUP_STAYS_HIDDEN;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Quoted;
import io.riparian.ownership.Precedent.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which sink gets a consumer group that several ask for. Two Connect clusters on one Kafka cluster
 * share a group without a word, so a group belongs to one connector of that Kafka cluster: the
 * first that was accepted with it keeps it until it is gone from its cluster or reads otherwise
 * there, and two that come together get nothing.
 */
final class GroupClaims {
  private static final String REFERENCE = "${";
  private static final String GIVE_ANOTHER =
      "Give it a group of its own with `" + ConnectorConfig.GROUP_OVERRIDE + "`.";
  private static final String WAIT_OR_GIVE_ANOTHER =
      "Wait until that one is gone from its cluster, or reads with another group there; or give"
          + " this one a group of its own with `"
          + ConnectorConfig.GROUP_OVERRIDE
          + "`.";

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
      ConnectorId id, String team, Location at, String group, KafkaBehind kafka, boolean earlier)
      implements GroupReaders.Reader {}

  /**
   * A connector that has a group though it does not claim it now.
   *
   * @param at where it is declared, or may be; empty when it only runs on
   */
  private record Silent(ConnectorId id, String team, Optional<Location> at, KafkaBehind kafka)
      implements GroupReaders.Reader {}

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
    byGroup.forEach((group, claims) -> settle(group, claims, names));
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
                        && (before.accepted().readsAsBefore(id, connector.config())
                            || before.running().readsAsBefore(id, connector.config()))));
  }

  private KafkaBehind behind(ConnectorId id, ConnectorConfig config) {
    String kafka = before.kafkaClusterIds().getOrDefault(id.cluster(), "");
    return Optional.ofNullable(declarations.clusters().get(id.cluster()))
        .map((Cluster cluster) -> KafkaBehind.of(cluster, config, kafka))
        .orElseGet(() -> KafkaBehind.of(id.cluster(), kafka));
  }

  private boolean mayBeClaimed(Claim claim) {
    if (claim.group().contains(REFERENCE)) {
      hidden(claim);
      return false;
    }
    Optional<String> other = claim.earlier() ? Optional.empty() : namesake(claim);
    other.ifPresent(
        team ->
            refuse(
                claim,
                GROUP_NOT_GRANTED.at(
                    claim.at(),
                    "the consumer group "
                        + Quoted.value(claim.group())
                        + " is that of a connector whose name belongs to team `"
                        + team
                        + "`",
                    "Choose another `"
                        + ConnectorConfig.GROUP_OVERRIDE
                        + "`, or ask the platform team for the exact name in your grant.")));
    return other.isEmpty();
  }

  /**
   * What was accepted with a hidden group before goes on, or no change to it would come through.
   */
  private void hidden(Claim claim) {
    String what =
        "the consumer group of `" + claim.id() + "` is a reference that only a worker resolves";
    if (claim.earlier()) {
      diagnostics.add(
          GROUP_STAYS_HIDDEN.at(
              claim.at(),
              what + "; it was accepted before and goes on",
              "Write the group into the file; until then nobody can tell who shares it."));
    } else {
      refuse(
          claim,
          GROUP_HIDDEN.at(claim.at(), what, "Write the group into the file; it is no secret."));
    }
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

  private void settle(String group, List<Claim> claims, Claims names) {
    if (claims.size() == 1 && claims.get(0).earlier()) {
      return;
    }
    GroupReaders<Claim> all = new GroupReaders<>();
    GroupReaders<Claim> earlier = new GroupReaders<>();
    GroupReaders<Silent> silent = new GroupReaders<>();
    claims.forEach(all::add);
    claims.stream().filter(Claim::earlier).forEach(earlier::add);
    if (!claims.stream().allMatch(Claim::earlier)) {
      silent(group, names).forEach(silent::add);
    }
    for (Claim claim : claims) {
      if (claim.earlier()) {
        Stream.concat(earlier.besides(claim).stream(), all.ofAnotherTeam(claim).stream())
            .min(Comparator.comparing(Claim::id))
            .ifPresent(rival -> tell(claim.id(), claim.group(), claim.at(), rival));
      } else {
        settle(claim, all.besides(claim), earlier.besides(claim), silent.besides(claim));
      }
    }
  }

  private void settle(
      Claim claim, Optional<Claim> rival, Optional<Claim> holder, Optional<Silent> silent) {
    if (holder.isPresent()) {
      refuse(claim, earlierClaim(claim, holder.get().id(), holder.get().team(), GIVE_ANOTHER));
    } else if (silent.isPresent()) {
      Silent other = silent.get();
      refuse(claim, earlierClaim(claim, other.id(), other.team(), WAIT_OR_GIVE_ANOTHER));
      other
          .at()
          .filter(at -> !other.team().equals(claim.team()))
          .ifPresent(at -> tell(other.id(), claim.group(), at, claim));
    } else {
      rival.ifPresent(other -> refuse(claim, rivalry(claim, other)));
    }
  }

  /**
   * What runs on while its file cannot be read, or is refused, has not let go of its group; nor has
   * what runs with it though it is declared no more, or with another group.
   */
  private Collection<Silent> silent(String group, Claims names) {
    SortedMap<ConnectorId, Silent> silent = new TreeMap<>();
    for (Reader last : before.accepted().readersOf(group)) {
      if (!names.accepted().containsKey(last.id())) {
        names
            .declaration(last.team(), last.id())
            .ifPresent(at -> silent.put(last.id(), silent(last, Optional.of(at))));
      }
    }
    for (Reader running : before.running().readersOf(group)) {
      Optional<DeclaredConnector> now = Optional.ofNullable(names.accepted().get(running.id()));
      if (!now.filter(this::goesOnAsItRuns).isPresent()) {
        Optional<Location> at =
            now.map(DeclaredConnector::at)
                .or(() -> names.declaration(running.team(), running.id()));
        silent.put(running.id(), silent(running, at));
      }
    }
    return silent.values();
  }

  private boolean goesOnAsItRuns(DeclaredConnector connector) {
    return before.running().readsAsBefore(connector.id(), connector.config());
  }

  private Silent silent(Reader reader, Optional<Location> at) {
    KafkaBehind kafka = behind(reader.id(), ConnectorConfig.of(Map.of()));
    return new Silent(reader.id(), reader.team(), at, kafka);
  }

  private static Diagnostic earlierClaim(
      Claim claim, ConnectorId earlier, String owner, String hint) {
    return GROUP_OF_ANOTHER.at(
        claim.at(),
        "`"
            + claim.id()
            + "` would read with consumer group "
            + Quoted.value(claim.group())
            + ", which belongs to `"
            + earlier
            + "` of team `"
            + owner
            + "` on the same Kafka cluster",
        hint);
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
            + " would share the consumer group "
            + Quoted.value(claim.group())
            + " on one Kafka cluster",
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
                + " the consumer group "
                + Quoted.value(group)
                + " of `"
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
