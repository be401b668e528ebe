package io.riparian.ownership.codeowners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class GitLabReadingTest {
  private static CodeOwners parse(String text) {
    CodeOwners file = CodeOwners.parse(Dialect.GITLAB, "CODEOWNERS", text);
    assertThat(file.diagnostics()).isEmpty();
    return file;
  }

  /** Section, line and owners of each ruling. */
  private static List<String> rulings(CodeOwners file, String path) {
    return file.of(path).stream().map(GitLabReadingTest::text).toList();
  }

  private static String text(Ruling ruling) {
    return ruling.section() + ":" + ruling.line() + " " + ruling.owners();
  }

  @Test
  void ownersAreUsersGroupsRolesAndMailAddresses() {
    CodeOwners file =
        parse("/a @red.1 @acme/red_team/sub @@Maintainers @@owner some@mail.example\n");

    assertThat(file.of("a").get(0).owners())
        .extracting(Owner::text, Owner::kind)
        .containsExactly(
            tuple("@red.1", Owner.Kind.USER),
            tuple("@acme/red_team/sub", Owner.Kind.TEAM),
            tuple("@@maintainer", Owner.Kind.ROLE),
            tuple("@@owner", Owner.Kind.ROLE),
            tuple("some@mail.example", Owner.Kind.EMAIL));
  }

  @Test
  void eachSectionHasItsOwnLastMatchingLine() {
    CodeOwners file =
        parse("* @all\n/a/ @red\n[Docs]\n*.md @docs\n/a/x.md @writer\n[Other]\n/b/ @blue\n");

    assertThat(rulings(file, "a/x.md")).containsExactly("codeowners:2 [@red]", "Docs:5 [@writer]");
    assertThat(rulings(file, "b/y.md"))
        .containsExactly("codeowners:1 [@all]", "Docs:4 [@docs]", "Other:7 [@blue]");
    assertThat(rulings(file, "c")).containsExactly("codeowners:1 [@all]");
  }

  @Test
  void aSectionGoesOnUnderTheSameNameInAnyCaseAndKeepsItsFirstSpelling() {
    CodeOwners file =
        parse("[Data Base]\n/a/ @red\n[Other]\n/a/ @blue\n[DATA base]\n/a/b/ @green\n");

    assertThat(rulings(file, "a/b/c")).containsExactly("Data Base:6 [@green]", "Other:4 [@blue]");
    assertThat(rulings(file, "a/c")).containsExactly("Data Base:2 [@red]", "Other:4 [@blue]");
  }

  @Test
  void aSectionsNameIsNotTrimmed() {
    CodeOwners file = parse("[Docs] @red\n/a\n[Docs ] @blue\n/a\n");

    assertThat(rulings(file, "a")).containsExactly("Docs:2 [@red]", "Docs :4 [@blue]");
  }

  @Test
  void theOwnersOfTheNearestHeaderAreThoseOfEntriesThatNameNobody() {
    CodeOwners file = parse("[Docs] @red @blue\n/a\n/b @green\n[docs] @white\n/c\n");

    assertThat(rulings(file, "a")).containsExactly("Docs:2 [@red, @blue]");
    assertThat(rulings(file, "b")).containsExactly("Docs:3 [@green]");
    assertThat(rulings(file, "c")).containsExactly("Docs:5 [@white]");
  }

  @Test
  void aHeaderRepeatedWithoutOwnersHasNone() {
    CodeOwners file =
        CodeOwners.parse(Dialect.GITLAB, "CODEOWNERS", "[Docs] @red\n/a\n[Docs]\n/b\n");

    assertThat(file.diagnostics())
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.rule()).isEqualTo("OWN-205");
              assertThat(mistake.at().toString()).isEqualTo("CODEOWNERS:4:1");
            });
  }

  @Test
  void anOptionalSectionAsksNobodyUnlessOneOfItsHeadersDoes() {
    CodeOwners file = parse("^[Docs] @red\n/a\n[Other] @blue\n/a\n");

    assertThat(file.of("a"))
        .extracting(Ruling::section, Ruling::optional, Ruling::required)
        .containsExactly(tuple("Docs", true, false), tuple("Other", false, true));

    CodeOwners mixed = parse("^[Docs] @red\n/a\n[Docs] @blue\n/b\n");

    assertThat(mixed.of("a"))
        .extracting(Ruling::optional, Ruling::required)
        .containsExactly(tuple(true, true));
  }

  @Test
  void aHeaderSaysHowManyMustAgreeAndThatIsNeverNobody() {
    assertThat(approvals("[Docs][3] @red\n/a\n")).isEqualTo(3);
    assertThat(approvals("[Docs] @red\n/a\n")).isEqualTo(1);
    assertThat(approvals("[Docs][0] @red\n/a\n")).isEqualTo(1);
    assertThat(approvals("[Docs][] @red\n/a\n")).isEqualTo(1);
    assertThat(approvals("[Docs][99999999999] @red\n/a\n")).isEqualTo(Integer.MAX_VALUE);
    assertThat(approvals("[Docs][2] @red\n/a\n[Docs] @blue\n/a\n")).isEqualTo(1);
  }

  private static int approvals(String text) {
    return parse(text).of("a").get(0).approvals();
  }

  @Test
  void anExclusionTakesPathsOutOfItsSectionWhereverItStands() {
    CodeOwners file = parse("!/a/open/\n/a/ @red\n[Docs]\n/a/ @docs\n!*.bin\n");

    assertThat(rulings(file, "a/open/x")).containsExactly("Docs:4 [@docs]");
    assertThat(rulings(file, "a/x.bin")).containsExactly("codeowners:2 [@red]");
    assertThat(file.withoutExclusions("a/open/x"))
        .extracting(Ruling::section)
        .containsExactly("codeowners", "Docs");
  }

  @Test
  void anExclusionAloneGivesNobodyAnything() {
    assertThat(rulings(parse("!/a/ @red\n"), "a/x")).isEmpty();
    assertThat(rulings(parse("!/a/ @red\n"), "b")).isEmpty();
  }

  @Test
  void ofOnePatternTwiceTheLaterCountsAtItsLaterPlace() {
    CodeOwners file = parse("/a/ @red\n/a/b/ @blue\n/a/**/* @green\n");

    assertThat(rulings(file, "a/b/c")).containsExactly("codeowners:3 [@green]");
    assertThat(file.rules().map(Rule::line)).containsExactly(2, 3);
  }

  @Test
  void aLineThatBeginsWithABracketOpensASection() {
    CodeOwners file = parse("[ab] @red\n/a\n");

    assertThat(rulings(file, "a")).containsExactly("ab:2 [@red]");
  }

  @Test
  void commentsStandInLinesOfTheirOwn() {
    assertThat(rulings(parse("# all\n  # of it @blue\n/a @red\n"), "a"))
        .containsExactly("codeowners:3 [@red]");
  }
}
