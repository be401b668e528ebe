package io.riparian.ownership.codeowners;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipCheckTest {
  private static final List<String> TREE =
      List.of(
          "CODEOWNERS",
          "README.md",
          "platform/clusters/shared.yaml",
          "teams/blue/connectors/a.yaml",
          "teams/blue/team.yaml",
          "teams/red/connectors/deep/b.yaml",
          "teams/red/team.yaml");

  private static List<String> check(Dialect dialect, String text, List<String> tree) {
    CodeOwners file = CodeOwners.parse(dialect, "CODEOWNERS", text);
    return OwnershipCheck.of(file, tree, Set.of("teams/blue/", "teams/red/")).stream()
        .map(OwnershipCheckTest::text)
        .toList();
  }

  private static List<String> gitHub(String text) {
    return check(Dialect.GITHUB, text, TREE);
  }

  private static String text(Diagnostic found) {
    return found.at() + " " + found.rule() + " " + found.message();
  }

  @Test
  void aFileThatGivesEveryTeamOwnersIsGood() {
    assertThat(gitHub("* @all\n/teams/red/ @red\n/teams/blue/ @blue\n")).isEmpty();
    assertThat(check(Dialect.GITLAB, "* @all\n[Red]\n/teams/red/ @red\n", TREE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/teams/red/, *, true",
    "/teams/red/, /teams/, true",
    "/teams/red/, /teams/*/, true",
    "/teams/red/, /teams/r*/, true",
    "/teams/red/, /teams/??d/, true",
    "/teams/red/, /teams/**, true",
    "/teams/red/, /teams/red, true",
    "/teams/red/*, /teams/red/, true",
    "team.yaml, team.yaml, true",
    "/teams/*/team.yaml, team.yaml, true",
    "*.yaml, *.y*, true",
    "/a*b*c/, /a*c/, true",
    "/teams/red/, /teams/red/*, false",
    "/teams/red/, /teams/red/connectors/, false",
    "/teams/, /teams/red/, false",
    "/teams/red, /teams/red/, false",
    "/teams/red/, /teams/r?/, false",
    "*.yaml, /teams/, false",
    "team.yaml, /teams/*/team.yaml, false",
    "/teams/*/x, /teams/?*/*/, false",
    "/a*/, /a?*/, false",
    "/xyyyyy*b/, /*y???b/, false",
    "**/red/, /*/red/, false"
  })
  void aLineNeverDecidesWhenALaterOneIsAboutAllOfItsPaths(
      String line, String later, boolean shadowed) {
    assertThat(pattern(later).covers(pattern(line))).isEqualTo(shadowed);
  }

  private static PathPattern pattern(String text) {
    return new GitHubPattern(text).pattern();
  }

  @Test
  void theLineThatTakesAnothersPlaceIsNamed() {
    assertThat(gitHub("/teams/red/ @red\n/README.md @docs\n  * @all\n"))
        .containsExactly(
            "CODEOWNERS:1:1 OWN-208 `/teams/red/` never decides: line 3, `*`, is about the same paths, and the last line counts",
            "CODEOWNERS:2:1 OWN-208 `/README.md` never decides: line 3, `*`, is about the same paths, and the last line counts");
  }

  @Test
  void linesOfOtherSectionsTakeNobodysPlace() {
    assertThat(check(Dialect.GITLAB, "/teams/red/ @red\n[All]\n* @all\n", TREE)).isEmpty();
    assertThat(
            check(
                Dialect.GITLAB,
                "/teams/red/ @red\n[All]\n* @all\n[codeowners]\n/teams/ @x\n",
                TREE))
        .singleElement()
        .asString()
        .startsWith("CODEOWNERS:1:1 OWN-208 `/teams/red/` never decides: line 5");
  }

  @Test
  void whatASetOfCharactersMatchesIsNotGuessed() {
    assertThat(check(Dialect.GITLAB, "* @all\n/README.md @a\n/[A-Z]*.md @b\n", TREE)).isEmpty();
  }

  @Test
  void aLineAboutNoFileIsTold() {
    assertThat(gitHub("* @all\n/teams/rde/ @red\n*.yml @x\n"))
        .containsExactly(
            "CODEOWNERS:2:1 OWN-215 `/teams/rde/` is about no file of the tree",
            "CODEOWNERS:3:1 OWN-215 `*.yml` is about no file of the tree");
    assertThat(check(Dialect.GITLAB, "* @all\n!*.bin\n!*.md\n", TREE))
        .containsExactly("CODEOWNERS:2:1 OWN-215 `*.bin` is about no file of the tree");
  }

  @Test
  void aDirectoryIsWrittenWithASlash() {
    assertThat(gitHub("* @all\n/teams/red @red\nteams/blue @blue\n/README.md @docs\n"))
        .containsExactly(
            "CODEOWNERS:2:1 OWN-210 `/teams/red` is a directory, and has no slash at its end",
            "CODEOWNERS:3:1 OWN-210 `teams/blue` is a directory, and has no slash at its end");
    assertThat(check(Dialect.GITLAB, "* @all\n/teams/red @red\n", TREE))
        .containsExactly(
            "CODEOWNERS:2:1 OWN-210 `/teams/red` is a directory, and has no slash at its end");
  }

  @Test
  void anotherOwnershipFileIsToldWhereItStands() {
    List<String> tree = new ArrayList<>(TREE);
    tree.addAll(List.of(".github/CODEOWNERS", "docs/CODEOWNERS", "teams/red/CODEOWNERS"));

    assertThat(check(Dialect.GITHUB, "* @all\n", tree))
        .containsExactly(
            ".github/CODEOWNERS OWN-211 nobody reads this ownership file here; the one in force is `CODEOWNERS`",
            "docs/CODEOWNERS OWN-211 nobody reads this ownership file here; the one in force is `CODEOWNERS`");
  }

  @Test
  void everyFileOfATeamHasOwnersThoseToComeToo() {
    assertThat(gitHub("/teams/blue/ @blue\n"))
        .containsExactly(
            "CODEOWNERS OWN-213 `teams/red/connectors/deep/b.yaml` (and 3 more) has no owners: no line names any who must agree");
    assertThat(gitHub("/teams/blue/ @blue\n/teams/red/ @red\n/teams/red/connectors/\n"))
        .containsExactly(
            "CODEOWNERS:3:1 OWN-213 `teams/red/connectors/deep/b.yaml` (and 1 more) has no owners: this line names nobody");
    assertThat(gitHub("/teams/blue/ @blue\nteam.yaml @red\n*.yaml @red\n"))
        .contains(
            "CODEOWNERS OWN-213 `teams/red/connectors/` (and 1 more) has no owners: no line names any who must agree");
  }

  @Test
  void ownersWhoNeedNotAgreeAreNoOwnersOfATeam() {
    assertThat(check(Dialect.GITLAB, "^[All]\n* @all\n", TREE))
        .extracting(text -> text.substring(0, 18))
        .containsExactly("CODEOWNERS OWN-213", "CODEOWNERS OWN-213");
    assertThat(check(Dialect.GITLAB, "* @all\n!/teams/red/\n", TREE)).isEmpty();
  }

  @Test
  void ofAFileWithAMistakeOnlyItsNeighbourIsTold() {
    List<String> tree = List.of("CODEOWNERS", "docs/CODEOWNERS");

    assertThat(check(Dialect.GITHUB, "/x/ @@\n/gone/ @a\n", tree))
        .singleElement()
        .asString()
        .startsWith("docs/CODEOWNERS OWN-211");
  }
}
