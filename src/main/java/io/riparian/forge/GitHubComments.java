package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GitHubAnswers.Comment;
import java.util.List;

/**
 * What we say on a pull request. A comment is ours when it bears our mark and we wrote it: anybody
 * can write the mark.
 */
final class GitHubComments {
  private static final TypeReference<List<Comment>> COMMENTS = new TypeReference<>() {};

  private final GitHubCalls calls;
  private final String owner;
  private final String repo;
  private final String path;

  GitHubComments(GitHubCalls calls, ForgeRepository repository) {
    this.calls = calls;
    this.owner = repository.owner();
    this.repo = repository.name();
    this.path = "/repos/" + repository.path() + "/issues/";
  }

  /** In place of what we said before; nothing is sent when it is the same. */
  void say(long number, MarkedText text) {
    calls
        .list(
            calls.call("GET", path + number + "/comments"),
            COMMENTS,
            (asked, as) -> asked.comments(as, owner, repo, number, ForgeCalls.PAGE))
        .stream()
        .filter(comment -> text.marks(comment.body().orElse("")))
        .filter(comment -> comment.user().filter(calls.login()::isUs).isPresent())
        .findFirst()
        .ifPresentOrElse(before -> replace(before, text), () -> add(number, text));
  }

  private void replace(Comment before, MarkedText text) {
    if (!text.isSaidBy(before.body().orElse(""))) {
      calls.expect(
          calls.call("PATCH", path + "comments/" + before.id()),
          (asked, as) ->
              asked.editComment(as, owner, repo, before.id(), new GitHubApi.Text(text.text())));
    }
  }

  private void add(long number, MarkedText text) {
    calls.expect(
        calls.call("POST", path + number + "/comments"),
        (asked, as) -> asked.comment(as, owner, repo, number, new GitHubApi.Text(text.text())));
  }
}
