package io.riparian.ownership.approval;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A request to change the repository, and what people said of it.
 *
 * @param head the commit that was asked for in the end
 * @param involved who opened it, and who wrote, committed or pushed any of it
 * @param reviews oldest first
 */
public record Request(String head, Collection<Approver> involved, List<Review> reviews) {
  public Request {
    involved = List.copyOf(involved);
    reviews = List.copyOf(reviews);
  }

  /** What somebody said of a request. */
  public record Review(Approver by, State state, String commit) {

    /** What it came to. */
    public enum State {
      APPROVED,
      CHANGES_REQUESTED,
      /** Says neither yes nor no. */
      COMMENTED,
      /** Taken back, by whomever; what the person said before stays covered. */
      DISMISSED
    }
  }

  /**
   * Those whose newest word is yes, to exactly the head, and who have no part in it. There is no
   * exception for an author who is an owner.
   */
  public Set<Approver> approvers() {
    return newest().stream()
        .filter(review -> review.state() == Review.State.APPROVED)
        .filter(review -> review.commit().equals(head))
        .map(Review::by)
        .filter(by -> !isInvolved(by))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The newest word of each person who said yes or no. */
  public Collection<Review> newest() {
    Map<String, Review> newest = new LinkedHashMap<>();
    reviews.stream()
        .filter(review -> review.state() != Review.State.COMMENTED)
        .forEach(review -> newest.put(review.by().person(), review));
    return newest.values();
  }

  /** Whether somebody cannot agree to it, having a part in it. */
  public boolean isInvolved(Approver by) {
    return involved.stream().anyMatch(by::isSame);
  }
}
