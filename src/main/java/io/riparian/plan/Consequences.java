package io.riparian.plan;

import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.policy.Acl;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What changes mean for those who decide on them: what to look at first, how far each reaches, and
 * what to ask the owners of Kafka for. They are worked out of configurations, and hold no value
 * that may be a secret.
 *
 * @param risks the gravest first
 * @param blasts one for each change, in their order
 * @param needs what connectors must be allowed on Kafka and are not yet, as far as is known
 */
public record Consequences(List<Risk> risks, List<Blast> blasts, List<Need> needs) {
  public static final Consequences NONE = new Consequences(List.of(), List.of(), List.of());

  public Consequences {
    risks = List.copyOf(risks);
    blasts = List.copyOf(blasts);
    needs = List.copyOf(needs);
  }

  /** What Kafka has to allow one connector besides what it allows already. */
  public record Need(ConnectorId id, List<Acl> acls) {
    public Need {
      acls = List.copyOf(acls);
    }
  }

  /**
   * @param inForce every connector that is declared now
   * @param proposed every connector that would be declared
   * @param lastOwners whose connectors of these names were that are gone
   */
  public static Consequences of(
      Collection<Change> changes,
      Collection<DeclaredConnector> inForce,
      Collection<DeclaredConnector> proposed,
      Map<ConnectorId, String> lastOwners) {
    return of(changes, new Neighbours(inForce, proposed, lastOwners, true));
  }

  /** The same where nobody looked at what runs, and nothing is remembered. */
  public static Consequences unseen(
      Collection<Change> changes,
      Collection<DeclaredConnector> inForce,
      Collection<DeclaredConnector> proposed) {
    return of(changes, new Neighbours(inForce, proposed, Map.of(), false));
  }

  private static Consequences of(Collection<Change> changes, Neighbours neighbours) {
    return new Consequences(
        Risks.of(changes, neighbours),
        changes.stream().map(change -> change.accept(new BlastRadius(neighbours))).toList(),
        Needs.of(changes, neighbours));
  }
}
