package io.riparian.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The platform's guard rails as {@code platform/policy.yaml} sets them: how strict each rule is and
 * where, who is excepted and until when, and rules of the platform's own.
 *
 * @param bounds how low and how high the value of a key may be on every cluster, by key; a
 *     cluster's own goes before
 * @param quota of the whole repository
 */
public record Policy(
    List<Strictness> rules,
    List<Waiver> exceptions,
    Map<String, Bound> bounds,
    Quota quota,
    List<OwnRule> own) {
  /** What holds where there is no such file. */
  public static final Policy DEFAULT =
      new Policy(List.of(), List.of(), Map.of(), Quota.UNLIMITED, List.of());

  public Policy {
    rules = List.copyOf(rules);
    exceptions = List.copyOf(exceptions);
    bounds = Map.copyOf(bounds);
    own = List.copyOf(own);
  }

  /**
   * How much one rule matters.
   *
   * @param at where it was written
   * @param severity empty when the rule is off
   * @param clusters where; everywhere when it is empty
   */
  public record Strictness(
      Location at, String rule, Optional<Severity> severity, Set<String> clusters) {
    public Strictness {
      clusters = Set.copyOf(clusters);
    }
  }

  /**
   * A connector that need not keep a rule for a while.
   *
   * @param at where it was written
   * @param keys the configuration keys it is for; all when it is empty
   * @param clusters where; everywhere when it is empty
   * @param owner who answers for it
   * @param until from then on it counts for nothing
   */
  public record Waiver(
      Location at,
      String rule,
      List<Glob> connectors,
      List<Glob> keys,
      Set<String> clusters,
      String owner,
      String reason,
      Instant until) {
    public Waiver {
      connectors = List.copyOf(connectors);
      keys = List.copyOf(keys);
      clusters = Set.copyOf(clusters);
    }
  }

  /**
   * A rule of the platform's own, in CEL.
   *
   * @param id begins with a word of the platform's own and ends in a number: {@code ACME-1}
   * @param expression what has to be true of every connector
   * @param message what is told where it is not
   * @param cases examples that the rule is tested with
   */
  public record OwnRule(
      Location at,
      String id,
      Severity severity,
      String expression,
      String message,
      String hint,
      Set<String> clusters,
      List<Case> cases) {
    public OwnRule {
      clusters = Set.copyOf(clusters);
      cases = List.copyOf(cases);
    }
  }

  /**
   * A connector, made up, and whether the rule lets it through.
   *
   * @param config what it is configured with, {@code connector.class} among it
   */
  public record Case(
      Location at,
      String name,
      String team,
      String cluster,
      ConnectorConfig config,
      boolean passes) {}
}
