package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.GitHubAnswers.Event;
import io.riparian.forge.GitHubAnswers.Said;
import io.riparian.forge.GitHubAnswers.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was said of a pull request. GitHub may keep approvals when the base changes; here they are
 * taken back then.
 */
final class GitHubReviews {
  /**
   * By somebody, or by GitHub itself when the base was merged and deleted; or the branch itself was
   * put back, so that a request shows more than those saw who approved it.
   */
  private static final Set<String> BASE_CHANGES =
      Set.of("base_ref_changed", "automatic_base_change_succeeded", "base_ref_force_pushed");

  private static final TypeReference<List<Said>> REVIEWS = new TypeReference<>() {};
  private static final TypeReference<List<Event>> EVENTS = new TypeReference<>() {};

  private final GitHubCalls calls;
  private final String owner;
  private final String repo;
  private final String path;

  GitHubReviews(GitHubCalls calls, ForgeRepository repository) {
    this.calls = calls;
    this.owner = repository.owner();
    this.repo = repository.name();
    this.path = "/repos/" + repository.path();
  }

  /** Oldest first. */
  List<Review> of(ChangeRequest request) {
    List<DatedReview> said = said(request.number());
    // Asked for after the reviews: no base changes in between.
    Optional<Instant> changed =
        DatedReview.isApproved(said, request.head())
            ? baseChanged(request.number())
            : Optional.empty();
    return DatedReview.reviews(said, changed);
  }

  private List<DatedReview> said(long number) {
    List<DatedReview> said = new ArrayList<>();
    for (Said each :
        calls.list(
            calls.call("GET", path + "/pulls/" + number + "/reviews"),
            REVIEWS,
            (asked, as) -> asked.reviews(as, owner, repo, number, ForgeCalls.PAGE))) {
      Optional<Account> by = each.user().flatMap(User::account);
      Optional<Review.State> state = state(each.state());
      if (by.isPresent() && state.isPresent()) {
        said.add(
            new DatedReview(
                new Review(by.orElseThrow(), state.orElseThrow(), each.commitId().orElse("")),
                each.submittedAt()));
      }
    }
    return said;
  }

  private static Optional<Review.State> state(String state) {
    return switch (state) {
      case "APPROVED" -> Optional.of(Review.State.APPROVED);
      case "CHANGES_REQUESTED" -> Optional.of(Review.State.CHANGES_REQUESTED);
      case "COMMENTED" -> Optional.of(Review.State.COMMENTED);
      case "DISMISSED" -> Optional.of(Review.State.DISMISSED);
      // Begun and not said yet: only its writer sees it.
      case "PENDING" -> Optional.empty();
      default ->
          throw new ForgeFailure(Kind.BAD_ANSWER, "a review is in a state that is not known");
    };
  }

  /** When it did last; empty for never. */
  private Optional<Instant> baseChanged(long number) {
    return calls
        .list(
            calls.call("GET", path + "/issues/" + number + "/events"),
            EVENTS,
            (asked, as) -> asked.events(as, owner, repo, number, ForgeCalls.PAGE))
        .stream()
        .filter(event -> BASE_CHANGES.contains(event.event()))
        .map(Event::createdAt)
        .max(Comparator.naturalOrder());
  }
}
