package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GitLabAnswers.Note;
import io.riparian.forge.GitLabAnswers.User;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What we say on a merge request. A note is ours when it bears our mark and we wrote it: anybody
 * can write the mark. Nothing of what it quotes is taken for an order to GitLab.
 */
final class GitLabNotes {
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

  /** In place of what we said before; nothing is sent when it is the same. */
  void say(long number, MarkedText marked) {
    String text = withoutOrders(marked.text());
    calls
        .list(
            calls.ofProject("GET", path(number)),
            NOTES,
            (api, as) -> api.notes(as, calls.project(), number, ForgeCalls.PAGE))
        .stream()
        .filter(note -> marked.marks(note.body().orElse("")))
        .filter(note -> note.author().filter(by -> by.id() == us().id()).isPresent())
        .findFirst()
        .ifPresentOrElse(before -> replace(number, before, text), () -> add(number, text));
  }

  private static String withoutOrders(String markdown) {
    return ORDER.matcher(markdown).replaceAll("$1\\\\/");
  }

  private User us() {
    @Nullable User known = us;
    if (known == null) {
      known = calls.read(calls.call("GET", "/user"), USER, GitLabApi::user);
      us = known;
    }
    return known;
  }

  private void replace(long number, Note before, String text) {
    if (!MarkedText.isSame(before.body().orElse(""), text)) {
      calls.expect(
          calls.ofProject("PUT", path(number) + "/" + before.id()),
          (api, as) ->
              api.editNote(as, calls.project(), number, before.id(), new GitLabApi.Text(text)));
    }
  }

  private void add(long number, String text) {
    calls.expect(
        calls.ofProject("POST", path(number)),
        (api, as) -> api.note(as, calls.project(), number, new GitLabApi.Text(text)));
  }

  private static String path(long number) {
    return "/merge_requests/" + number + "/notes";
  }
}
