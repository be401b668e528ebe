package io.riparian.reconcile;

import io.riparian.manifest.KeyPlaces;
import io.riparian.manifest.ParsedFile;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.ownership.Accepted;
import io.riparian.policy.GuardRails;
import io.riparian.policy.PolicyRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  /**
   * @param files those that were judged, for the places of keys
   */
  static Accepted keep(Accepted judged, Collection<ParsedFile> files, Instant now) {
    Optional<Policy> policy = judged.declared().policy();
    SortedMap<ConnectorId, List<Diagnostic>> found =
        policy.isPresent()
            ? rails(policy.get(), files, now)
                .judge(
                    judged.connectors().values(),
                    judged.declared().clusters(),
                    judged.declared().grants())
            : undecided(judged);
    SortedMap<ConnectorId, DeclaredConnector> connectors = new TreeMap<>(judged.connectors());
    SortedMap<ConnectorId, Diagnostic> refused = new TreeMap<>(judged.refused());
    List<Diagnostic> diagnostics = new ArrayList<>(judged.diagnostics());
    policy.ifPresent(known -> diagnostics.addAll(GuardRails.ofPolicy(known, now)));
    found.forEach(
        (id, all) -> {
          if (policy.isPresent()) {
            diagnostics.addAll(all);
          }
          all.stream()
              .filter(Diagnostic::isError)
              .findFirst()
              .ifPresent(
                  error -> {
                    connectors.remove(id);
                    refused.put(id, error);
                  });
        });
    return new Accepted(
        judged.revision(), connectors, refused, judged.declared(), judged.grants(), diagnostics);
  }

  private static GuardRails rails(Policy policy, Collection<ParsedFile> files, Instant now) {
    return new GuardRails(policy, now, new KeyPlaces(files)::of);
  }

  /** How strict the platform is cannot be told, so nothing is let through. */
  private static SortedMap<ConnectorId, List<Diagnostic>> undecided(Accepted judged) {
    Diagnostic why =
        new Diagnostic(
            PolicyRule.UNDECIDED.id(),
            PolicyRule.UNDECIDED.severity(),
            Location.ofFile(POLICY_FILE),
            "the platform's policy cannot be read, so nothing new is let through",
            "The platform team mends it; until then every connector stays as it is.");
    SortedMap<ConnectorId, List<Diagnostic>> all = new TreeMap<>();
    judged.connectors().keySet().forEach(id -> all.put(id, List.of(why)));
    return all;
  }
}
