package io.riparian.repo;

import java.util.List;
import java.util.Optional;

/**
 * A commit of the branch itself, not of what was merged into it.
 *
 * @param parent the one before it on the branch
 * @param signer who signed it; empty when nobody did whose key is known
 * @param approvals what its message's {@code Riparian-Approves} trailers say; worth as much as the
 *     signature
 */
public record BranchCommit(
    String id, String parent, Optional<Signer> signer, List<String> approvals) {
  static final String TRAILER = "Riparian-Approves";

  /** The trailer of a commit's message that agrees to this tree of this unit. */
  public static String approval(String unit, String tree) {
    return TRAILER + ": " + agreement(unit, tree);
  }

  /** The same, as it stands among the {@link #approvals}. */
  public static String agreement(String unit, String tree) {
    return unit + " " + tree;
  }

  public BranchCommit {
    approvals = List.copyOf(approvals);
  }
}
