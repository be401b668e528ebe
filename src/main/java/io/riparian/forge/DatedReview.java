package io.riparian.forge;

import io.riparian.forge.Review.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A review and its time. Whoever approves saw a head against a base, and the forge names the head
 * alone; the base was today's only if it did not change since.
 *
 * @param at empty when the forge does not tell
 */
record DatedReview(Review review, Optional<Instant> at) {

  /** Whether somebody's approval would count for a head, if the base did not change since. */
  static boolean isApproved(List<DatedReview> said, String head) {
    return said.stream()
        .map(DatedReview::review)
        .anyMatch(review -> review.state() == State.APPROVED && review.commit().equals(head));
  }

  /**
   * As they stand after the base changed: approvals that are not younger are taken back, and with
   * them those without a time. What was said against the request stays.
   *
   * @param changed when it did last; empty for never
   */
  static List<Review> reviews(List<DatedReview> said, Optional<Instant> changed) {
    return said.stream().map(dated -> changed.map(dated::after).orElse(dated.review())).toList();
  }

  private Review after(Instant changed) {
    return review.state() == State.APPROVED && !at.filter(changed::isBefore).isPresent()
        ? new Review(review.by(), State.DISMISSED, review.commit())
        : review;
  }
}
