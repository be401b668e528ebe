package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
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
   * @return empty when nobody can be named for the head: GitHub keeps it from us, or does not tell
   *     it yet. A fork whose activity it keeps from us is believed to be pushed to by its owner
   *     alone as long as the maintainers of its base may not.
   */
  Optional<List<Activity>> pushes(Pull pull, Set<String> commits) {
    String head = pull.head().sha();
    List<Activity> pushes =
        pull.head().repo().map(from -> in(from, pull, commits)).orElse(List.of());
    boolean told = pushes.stream().anyMatch(push -> push.after().equals(head));
    boolean closed = pull.isFromFork() && pull.maintainerCanModify().equals(Optional.of(false));
    return told || closed ? Optional.of(pushes) : Optional.empty();
  }

  private List<Activity> in(Repository repository, Pull pull, Set<String> commits) {
    String ref = "refs/heads/" + pull.head().ref();
    List<Activity> pushes = of(repository, ref, commits);
    // The branch may be gone since the merge, and what was done to it be told among all else.
    return pushes.isEmpty() ? newest(repository, ref, commits) : pushes;
  }

  private List<Activity> of(Repository repository, String ref, Set<String> commits) {
    ForgeCall call = call(repository);
    ForgeAnswer first = ask(call, repository, ref);
    return first.isHidden()
        ? List.of()
        : GitHubPushes.of(
            calls.list(first, call, ACTIVITIES, done -> GitHubPushes.isWhole(done, commits)),
            commits);
  }

  /** As far as the newest page tells. */
  private List<Activity> newest(Repository repository, String ref, Set<String> commits) {
    ForgeCall call = call(repository);
    ForgeAnswer first = ask(call, repository, null);
    return first.isHidden()
        ? List.of()
        : GitHubPushes.of(
            calls.list(first, call, ACTIVITIES, enough -> true).stream()
                .filter(each -> each.ref().equals(ref))
                .toList(),
            commits);
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
