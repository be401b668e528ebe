package io.riparian.manifest;

import io.riparian.model.Cluster;
import io.riparian.model.Names;
import io.riparian.model.Team;
import io.riparian.model.Variable;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ${var:name}} stands for on one cluster for one team. A value is read once and not
 * expanded again; a second dollar sign in front makes it the literal text.
 */
record Variables(Cluster cluster, Team team) {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$(?<literal>\\$\\{var:)|\\$\\{var:(?<name>[A-Za-z0-9][A-Za-z0-9._-]*+)?(?<end>})?");

  /** Reports a name that could not be referred to. */
  static void checkName(Text name, Findings findings) {
    if (!Names.isConnectorName(name.value())) {
      findings.report(
          ManifestRule.BAD_NAME,
          name.at(),
          Findings.quote(name.value()) + " cannot be the name of a variable",
          "Use letters, digits, dot, underscore and hyphen, beginning with a letter or digit.");
    }
  }

  /** Whether every variable in this value can be read. */
  static boolean isWellFormed(String value) {
    if (!value.contains("${var:")) {
      return true;
    }
    Matcher reference = REFERENCE.matcher(value);
    while (reference.find()) {
      boolean complete = reference.group("name") != null && reference.group("end") != null;
      if (reference.group("literal") == null && !complete) {
        return false;
      }
    }
    return true;
  }

  /** How this very text is written in a file, where nothing of it is to be a variable. */
  static String literal(String text) {
    return text.replace("${var:", "$${var:");
  }

  /** The value with its variables replaced, as far as that goes. */
  Expansion expand(String value, int longest) {
    if (!value.contains("${var:")) {
      return new Expansion(value, Problem.NONE, "");
    }
    StringBuilder text = new StringBuilder();
    Matcher reference = REFERENCE.matcher(value);
    int from = 0;
    while (reference.find()) {
      text.append(value, from, reference.start());
      from = reference.end();
      if (reference.group("literal") != null) {
        text.append(reference.group("literal"));
        continue;
      }
      String name = String.valueOf(reference.group("name"));
      if (isContested(name)) {
        return new Expansion("", Problem.TWICE, name);
      }
      Optional<String> replacement = lookUp(name);
      if (replacement.isEmpty()) {
        return new Expansion("", Problem.UNKNOWN, name);
      }
      text.append(replacement.get());
      if (text.length() > longest) {
        return new Expansion("", Problem.TOO_LONG, name);
      }
    }
    return new Expansion(text.append(value.substring(from)).toString(), Problem.NONE, "");
  }

  private boolean isContested(String name) {
    Variable clusters = cluster.variables().get(name);
    return clusters != null && !clusters.overridable() && team.variables().containsKey(name);
  }

  private Optional<String> lookUp(String name) {
    return Optional.ofNullable(team.variables().get(name))
        .or(() -> Optional.ofNullable(cluster.variables().get(name)).map(Variable::value));
  }

  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(cluster.variables().keySet());
    names.addAll(team.variables().keySet());
    return Collections.unmodifiableSortedSet(names);
  }

  /** A value after expansion, or the variable that stopped it. */
  record Expansion(String text, Problem problem, String variable) {
    /** The text stays out: it may be a secret. */
    @Override
    public String toString() {
      return "Expansion[" + problem + " " + variable + "]";
    }
  }

  /** Why a value cannot be expanded. */
  enum Problem {
    NONE,
    /** Neither the cluster nor the team has it. */
    UNKNOWN,
    /** Both have it, and the cluster does not let a team override it. */
    TWICE,
    TOO_LONG
  }
}
