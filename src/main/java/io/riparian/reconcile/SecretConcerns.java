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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final Function<FileSet, Declarations> reader;
  private final InstantSource clock;

  /**
   * @param reader tells what files declare
   */
  SecretConcerns(Function<FileSet, Declarations> reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Looks at what teams change.
   *
   * @param accepted what is in force
   * @param proposed what may be, each with the changes of all teams in it
   */
  List<Concern> of(FileSet accepted, List<FileSet> proposed, List<PathChange> changes) {
    Map<Unit, List<PathChange>> byTeam =
        changes.stream()
            .filter(change -> !Unit.of(change.path()).isGlobal())
            .collect(Collectors.groupingBy(change -> Unit.of(change.path())));
    if (byTeam.isEmpty()) {
      return List.of();
    }
    Declarations before = reader.apply(accepted);
    Map<String, SecretUses> had = new HashMap<>();
    List<Concern> concerns = new ArrayList<>();
    for (FileSet files : proposed) {
      Declarations after = reader.apply(files);
      MovedSecrets moved =
          MovedSecrets.of(before, after, clock.instant(), (connector, key) -> connector.at());
      byTeam.forEach(
          (unit, own) -> {
            SecretUses uses =
                had.computeIfAbsent(
                    unit.name(), team -> SecretUses.of(ofTeam(team, before).toList()));
            ofTeam(unit.name(), after)
                .filter(connector -> !uses.have(connector))
                .forEach(
                    connector ->
                        moved
                            .among(uses, connector)
                            .filter(Moved::asks)
                            .ifPresent(
                                found -> concerns.addAll(concerns(unit, connector, found, own))));
          });
    }
    return concerns.stream().distinct().toList();
  }

  private static Stream<DeclaredConnector> ofTeam(String team, Declarations declared) {
    return declared.connectors().stream().filter(connector -> connector.team().equals(team));
  }

  private static List<Concern> concerns(
      Unit unit, DeclaredConnector connector, Moved moved, List<PathChange> changes) {
    List<Concern> concerns = new ArrayList<>();
    for (String path : paths(unit, connector, changes)) {
      String detail = connector.id().name() + ": " + moved.diagnostic().message();
      moved
          .teams()
          .forEach(team -> concerns.add(new Concern(path, "teams/" + team + "/team.yaml", detail)));
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
