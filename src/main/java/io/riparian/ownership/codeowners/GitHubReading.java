package io.riparian.ownership.codeowners;

import static io.riparian.ownership.codeowners.CodeOwnersRule.OWNER;
import static io.riparian.ownership.codeowners.CodeOwnersRule.PATTERN;
import static io.riparian.ownership.codeowners.CodeOwnersRule.PATTERN_LIKE_OWNER;
import static io.riparian.ownership.codeowners.CodeOwnersRule.TAKES_OWNERS_AWAY;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an ownership file in GitHub's dialect, more strictly than GitHub, which skips what it does
 * not understand. A line is a pattern, owners, and perhaps a comment.
 */
final class GitHubReading {
  private static final Pattern LOGIN = Pattern.compile("@[A-Za-z0-9][A-Za-z0-9_-]*");
  private static final Pattern TEAM =
      Pattern.compile("@[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private final String path;
  private final List<Diagnostic> diagnostics;
  private final List<Rule> rules = new ArrayList<>();

  GitHubReading(String path, List<Diagnostic> diagnostics) {
    this.path = path;
    this.diagnostics = diagnostics;
  }

  List<Section> read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      read(i + 1, lines.get(i));
    }
    return List.of(new Section("", rules));
  }

  private void read(int number, String line) {
    List<Word> words = Word.of(line);
    if (words.isEmpty() || words.get(0).text().startsWith("#")) {
      return;
    }
    Word pattern = words.get(0);
    Optional<PathPattern> paths = pattern(number, pattern);
    List<Owner> owners = new ArrayList<>();
    boolean understood = true;
    for (Word word : words.subList(1, words.size())) {
      if (word.text().startsWith("#")) {
        break;
      }
      Optional<Owner> owner = owner(word.text());
      owner.ifPresentOrElse(owners::add, () -> unknownOwner(number, word));
      understood &= owner.isPresent();
    }
    if (paths.isEmpty() || !understood) {
      return;
    }
    Location at = new Location(path, number, pattern.column());
    if (pattern.text().startsWith("@")) {
      diagnostics.add(
          PATTERN_LIKE_OWNER.at(
              at,
              "the pattern `" + pattern.text() + "` looks like an owner",
              "A line begins with a pattern; put one in front."));
    }
    if (owners.isEmpty()) {
      diagnostics.add(
          TAKES_OWNERS_AWAY.at(
              at,
              "`" + pattern.text() + "` names nobody, so that only the platform's owners can agree",
              "Name its owners, or take the line out."));
    }
    rules.add(
        new Rule(number, pattern.column(), pattern.text(), paths.get(), owners, false, false, 0));
  }

  /** The owner of this spelling, if it is one. */
  static Optional<Owner> owner(String text) {
    if (text.length() > Owner.LONGEST) {
      return Optional.empty();
    }
    if (LOGIN.matcher(text).matches()) {
      return Optional.of(new Owner(text, Owner.Kind.USER));
    }
    if (TEAM.matcher(text).matches()) {
      return Optional.of(new Owner(text, Owner.Kind.TEAM));
    }
    return EMAIL.matcher(text).matches()
        ? Optional.of(new Owner(text, Owner.Kind.EMAIL))
        : Optional.empty();
  }

  private void unknownOwner(int number, Word word) {
    diagnostics.add(
        OWNER.at(
            new Location(path, number, word.column()),
            "`" + word.text() + "` is no owner",
            "Write @login, @organisation/team or a mail address, each after a blank."));
  }

  private Optional<PathPattern> pattern(int number, Word word) {
    GitHubPattern text = new GitHubPattern(word.text());
    text.problem()
        .ifPresent(
            problem ->
                diagnostics.add(
                    PATTERN.at(
                        new Location(path, number, word.column() + problem.offset()),
                        "the pattern `" + word.text() + "` " + problem.what(),
                        problem.hint())));
    return text.isRefused() ? Optional.empty() : Optional.of(text.pattern());
  }
}
