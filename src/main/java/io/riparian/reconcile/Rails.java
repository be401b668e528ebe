package io.riparian.reconcile;

import io.riparian.manifest.KeyPlaces;
import io.riparian.manifest.ParsedFile;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.ownership.Accepted;
import io.riparian.policy.GuardRails;
import io.riparian.policy.Judgements;
import io.riparian.policy.PasswordKeys;
import io.riparian.policy.PolicyRule;
import io.riparian.policy.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The step after ownership: what it let through is held to the guard rails. A connector that breaks
 * one is refused like one that its team may not declare: what runs of it stays as it is.
 */
final class Rails {
  private static final String POLICY_FILE = "platform/policy.yaml";

  private Rails() {}

  /** What is let through, and what the next judgement need not look at again. */
  record Kept(Accepted accepted, Judgements judgements) {}

  /**
   * @param files those that were judged, for the places of keys
   * @param standing who was there before
   * @param passwords what classes take for passwords
   * @param before what the judgement before this one came to
   */
  static Kept keep(
      Accepted judged,
      Collection<ParsedFile> files,
      Instant now,
      Standing standing,
      PasswordKeys passwords,
      Judgements before) {
    Optional<Policy> policy = judged.declared().policy();
    if (policy.isEmpty()) {
      Diagnostic why = undecided();
      SortedMap<ConnectorId, List<Diagnostic>> all = new TreeMap<>();
      judged.connectors().keySet().forEach(id -> all.put(id, List.of(why)));
      return new Kept(without(judged, all, List.of(why)), before);
    }
    GuardRails rails =
        new GuardRails(policy.get(), now, new KeyPlaces(files)::of, standing, passwords);
    GuardRails.Judged found =
        rails.judge(
            judged.connectors(), judged.declared().clusters(), judged.declared().grants(), before);
    List<Diagnostic> told = new ArrayList<>(GuardRails.ofPolicy(policy.get(), now));
    told.addAll(FailureRuleFiles.check(judged.declared().failureRules()));
    told.addAll(found.ownRules());
    told.addAll(found.clusters());
    found.diagnostics().values().forEach(told::addAll);
    told.addAll(alsoWrong(judged, rails));
    return new Kept(
        without(judged, found.diagnostics(), told.stream().distinct().toList()),
        found.judgements());
  }

  /** What ownership refused is told all of its mistakes at once, and refused as it was. */
  private static List<Diagnostic> alsoWrong(Accepted judged, GuardRails rails) {
    if (judged.refused().isEmpty()) {
      return List.of();
    }
    Map<String, Cluster> clusters = judged.declared().clusters();
    Map<String, Grant> grants = judged.declared().grants();
    return rails.alone(
        judged.declared().connectors().stream()
            .filter(connector -> judged.refused().containsKey(connector.id()))
            .filter(connector -> !connector.equals(judged.connectors().get(connector.id())))
            .filter(connector -> clusters.containsKey(connector.id().cluster()))
            .filter(connector -> grants.containsKey(connector.team()))
            .toList(),
        clusters,
        grants);
  }

  private static Accepted without(
      Accepted judged, SortedMap<ConnectorId, List<Diagnostic>> found, List<Diagnostic> told) {
    SortedMap<ConnectorId, DeclaredConnector> connectors = new TreeMap<>(judged.connectors());
    SortedMap<ConnectorId, Diagnostic> refused = new TreeMap<>(judged.refused());
    found.forEach(
        (id, all) ->
            all.stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .ifPresent(
                    error -> {
                      connectors.remove(id);
                      refused.put(id, error);
                    }));
    List<Diagnostic> diagnostics = new ArrayList<>(judged.diagnostics());
    diagnostics.addAll(told);
    return new Accepted(
        judged.revision(), connectors, refused, judged.declared(), judged.grants(), diagnostics);
  }

  /** How strict the platform is cannot be told, so nothing is let through. */
  private static Diagnostic undecided() {
    return new Diagnostic(
        PolicyRule.UNDECIDED.id(),
        PolicyRule.UNDECIDED.severity(),
        Location.ofFile(POLICY_FILE),
        "the platform's policy cannot be read, so nothing new is let through",
        "The platform team mends it; until then every connector stays as it is.");
  }
}
