package io.riparian.manifest;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The warnings of entries under {@code connectors:} in {@code team.yaml} that do nothing. Of each
 * team all are kept up to a number nobody reads any more; the rest is one warning.
 */
final class IdleSettings {
  private static final int MOST = 100;

  private final Map<String, List<Diagnostic>> byTeam = new TreeMap<>();
  private int told;

  void add(String team, Diagnostic warning) {
    byTeam.computeIfAbsent(team, any -> new ArrayList<>()).add(warning);
    told++;
  }

  /** How many were added. */
  int told() {
    return told;
  }

  List<Diagnostic> all() {
    return byTeam.values().stream().flatMap(warnings -> cut(warnings).stream()).toList();
  }

  private static List<Diagnostic> cut(List<Diagnostic> warnings) {
    List<Diagnostic> sorted = Declarations.inOrder(warnings);
    if (sorted.size() <= MOST) {
      return sorted;
    }
    List<Diagnostic> first = new ArrayList<>(sorted.subList(0, MOST));
    Diagnostic next = sorted.get(MOST);
    first.add(
        new Diagnostic(
            next.rule(),
            next.severity(),
            next.at(),
            sorted.size() - MOST + " more warnings of such entries are not listed",
            "Mend the first ones, look again."));
    return first;
  }
}
