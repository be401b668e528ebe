package io.riparian.ownership.approval;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A request to change the repository, and what people said of it.
 *
 * @param head the commit that was asked for in the end
 * @param author who opened it
 * @param committers who wrote or committed any of it
 * @param reviews oldest first
 */
public record Request(
    String head, String author, Collection<String> committers, List<Review> reviews) {
  public Request {
    committers = List.copyOf(committers);
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
    Map<String, Review> newest = new HashMap<>();
    reviews.stream()
        .filter(review -> review.state() != Review.State.COMMENTED)
        .forEach(review -> newest.put(review.by().name(), review));
    Set<String> involved =
        committers.stream().map(Request::folded).collect(Collectors.toCollection(TreeSet::new));
    involved.add(folded(author));
    return newest.values().stream()
        .filter(review -> review.state() == Review.State.APPROVED)
        .filter(review -> review.commit().equals(head))
        .map(Review::by)
        .filter(by -> !involved.contains(by.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
