package io.riparian.ownership.approval;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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

  /** What somebody's newest word is worth. */
  public enum Weight {
    /** A yes to exactly the head, by somebody who has no part in it. */
    AGREED,
    /** A no. */
    REFUSED,
    /** A yes to another commit than the head. */
    OLDER_HEAD,
    /** A yes by somebody who wrote or committed some of it. */
    INVOLVED,
    /** A word that was taken back. */
    WITHDRAWN
  }

  /**
   * Those whose newest word is yes, to exactly the head, and who have no part in it. There is no
   * exception for an author who is an owner.
   */
  public Set<Approver> approvers() {
    return weighed().entrySet().stream()
        .filter(word -> word.getValue() == Weight.AGREED)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What everybody's newest word is worth; a comment is none. */
  public SortedMap<Approver, Weight> weighed() {
    Map<String, Review> newest = new LinkedHashMap<>();
    reviews.stream()
        .filter(review -> review.state() != Review.State.COMMENTED)
        .forEach(review -> newest.put(review.by().person(), review));
    SortedMap<Approver, Weight> weighed = new TreeMap<>();
    newest.values().forEach(review -> weighed.put(review.by(), weight(review)));
    return weighed;
  }

  private Weight weight(Review review) {
    return switch (review.state()) {
      case APPROVED ->
          isInvolved(review.by())
              ? Weight.INVOLVED
              : review.commit().equals(head) ? Weight.AGREED : Weight.OLDER_HEAD;
      case CHANGES_REQUESTED -> Weight.REFUSED;
      case DISMISSED -> Weight.WITHDRAWN;
      case COMMENTED -> throw new IllegalStateException("a comment has no weight");
    };
  }

  /** Whether somebody cannot agree to it, having a part in it. */
  private boolean isInvolved(Approver by) {
    return involved.stream().anyMatch(by::isSame);
  }
}
