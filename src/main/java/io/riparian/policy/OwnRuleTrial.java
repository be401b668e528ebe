package io.riparian.policy;

import io.riparian.model.AutoRestart;
import io.riparian.model.ChangeWindows;
import io.riparian.model.Cluster;
import io.riparian.model.ClusterRails;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import io.riparian.model.GrantRails;
import io.riparian.model.Location;
import io.riparian.model.OnRemoval;
import io.riparian.model.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An own rule and its cases, judged by what judges connectors.
 *
 * @param mistake why the rule cannot be used at all; no case passes then
 */
public record OwnRuleTrial(Policy.OwnRule rule, Optional<Diagnostic> mistake, List<Tried> cases) {
  public OwnRuleTrial {
    cases = List.copyOf(cases);
  }

  /**
   * A case, and what came of it.
   *
   * @param wrong why it is not as it should be; empty text when it is
   */
  public record Tried(Policy.Case one, String wrong) {
    public boolean isGood() {
      return wrong.isEmpty();
    }
  }

  public boolean isGood() {
    return mistake.isEmpty() && cases.stream().allMatch(Tried::isGood);
  }

  /**
   * Tries every own rule.
   *
   * @param clusters those that are declared; a case may name another, which then lists the team of
   *     the case and nobody else
   */
  public static List<OwnRuleTrial> of(Policy policy, Map<String, Cluster> clusters) {
    return policy.own().stream().map(rule -> of(rule, clusters)).toList();
  }

  private static OwnRuleTrial of(Policy.OwnRule said, Map<String, Cluster> clusters) {
    OwnRule rule = OwnRule.of(said);
    return new OwnRuleTrial(
        said,
        rule.mistake(),
        said.cases().stream()
            .map(one -> new Tried(one, wrong(one, rule.over(subject(one, clusters)))))
            .toList());
  }

  private static String wrong(Policy.Case one, Verdict verdict) {
    if (!verdict.isDecided()) {
      return "it cannot be decided: " + verdict.why();
    }
    boolean passes = verdict == Verdict.HOLDS;
    return passes == one.passes()
        ? ""
        : passes ? "the rule lets it through" : "the rule does not let it through";
  }

  private static Subject subject(Policy.Case one, Map<String, Cluster> clusters) {
    Cluster known = clusters.get(one.cluster());
    return new Subject(
        new DeclaredConnector(
            new ConnectorId(one.cluster(), one.name()),
            one.team(),
            one.at(),
            one.config(),
            DeclaredState.RUNNING,
            false,
            OnRemoval.DELETE,
            AutoRestart.OFF,
            "",
            ""),
        known == null ? cluster(one) : known,
        new Grant(
            one.team(),
            one.at(),
            List.of(),
            List.of(),
            Set.of(one.name()),
            Set.of(one.cluster()),
            GrantRails.NONE,
            Map.<String, Location>of()));
  }

  private static Cluster cluster(Policy.Case one) {
    return new Cluster(
        one.cluster(),
        one.at(),
        List.of(),
        "",
        "",
        Set.of(one.team()),
        Cluster.Mode.OBSERVE,
        Cluster.Deletion.FORBID,
        Cluster.Unmanaged.IGNORE,
        Cluster.Marks.LEDGER,
        Cluster.Drift.REPORT,
        Map.of(),
        ConnectorConfig.of(Map.of()),
        ChangeWindows.NONE,
        ClusterRails.NONE);
  }
}
