package io.riparian.ownership;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All grants beside each other. A grant that contradicts another is in error as a whole, and so is
 * the other one: nobody guesses whose name it is.
 *
 * @param good the grants nothing is wrong with, by team and in the order of the teams
 * @param exactNames every name some grant lists exactly, in lower case, and the team it is listed
 *     for
 */
public record Grants(
    Map<String, Grant> good, Map<String, String> exactNames, List<Diagnostic> diagnostics) {

  public Grants {
    good = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(good)));
    exactNames = Map.copyOf(exactNames);
    diagnostics = List.copyOf(diagnostics);
  }

  public static Grants of(Declarations declarations) {
    return GrantComparison.compare(declarations);
  }

  /** The team's grant, when there is one and nothing is wrong with it. */
  public Optional<Grant> of(String team) {
    return Optional.ofNullable(good.get(team));
  }

  /**
   * Whether this name is the team's: listed exactly, or by prefix unless it is listed elsewhere.
   */
  public boolean covers(String team, String name) {
    Grant grant = good.get(team);
    if (grant == null) {
      return false;
    }
    if (grant.names().contains(name)) {
      return true;
    }
    return holderOf(name).orElse(team).equals(team)
        && grant.prefixes().stream().anyMatch(name::startsWith);
  }

  /** The team for which this name, in whatever case, is listed exactly. */
  public Optional<String> holderOf(String name) {
    return Optional.ofNullable(exactNames.get(fold(name)));
  }

  /** Names that differ only in case are one name here. */
  static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
