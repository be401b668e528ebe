package io.riparian.ownership;

import static io.riparian.ownership.OwnershipRule.GRANTS_UNKNOWN_CLUSTER;
import static io.riparian.ownership.OwnershipRule.NAME_GRANTED_TWICE;
import static io.riparian.ownership.OwnershipRule.PREFIXES_OVERLAP;
import static io.riparian.ownership.OwnershipRule.PREFIX_END;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The comparison of all grants with each other. It reports to both sides of a contradiction. */
final class GrantComparison {
  private static final String ENDINGS = "-._";

  private final Declarations declarations;
  private final SortedMap<String, Grant> good;
  private final Map<String, String> exactNames = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private GrantComparison(Declarations declarations) {
    this.declarations = declarations;
    this.good = new TreeMap<>(declarations.grants());
  }

  static Grants compare(Declarations declarations) {
    GrantComparison comparison = new GrantComparison(declarations);
    Collection<Grant> all = declarations.grants().values();
    all.forEach(comparison::checkEndings);
    comparison.checkPrefixes(all);
    comparison.checkNames(all);
    all.forEach(comparison::warnOfClusters);
    return new Grants(comparison.good, comparison.exactNames, comparison.diagnostics);
  }

  private void fail(Grant grant, Diagnostic diagnostic) {
    good.remove(grant.team());
    diagnostics.add(diagnostic);
  }

  private void checkEndings(Grant grant) {
    for (String prefix : grant.prefixes()) {
      if (ENDINGS.indexOf(prefix.charAt(prefix.length() - 1)) < 0) {
        fail(
            grant,
            PREFIX_END.at(
                grant.placeOf(prefix),
                "the prefix `" + prefix + "` does not end in `-`, `.` or `_`",
                "Write `" + prefix + "-`, or list the name under `names`."));
      }
    }
  }

  /** A prefix and whose it is; in lower case, because names that differ only in case collide. */
  private record Owned(String folded, String prefix, Grant grant) {}

  /** Sorted, a prefix stands right before everything that begins with it. */
  private void checkPrefixes(Collection<Grant> all) {
    List<Owned> sorted =
        all.stream()
            .flatMap(
                grant ->
                    grant.prefixes().stream()
                        .map(text -> new Owned(Grants.fold(text), text, grant)))
            .sorted(Comparator.comparing(Owned::folded))
            .toList();
    List<Owned> enclosing = new ArrayList<>();
    for (Owned next : sorted) {
      enclosing.removeIf(outer -> !next.folded().startsWith(outer.folded()));
      for (Owned outer : enclosing) {
        if (!outer.grant().team().equals(next.grant().team())) {
          overlap(outer, next);
          overlap(next, outer);
        }
      }
      enclosing.add(next);
    }
  }

  private void overlap(Owned mine, Owned other) {
    fail(
        mine.grant(),
        PREFIXES_OVERLAP.at(
            mine.grant().placeOf(mine.prefix()),
            "the prefix `"
                + mine.prefix()
                + "` overlaps with `"
                + other.prefix()
                + "` of team `"
                + other.grant().team()
                + "`",
            "Change one of the two; until then both grants are in error."));
  }

  private void checkNames(Collection<Grant> all) {
    Map<String, List<Grant>> byName = new TreeMap<>();
    for (Grant grant : all) {
      grant.names().stream()
          .map(Grants::fold)
          .distinct()
          .forEach(name -> byName.computeIfAbsent(name, key -> new ArrayList<>()).add(grant));
    }
    byName.forEach(
        (name, holders) -> {
          holders.forEach(holder -> exactNames.put(name, holder.team()));
          if (holders.size() > 1) {
            holders.forEach(holder -> twice(name, holder, holders));
          }
        });
  }

  private void twice(String folded, Grant grant, List<Grant> holders) {
    grant.names().stream()
        .filter(name -> Grants.fold(name).equals(folded))
        .forEach(
            name ->
                fail(
                    grant,
                    NAME_GRANTED_TWICE.at(
                        grant.placeOf(name),
                        "the name `"
                            + name
                            + "` stands in more than one grant: "
                            + String.join(", ", holders.stream().map(Grant::team).toList()),
                        "Keep it in one; until then these grants are in error.")));
  }

  private void warnOfClusters(Grant grant) {
    for (String cluster : grant.clusters()) {
      if (!declarations.clusters().containsKey(cluster)
          && !declarations.undecidedClusters().contains(cluster)) {
        diagnostics.add(
            GRANTS_UNKNOWN_CLUSTER.at(
                grant.placeOf(cluster),
                "no cluster `" + cluster + "` is declared",
                "Add platform/clusters/" + cluster + ".yaml, or take it out."));
      }
    }
  }
}
