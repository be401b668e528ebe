package io.riparian.reconcile;

import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.ownership.approval.Concern;
import io.riparian.ownership.approval.PathChange;
import io.riparian.ownership.approval.Unit;
import io.riparian.policy.MovedSecrets;
import io.riparian.policy.MovedSecrets.Moved;
import io.riparian.policy.SecretUses;
import io.riparian.repo.FileSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom a team's change concerns because it would send a secret elsewhere (SEC-5). What is in force
 * before the change says whose the secret is; a change of the platform's own files concerns nobody
 * else.
 */
final class SecretConcerns {
  private static final String PLATFORM = "platform/";
  private static final String HIDDEN =
      ": where it would send a secret cannot be told before its cluster, team and variables can be read";

  private final Function<FileSet, DeclaredFiles> reader;
  private final InstantSource clock;

  /**
   * @param reader tells what files declare
   */
  SecretConcerns(Function<FileSet, DeclaredFiles> reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Looks at what each granted team changes by itself: whatever else comes with it may be held. A
   * team without a grant has no secret yet.
   *
   * @param accepted what is in force
   * @param alone what would be with the changes of one team, and no others
   */
  List<Concern> of(FileSet accepted, Function<Unit, FileSet> alone, List<PathChange> changes) {
    Map<Unit, List<PathChange>> byTeam =
        changes.stream()
            .filter(change -> !Unit.of(change.path()).isGlobal())
            .collect(
                Collectors.groupingBy(
                    change -> Unit.of(change.path()), TreeMap::new, Collectors.toList()));
    if (byTeam.isEmpty()) {
      return List.of();
    }
    DeclaredFiles inForce = reader.apply(accepted);
    Declarations before = inForce.declarations();
    List<Concern> concerns = new ArrayList<>();
    byTeam.forEach(
        (unit, own) -> {
          if (before.grants().containsKey(unit.name())
              || before.undecidedGrants().contains(unit.name())) {
            concerns.addAll(
                ofTeam(unit, before, inForce.next(alone.apply(unit)).declarations(), own));
          }
        });
    return concerns.stream().distinct().toList();
  }

  private List<Concern> ofTeam(
      Unit unit, Declarations before, Declarations after, List<PathChange> changes) {
    MovedSecrets moved =
        MovedSecrets.of(before, after, clock.instant(), (connector, key) -> connector.at());
    SecretUses uses = SecretUses.of(ofTeam(unit.name(), before).toList());
    List<Concern> concerns = new ArrayList<>();
    ofTeam(unit.name(), after)
        .filter(connector -> !uses.have(connector))
        .forEach(
            connector ->
                moved
                    .among(uses, connector)
                    .filter(Moved::asks)
                    .ifPresent(
                        found -> concerns.addAll(concerns(unit, connector, found, changes))));
    Set<String> paths = changes.stream().map(PathChange::path).collect(Collectors.toSet());
    after.undecided().stream()
        .filter(undecided -> undecided.team().equals(unit.name()))
        .filter(undecided -> paths.contains(undecided.at().file()))
        .forEach(
            undecided ->
                concerns.add(
                    new Concern(
                        undecided.at().file(), teamFile(unit.name()), undecided.name() + HIDDEN)));
    return concerns;
  }

  private static Stream<DeclaredConnector> ofTeam(String team, Declarations declared) {
    return declared.connectors().stream().filter(connector -> connector.team().equals(team));
  }

  private static String teamFile(String team) {
    return "teams/" + team + "/team.yaml";
  }

  private static List<Concern> concerns(
      Unit unit, DeclaredConnector connector, Moved moved, List<PathChange> changes) {
    List<Concern> concerns = new ArrayList<>();
    for (String path : paths(unit, connector, changes)) {
      String detail = connector.id().name() + ": " + moved.diagnostic().message();
      moved.teams().forEach(team -> concerns.add(new Concern(path, teamFile(team), detail)));
      if (moved.platforms()) {
        concerns.add(new Concern(path, PLATFORM, detail));
      }
    }
    return concerns;
  }

  /** The connector's own file, or else what all of the team's connectors depend on. */
  private static List<String> paths(
      Unit unit, DeclaredConnector connector, List<PathChange> changes) {
    List<String> all = changes.stream().map(PathChange::path).toList();
    if (all.contains(connector.at().file())) {
      return List.of(connector.at().file());
    }
    List<String> ofTeam =
        all.stream().filter(path -> path.indexOf('/', unit.directory().length()) < 0).toList();
    return ofTeam.isEmpty() ? all : ofTeam;
  }
}
