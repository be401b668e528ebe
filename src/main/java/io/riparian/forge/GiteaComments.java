package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GiteaAnswers.Comment;
import io.riparian.forge.GiteaAnswers.User;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What we say on a pull request. */
final class GiteaComments extends OwnComment<Comment> {
  private static final TypeReference<List<Comment>> COMMENTS = new TypeReference<>() {};
  private static final TypeReference<User> USER = new TypeReference<>() {};

  private final GiteaCalls calls;
  private final String owner;
  private final String repo;
  private final String path;
  private volatile @Nullable User us;

  GiteaComments(GiteaCalls calls, ForgeRepository repository) {
    this.calls = calls;
    this.owner = repository.owner();
    this.repo = repository.name();
    this.path = "/repos/" + repository.path() + "/issues/";
  }

  @Override
  List<Comment> all(long number) {
    return calls.read(
        calls.call("GET", path + number + "/comments"),
        COMMENTS,
        (asked, as) -> asked.comments(as, owner, repo, number));
  }

  @Override
  Optional<String> body(Comment comment) {
    return comment.body();
  }

  @Override
  boolean isOurs(Comment comment) {
    return comment.user().filter(by -> by.id() == us().id()).isPresent();
  }

  private User us() {
    @Nullable User known = us;
    if (known == null) {
      known = calls.read(calls.call("GET", "/user"), USER, GiteaApi::user);
      us = known;
    }
    return known;
  }

  @Override
  void replace(long number, Comment before, String text) {
    calls.expect(
        calls.call("PATCH", path + "comments/" + before.id()),
        (asked, as) -> asked.editComment(as, owner, repo, before.id(), new GiteaApi.Text(text)));
  }

  @Override
  void add(long number, String text) {
    calls.expect(
        calls.call("POST", path + number + "/comments"),
        (asked, as) -> asked.comment(as, owner, repo, number, new GiteaApi.Text(text)));
  }
}
