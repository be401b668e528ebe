package io.riparian.ownership.codeowners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class GitHubReadingTest {
  private static CodeOwners parse(String text) {
    return CodeOwners.parse(Dialect.GITHUB, "CODEOWNERS", text);
  }

  @Test
  void ownersAreLoginsTeamsAndMailAddresses() {
    CodeOwners file = parse("/a @red-1 @acme_1/blue.team-2 some.one+x@mail.example.org\n");

    assertThat(file.diagnostics()).isEmpty();
    assertThat(file.of("a").get(0).owners())
        .extracting(Owner::text, Owner::kind)
        .containsExactly(
            tuple("@red-1", Owner.Kind.USER),
            tuple("@acme_1/blue.team-2", Owner.Kind.TEAM),
            tuple("some.one+x@mail.example.org", Owner.Kind.EMAIL));
  }

  @Test
  void whatStandsBehindABlankAndAHashIsAComment() {
    CodeOwners file = parse("# @all\n\t# [ignored\n/a @red #@blue and [\n");

    assertThat(file.diagnostics()).isEmpty();
    assertThat(file.of("a").get(0).owners()).extracting(Owner::text).containsExactly("@red");
  }

  @Test
  void theLastMatchingLineDecidesAlone() {
    CodeOwners file = parse("* @all\n/a/ @red\n/a/b/ @blue\n*.md @docs\n");

    assertThat(file.of("a/b/c"))
        .containsExactly(
            new Ruling("", 3, List.of(new Owner("@blue", Owner.Kind.USER)), false, true, 1));
    assertThat(file.of("a/b/c.md").get(0).line()).isEqualTo(4);
    assertThat(file.of("x").get(0).line()).isEqualTo(1);
  }

  @Test
  void aLineWithoutOwnersTakesThemAwayAndStillDecides() {
    CodeOwners file = parse("/a/ @red\n/a/open/\n");

    assertThat(file.isValid()).isTrue();
    assertThat(file.of("a/open/x"))
        .singleElement()
        .satisfies(
            ruling -> {
              assertThat(ruling.line()).isEqualTo(2);
              assertThat(ruling.owners()).isEmpty();
            });
  }

  @Test
  void aPathThatNoLineIsAboutHasNoRuling() {
    assertThat(parse("/a/ @red\n").of("b")).isEmpty();
  }

  @Test
  void aFileWithOneMistakeIsNotGoneByWhateverElseItSays() {
    CodeOwners file = parse("* @all\n/secret/ @@red\n");

    assertThat(file.isValid()).isFalse();
    assertThat(file.of("secret/x")).extracting(Ruling::line).containsExactly(1);
  }
}
