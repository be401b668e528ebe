package io.riparian.reconcile;

import io.riparian.forge.Account;
import io.riparian.forge.ChangeRequest;
import io.riparian.forge.Review;
import io.riparian.forge.Reviews;
import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.Evidence.Doubt;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose agreement to a request counts. A program's never does, nor that of an account which took a
 * name over; and where it is unknown who made a commit, nobody's does, because it may have been
 * them.
 */
final class Endorsements {
  private final RequestBook book;
  private final Acquaintances acquaintances;

  Endorsements(RequestBook book, Acquaintances acquaintances) {
    this.book = book;
    this.acquaintances = acquaintances;
  }

  /**
   * What people's word on a request is worth.
   *
   * @param doubt why that of some of them is worth nothing
   */
  record Endorsement(Request request, Set<Approver> approvers, Optional<Doubt> doubt) {}

  /**
   * @throws io.riparian.forge.ForgeFailure when the forge does not tell
   */
  Endorsement of(ChangeRequest request) {
    Reviews reviews = book.reviews(request);
    Request asked = new Request(request.head(), involved(request, reviews), said(reviews));
    Set<Approver> approvers = new TreeSet<>();
    Optional<Doubt> doubt = Optional.empty();
    for (Approver approver : asked.approvers()) {
      if (acquaintances.isThe(approver)) {
        approvers.add(approver);
      } else {
        doubt =
            Optional.of(
                new Doubt(
                    HoldReason.ACCOUNT_CHANGED,
                    approver + " is not the account that was seen under this name before"));
      }
    }
    if (!reviews.strangers().isEmpty()) {
      approvers.clear();
      doubt =
          Optional.of(
              new Doubt(
                  HoldReason.CONTRIBUTOR_UNKNOWN,
                  reviews.strangers().get(0) + " in #" + request.number()));
    }
    return new Endorsement(asked, approvers, doubt);
  }

  private static List<Approver> involved(ChangeRequest request, Reviews reviews) {
    List<Approver> involved = new ArrayList<>();
    involved.add(approver(request.author()));
    reviews.contributors().forEach(account -> involved.add(approver(account)));
    return involved;
  }

  private static List<Request.Review> said(Reviews reviews) {
    return reviews.said().stream()
        .filter(review -> !review.by().bot())
        .map(
            review ->
                new Request.Review(approver(review.by()), state(review.state()), review.commit()))
        .toList();
  }

  private static Approver approver(Account account) {
    return new Approver("@" + account.login(), account.id());
  }

  private static Request.Review.State state(Review.State state) {
    return switch (state) {
      case APPROVED -> Request.Review.State.APPROVED;
      case CHANGES_REQUESTED -> Request.Review.State.CHANGES_REQUESTED;
      case COMMENTED -> Request.Review.State.COMMENTED;
      case DISMISSED -> Request.Review.State.DISMISSED;
    };
  }
}
