package io.riparian.policy;

import io.riparian.model.ConnectorId;
import io.riparian.model.Policy;
import java.util.ArrayList;
import java.util.List;
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
  private final List<Judgement> all;

  /**
   * @param all in the order of the connectors' ids
   */
  Judgements(Policy policy, OwnRules own, RestApis restApis, List<Judgement> all) {
    this.policy = policy;
    this.own = own;
    this.restApis = restApis;
    this.all = List.copyOf(all);
  }

  /** Nothing was judged yet. */
  public static Judgements none() {
    return new Judgements(Policy.DEFAULT, OwnRules.NONE, new RestApis(Set.of()), List.of());
  }

  /** The same as far as they count under a policy: under another one, none of them does. */
  Judgements under(Policy now) {
    return policy.equals(now) ? this : new Judgements(now, own, restApis, List.of());
  }

  /**
   * What was found then in each of these, unless it is not the same any more.
   *
   * @param subjects in the order of their ids, so that one walk along both finds them
   */
  List<Optional<Judgement>> of(List<Subject> subjects) {
    List<Optional<Judgement>> known = new ArrayList<>(subjects.size());
    int at = 0;
    for (Subject subject : subjects) {
      while (at < all.size() && id(all.get(at).subject()).compareTo(id(subject)) < 0) {
        at++;
      }
      known.add(
          at < all.size() && all.get(at).subject().equals(subject)
              ? Optional.of(all.get(at))
              : Optional.empty());
    }
    return known;
  }

  private static ConnectorId id(Subject subject) {
    return subject.connector().id();
  }

  /** Compiled anew only when they are not those of the judgement before. */
  OwnRules ownRules(Policy under) {
    return policy.own().equals(under.own()) ? own : OwnRules.of(under);
  }

  /** The same object as long as they are the same, because every subject is compared with it. */
  RestApis restApis(RestApis now) {
    return now.equals(restApis) ? restApis : now;
  }
}
