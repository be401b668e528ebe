package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.GitHubAnswers.Activity;
import io.riparian.forge.GitHubAnswers.Pull;
import io.riparian.forge.GitHubAnswers.Repository;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who pushed what pull requests ask for, told from what was done in the repository they are in. */
final class GitHubActivity {
  private static final TypeReference<List<Activity>> ACTIVITIES = new TypeReference<>() {};

  private final GitHubCalls calls;

  GitHubActivity(GitHubCalls calls) {
    this.calls = calls;
  }

  /**
   * The pushes that brought these commits, newest first.
   *
   * @return empty when nobody can be named for the head: GitHub does not tell it yet, or it came
   *     from a fork that is gone or hidden from us
   * @throws ForgeFailure {@code UNRELIABLE} when it hides from us what is done in our repository
   */
  Optional<List<Activity>> pushes(Pull pull, Set<String> commits) {
    return pull.head()
        .repo()
        .flatMap(from -> in(from, pull, commits))
        .filter(pushes -> pushes.stream().anyMatch(push -> push.after().equals(pull.head().sha())));
  }

  private Optional<List<Activity>> in(Repository repository, Pull pull, Set<String> commits) {
    String ref = "refs/heads/" + pull.head().ref();
    Optional<List<Activity>> pushes = pushes(repository, ref, ref, commits);
    if (pushes.isEmpty() && !pull.isFromFork()) {
      throw new ForgeFailure(
          Kind.UNRELIABLE,
          "who pushed to %s is hidden from us: the token has to read its contents, and a server of one's own to be 3.9 or later"
              .formatted(repository.fullName()));
    }
    // The branch may be gone since the merge, and what was done to it be told among all else.
    return pushes.filter(List::isEmpty).isPresent()
        ? pushes(repository, null, ref, commits)
        : pushes;
  }

  /**
   * @param asked what GitHub is to tell of; null for all
   * @return empty when it is hidden from us
   */
  private Optional<List<Activity>> pushes(
      Repository repository, @Nullable String asked, String ref, Set<String> commits) {
    ForgeCall call = call(repository);
    ForgeAnswer first = ask(call, repository, asked);
    if (first.isHidden()) {
      return Optional.empty();
    }
    List<Activity> done =
        calls.list(first, call, ACTIVITIES, told -> GitHubPushes.isWhole(to(ref, told), commits));
    return Optional.of(GitHubPushes.of(to(ref, done), commits));
  }

  private static List<Activity> to(String ref, List<Activity> done) {
    return done.stream().filter(each -> each.ref().equals(ref)).toList();
  }

  private ForgeCall call(Repository repository) {
    return calls.call("GET", "/repos/" + repository.fullName() + "/activity");
  }

  private ForgeAnswer ask(ForgeCall call, Repository repository, @Nullable String ref) {
    return calls.send(
        call,
        (asked, as) ->
            asked.activity(as, repository.owner(), repository.name(), ref, ForgeCalls.PAGE));
  }
}
