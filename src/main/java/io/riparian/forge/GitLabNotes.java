package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GitLabAnswers.Note;
import io.riparian.forge.GitLabAnswers.User;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What we say on a merge request. Nothing of what it quotes is taken for an order to GitLab. */
final class GitLabNotes extends OwnComment<Note> {
  private static final TypeReference<List<Note>> NOTES = new TypeReference<>() {};
  private static final TypeReference<User> USER = new TypeReference<>() {};

  /** {@code /merge}, {@code /approve}: GitLab does it, in the name of whoever wrote it. */
  private static final Pattern ORDER =
      Pattern.compile("^([^\\S\\n]*)/(?=\\r*\\p{Alpha})", Pattern.MULTILINE | Pattern.UNIX_LINES);

  private final GitLabCalls calls;
  private volatile @Nullable User us;

  GitLabNotes(GitLabCalls calls) {
    this.calls = calls;
  }

  @Override
  List<Note> all(long number) {
    return calls.list(
        calls.ofProject("GET", path(number)),
        NOTES,
        (api, as) -> api.notes(as, calls.project(), number, ForgeCalls.PAGE));
  }

  @Override
  Optional<String> body(Note note) {
    return note.body();
  }

  @Override
  boolean isOurs(Note note) {
    return note.author().filter(by -> by.id() == us().id()).isPresent();
  }

  @Override
  String written(MarkedText text) {
    return ORDER.matcher(text.text()).replaceAll("$1\\\\/");
  }

  private User us() {
    @Nullable User known = us;
    if (known == null) {
      known = calls.read(calls.call("GET", "/user"), USER, GitLabApi::user);
      us = known;
    }
    return known;
  }

  @Override
  void replace(long number, Note before, String text) {
    calls.expect(
        calls.ofProject("PUT", path(number) + "/" + before.id()),
        (api, as) ->
            api.editNote(as, calls.project(), number, before.id(), new GitLabApi.Text(text)));
  }

  @Override
  void add(long number, String text) {
    calls.expect(
        calls.ofProject("POST", path(number)),
        (api, as) -> api.note(as, calls.project(), number, new GitLabApi.Text(text)));
  }

  private static String path(long number) {
    return "/merge_requests/" + number + "/notes";
  }
}
