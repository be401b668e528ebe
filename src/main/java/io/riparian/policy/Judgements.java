package io.riparian.policy;

import io.riparian.model.ConnectorId;
import io.riparian.model.Policy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the guard rails found in each connector by itself. The next judgement need not look again at
 * a connector that is declared as before, on the same cluster, with the same grant, under the same
 * policy.
 */
public final class Judgements {
  private final Policy policy;
  private final OwnRules own;
  private final RestApis restApis;
  private final Map<ConnectorId, Judgement> all = new HashMap<>();

  Judgements(Policy policy, OwnRules own, RestApis restApis) {
    this.policy = policy;
    this.own = own;
    this.restApis = restApis;
  }

  /** Nothing was judged yet. */
  public static Judgements none() {
    return new Judgements(Policy.DEFAULT, OwnRules.NONE, new RestApis(Set.of()));
  }

  /** The same as far as they count under a policy: under another one, none of them does. */
  Judgements under(Policy now) {
    return policy.equals(now) ? this : new Judgements(now, own, restApis);
  }

  Optional<Judgement> of(Subject subject) {
    return Optional.ofNullable(all.get(subject.connector().id()))
        .filter(then -> then.subject().equals(subject));
  }

  /** Compiled anew only when they are not those of the judgement before. */
  OwnRules ownRules(Policy under) {
    return policy.own().equals(under.own()) ? own : OwnRules.of(under);
  }

  /** The same object as long as they are the same, because every subject is compared with it. */
  RestApis restApis(RestApis now) {
    return now.equals(restApis) ? restApis : now;
  }

  void keep(Judgement judgement) {
    all.put(judgement.subject().connector().id(), judgement);
  }
}
