package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GitHubAnswers.Comment;
import java.util.List;
import java.util.Optional;

/** What we say on a pull request. */
final class GitHubComments extends OwnComment<Comment> {
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

  @Override
  List<Comment> all(long number) {
    return calls.list(
        calls.call("GET", path + number + "/comments"),
        COMMENTS,
        (asked, as) -> asked.comments(as, owner, repo, number, ForgeCalls.PAGE));
  }

  @Override
  Optional<String> body(Comment comment) {
    return comment.body();
  }

  @Override
  boolean isOurs(Comment comment) {
    return comment.user().filter(calls.login()::isUs).isPresent();
  }

  @Override
  void replace(long number, Comment before, String text) {
    calls.expect(
        calls.call("PATCH", path + "comments/" + before.id()),
        (asked, as) -> asked.editComment(as, owner, repo, before.id(), new GitHubApi.Text(text)));
  }

  @Override
  void add(long number, String text) {
    calls.expect(
        calls.call("POST", path + number + "/comments"),
        (asked, as) -> asked.comment(as, owner, repo, number, new GitHubApi.Text(text)));
  }
}
