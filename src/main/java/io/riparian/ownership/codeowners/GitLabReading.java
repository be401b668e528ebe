package io.riparian.ownership.codeowners;

import static io.riparian.ownership.codeowners.CodeOwnersRule.CONTRADICTION;
import static io.riparian.ownership.codeowners.CodeOwnersRule.DIALECT_TRAP;
import static io.riparian.ownership.codeowners.CodeOwnersRule.EXCLUDES_TEAM;
import static io.riparian.ownership.codeowners.CodeOwnersRule.OWNER;
import static io.riparian.ownership.codeowners.CodeOwnersRule.PATTERN;
import static io.riparian.ownership.codeowners.CodeOwnersRule.SECTION;
import static io.riparian.ownership.codeowners.CodeOwnersRule.WITHOUT_OWNER;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an ownership file in GitLab's dialect, with the meaning that GitLab's own source gives it,
 * and more strictly: GitLab passes over what it does not understand.
 */
final class GitLabReading {
  /** What stands before the first header. */
  private static final String FIRST_SECTION = "codeowners";

  private final String path;
  private final List<Diagnostic> diagnostics;

  /** By their names in lower case; each keeps the spelling it has first. */
  private final Map<String, SectionDraft> sections = new LinkedHashMap<>();

  private SectionHeader header = SectionHeader.NONE;
  private SectionDraft section = new SectionDraft(FIRST_SECTION);

  /** A section that is being read, its entries by what they match. */
  private record SectionDraft(String name, Map<String, Rule> entries) {
    SectionDraft(String name) {
      this(name, new LinkedHashMap<>());
    }
  }

  GitLabReading(String path, List<Diagnostic> diagnostics) {
    this.path = path;
    this.diagnostics = diagnostics;
    sections.put(FIRST_SECTION, section);
  }

  List<Section> read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      read(i + 1, lines.get(i));
    }
    return sections.values().stream()
        .map(draft -> new Section(draft.name(), List.copyOf(draft.entries().values())))
        .toList();
  }

  private void read(int number, String line) {
    String text = line.strip();
    int column = line.indexOf(text) + 1;
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    if (SectionHeader.isMeant(text)) {
      header(new Location(path, number, column), text);
    } else {
      entry(number, Word.of(line));
    }
  }

  private void header(Location at, String text) {
    Optional<SectionHeader> found = SectionHeader.of(text);
    if (found.isEmpty()) {
      diagnostics.add(
          SECTION.at(
              at,
              "a line that begins with `[` is a section's header, and this one has no `]`",
              "Write `[Name]`, `[Name][2]` or `^[Name]`, then perhaps owners."));
      return;
    }
    header = found.get();
    header
        .problems()
        .forEach(problem -> diagnostics.add(SECTION.at(at, problem, SectionHeader.HINT)));
    section =
        sections.computeIfAbsent(
            header.name().toLowerCase(Locale.ROOT), key -> new SectionDraft(header.name()));
  }

  private void entry(int number, List<Word> words) {
    Word first = words.get(0);
    boolean exclusion = first.text().startsWith("!");
    String pattern = exclusion ? first.text().substring(1) : first.text();
    Location at = new Location(path, number, first.column());
    List<Owner> owners = new ArrayList<>();
    for (Word word : words.subList(1, words.size())) {
      owners.addAll(GitLabOwners.in(word.text()));
      if (!GitLabOwners.isOwner(word.text())) {
        diagnostics.add(
            OWNER.at(
                new Location(path, number, word.column()),
                "`" + word.text() + "` is no owner; GitLab knows no comments at a line's end",
                "Write @user, @group, @@role or a mail address, each after a blank."));
      }
    }
    if (words.size() == 1) {
      owners.addAll(header.owners());
    }
    if (owners.isEmpty() && !exclusion && words.size() == 1) {
      diagnostics.add(
          WITHOUT_OWNER.at(
              at,
              "`" + pattern + "` has no owner, and its section names none",
              "Name owners behind it or behind its section's header. GitLab would approve of it by itself."));
    }
    Optional<PathPattern> paths = FnMatch.pattern(FnMatch.normalised(pattern));
    if (paths.isEmpty()) {
      diagnostics.add(
          PATTERN.at(
              at,
              "the pattern `" + pattern + "` holds a `[` without its `]`, or ends in a backslash",
              "Write `\\[` for the bracket itself."));
      return;
    }
    traps(at, pattern, exclusion);
    add(
        at,
        new Rule(
            number,
            first.column(),
            pattern,
            paths.get(),
            exclusion ? List.of() : owners,
            exclusion,
            header.optional(),
            header.approvals()));
  }

  private void add(Location at, Rule rule) {
    // GitLab keeps its entries by what they match, so that the later one takes the earlier's place.
    Rule before = section.entries().remove(FnMatch.normalised(rule.pattern()));
    if (before != null && before.exclusion() != rule.exclusion()) {
      diagnostics.add(
          CONTRADICTION.at(
              at,
              "`"
                  + rule.pattern()
                  + "` is a rule and an exclusion of one section, here and in line "
                  + before.line(),
              "Take one out."));
    }
    section.entries().put(FnMatch.normalised(rule.pattern()), rule);
  }

  private void traps(Location at, String pattern, boolean exclusion) {
    if (exclusion && isAboutTeams(pattern)) {
      diagnostics.add(
          EXCLUDES_TEAM.at(
              at,
              "an exclusion takes nothing under teams/ from its owners here, though it does in GitLab",
              "Give the path its own line with owners."));
    }
    if (pattern.length() > 2 && pattern.endsWith("/**")) {
      trap(at, pattern, "one level only, not all below", "Write `/` or `/**/*`.");
    } else if (!pattern.startsWith("/")
        && pattern.indexOf('/') >= 0
        && pattern.indexOf('/') < pattern.length() - 1) {
      trap(at, pattern, "any depth, not the repository's root alone", "Begin it with `/`.");
    }
  }

  private static boolean isAboutTeams(String pattern) {
    return pattern.startsWith("/teams/") || pattern.startsWith("teams/");
  }

  private void trap(Location at, String pattern, String meaning, String hint) {
    diagnostics.add(
        DIALECT_TRAP.at(
            at,
            "`"
                + pattern
                + "` is about "
                + meaning
                + " in GitLab's dialect, and otherwise in GitHub's",
            hint));
  }
}
