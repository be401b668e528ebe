package io.riparian.ownership;

import static io.riparian.ownership.OwnershipRule.CLAIMED_BY_ANOTHER;
import static io.riparian.ownership.OwnershipRule.DECLARED_TWICE;
import static io.riparian.ownership.OwnershipRule.DIFFERS_IN_CASE;
import static io.riparian.ownership.OwnershipRule.OWNED_BY_ANOTHER;

import io.riparian.model.ConnectorId;
import io.riparian.model.Declarations;
import io.riparian.model.Declarations.BrokenFile;
import io.riparian.model.Declarations.Undecided;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a name that several ask for. The first accepted claim keeps it until its team lets go;
 * two claims that come together get nothing.
 */
final class Claims {
  private final Declarations declarations;
  private final Map<ConnectorId, String> before;
  private @Nullable Map<ConnectorId, List<ConnectorId>> beforeByFold;
  private @Nullable Map<ConnectorId, List<DeclaredConnector>> declaredById;
  private final Map<String, List<Undecided>> undecidedByName;
  private final SortedMap<ConnectorId, DeclaredConnector> accepted = new TreeMap<>();
  private final SortedMap<ConnectorId, Diagnostic> refused = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Claims(Declarations declarations, Map<ConnectorId, String> before) {
    this.declarations = declarations;
    this.before = before;
    this.undecidedByName =
        declarations.undecided().stream().collect(Collectors.groupingBy(Undecided::name));
  }

  private static ConnectorId fold(ConnectorId id) {
    return new ConnectorId(id.cluster(), Grants.fold(id.name()));
  }

  /** Decides about connectors whose names and clusters their teams may use. */
  void settle(List<DeclaredConnector> contained) {
    Map<ConnectorId, List<DeclaredConnector>> byFold =
        contained.stream()
            .collect(
                Collectors.groupingBy(
                    connector -> fold(connector.id()), LinkedHashMap::new, Collectors.toList()));
    byFold.values().forEach(this::settleName);
  }

  private void settleName(List<DeclaredConnector> rivals) {
    if (rivals.size() == 1) {
      settleAlone(rivals.get(0));
      return;
    }
    List<DeclaredConnector> incumbents = rivals.stream().filter(this::isIncumbent).toList();
    for (DeclaredConnector rival : rivals) {
      if (incumbents.size() == 1 && incumbents.contains(rival)) {
        accepted.put(rival.id(), rival);
      } else {
        refuse(rival, rivalry(rival, rivals));
      }
    }
  }

  private boolean isIncumbent(DeclaredConnector connector) {
    return connector.team().equals(before.get(connector.id()));
  }

  private static Diagnostic rivalry(DeclaredConnector one, List<DeclaredConnector> rivals) {
    DeclaredConnector other =
        rivals.stream()
            .filter(rival -> !rival.equals(one))
            .min(Comparator.comparing(DeclaredConnector::at, Location.BY_BEGINNING))
            .orElse(one);
    return one.id().equals(other.id())
        ? DECLARED_TWICE.at(
            one.at(),
            "`" + one.id() + "` is declared twice: also at " + other.at(),
            "Keep one of them; until then neither is accepted.")
        : DIFFERS_IN_CASE.at(
            one.at(),
            "`" + one.id() + "` differs only in case from `" + other.id() + "` at " + other.at(),
            "Rename one of them.");
  }

  private void settleAlone(DeclaredConnector connector) {
    ConnectorId id = connector.id();
    if (!isIncumbent(connector)) {
      for (ConnectorId earlier : beforeByFold().getOrDefault(fold(id), List.of())) {
        String owner = before.getOrDefault(earlier, "");
        Optional<Location> stillThere = declaration(owner, earlier);
        boolean itself = earlier.equals(id) && owner.equals(connector.team());
        if (!itself && stillThere.isPresent()) {
          refuse(connector, earlierClaim(connector, earlier, owner));
          tell(owner, stillThere.get(), connector);
          return;
        }
      }
    }
    accepted.put(id, connector);
  }

  /** Only those who come anew have to ask who was there before. */
  private Map<ConnectorId, List<ConnectorId>> beforeByFold() {
    Map<ConnectorId, List<ConnectorId>> known = beforeByFold;
    if (known == null) {
      known = before.keySet().stream().collect(Collectors.groupingBy(Claims::fold));
      beforeByFold = known;
    }
    return known;
  }

  /** Where the team declares this connector, or may do so in a file that cannot be read. */
  Optional<Location> declaration(String team, ConnectorId id) {
    Optional<Location> declared =
        declaredById().getOrDefault(id, List.of()).stream()
            .filter(connector -> connector.team().equals(team))
            .map(DeclaredConnector::at)
            .findFirst();
    return declared
        .or(
            () ->
                undecidedByName.getOrDefault(id.name(), List.of()).stream()
                    .filter(undecided -> undecided.team().equals(team))
                    .filter(undecided -> undecided.mayDeclare(id))
                    .map(Undecided::at)
                    .findFirst())
        .or(
            () ->
                declarations.broken().values().stream()
                    .filter(file -> file.team().equals(team) && file.mayDeclare(id.name()))
                    .map(BrokenFile::path)
                    .map(Location::ofFile)
                    .findFirst());
  }

  private Map<ConnectorId, List<DeclaredConnector>> declaredById() {
    Map<ConnectorId, List<DeclaredConnector>> known = declaredById;
    if (known == null) {
      known =
          declarations.connectors().stream().collect(Collectors.groupingBy(DeclaredConnector::id));
      declaredById = known;
    }
    return known;
  }

  private static Diagnostic earlierClaim(
      DeclaredConnector connector, ConnectorId earlier, String owner) {
    return earlier.equals(connector.id())
        ? OWNED_BY_ANOTHER.at(
            connector.at(),
            "`" + earlier + "` belongs to team `" + owner + "`, which still declares it",
            "For a hand-over that team removes its file, in the same commit or before.")
        : DIFFERS_IN_CASE.at(
            connector.at(),
            "`" + connector.id() + "` differs only in case from `" + earlier + "`, which exists",
            "Choose another name.");
  }

  private void tell(String owner, Location at, DeclaredConnector claimant) {
    if (!owner.equals(claimant.team())) {
      diagnostics.add(
          CLAIMED_BY_ANOTHER.at(
              at,
              "team `" + claimant.team() + "` asks for `" + claimant.id() + "` at " + claimant.at(),
              "It was refused. For a hand-over remove your file."));
    }
  }

  private void refuse(DeclaredConnector connector, Diagnostic why) {
    refused.putIfAbsent(connector.id(), why);
    diagnostics.add(why);
  }

  SortedMap<ConnectorId, DeclaredConnector> accepted() {
    return accepted;
  }

  Map<ConnectorId, Diagnostic> refused() {
    return refused;
  }

  Collection<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
