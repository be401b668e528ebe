package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GiteaAnswers.Comment;
import io.riparian.forge.GiteaAnswers.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we say on a pull request. A comment is ours when it bears our mark and we wrote it: anybody
 * can write the mark.
 */
final class GiteaComments {
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

  /** In place of what we said before; nothing is sent when it is the same. */
  void say(long number, MarkedText text) {
    calls
        .read(
            calls.call("GET", path + number + "/comments"),
            COMMENTS,
            (asked, as) -> asked.comments(as, owner, repo, number))
        .stream()
        .filter(comment -> text.marks(comment.body().orElse("")))
        .filter(comment -> comment.user().filter(by -> by.id() == us().id()).isPresent())
        .findFirst()
        .ifPresentOrElse(before -> replace(before, text), () -> add(number, text));
  }

  private User us() {
    @Nullable User known = us;
    if (known == null) {
      known = calls.read(calls.call("GET", "/user"), USER, GiteaApi::user);
      us = known;
    }
    return known;
  }

  private void replace(Comment before, MarkedText text) {
    if (!text.isSaidBy(before.body().orElse(""))) {
      calls.expect(
          calls.call("PATCH", path + "comments/" + before.id()),
          (asked, as) ->
              asked.editComment(as, owner, repo, before.id(), new GiteaApi.Text(text.text())));
    }
  }

  private void add(long number, MarkedText text) {
    calls.expect(
        calls.call("POST", path + number + "/comments"),
        (asked, as) -> asked.comment(as, owner, repo, number, new GiteaApi.Text(text.text())));
  }
}
