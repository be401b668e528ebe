package io.riparian.ownership.approval;

import java.util.Collection;
import java.util.List;

/**
 * A change of the repository that is to be judged.
 *
 * @param changes how its paths differ from the accepted trees
 * @param before every path of the accepted trees
 * @param after who would have to agree to what once it is accepted
 * @param concerns whom it concerns besides those who own its paths
 */
public record Proposal(
    List<PathChange> changes, Collection<String> before, Authority after, List<Concern> concerns) {
  public Proposal {
    changes = List.copyOf(changes);
    before = List.copyOf(before);
    concerns = List.copyOf(concerns);
  }

  /** It concerns nobody but those who own its paths. */
  public Proposal(List<PathChange> changes, Collection<String> before, Authority after) {
    this(changes, before, after, List.of());
  }
}
