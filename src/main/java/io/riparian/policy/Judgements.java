package io.riparian.policy;

import io.riparian.model.ConnectorId;
import io.riparian.model.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the guard rails found in each connector by itself. The next judgement need not look again at
 * a connector that is declared as before, on the same cluster, with the same grant, under the same
 * policy.
 */
public final class Judgements {
  private final Policy policy;
  private final OwnRules own;
  private final Map<ConnectorId, Judgement> all = new HashMap<>();

  private record Judgement(Subject subject, List<Finding> findings) {}

  Judgements(Policy policy, OwnRules own) {
    this.policy = policy;
    this.own = own;
  }

  /** Nothing was judged yet. */
  public static Judgements none() {
    return new Judgements(Policy.DEFAULT, OwnRules.NONE);
  }

  Optional<List<Finding>> of(Subject subject, Policy under) {
    return Optional.ofNullable(all.get(subject.connector().id()))
        .filter(then -> policy.equals(under) && then.subject().equals(subject))
        .map(Judgement::findings);
  }

  /** Compiled anew only when they are not those of the judgement before. */
  OwnRules ownRules(Policy under) {
    return policy.own().equals(under.own()) ? own : OwnRules.of(under);
  }

  void keep(Subject subject, List<Finding> findings) {
    all.put(subject.connector().id(), new Judgement(subject, List.copyOf(findings)));
  }
}
