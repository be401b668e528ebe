package io.riparian.ownership.codeowners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.riparian.model.Diagnostic;
import io.riparian.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a line may get wrong, and where that is told; each row is one line. */
class OwnerMistakesTest {
  @ParameterizedTest(name = "{0}: {2} in column {1}")
  @CsvFileSource(resources = "/ownership/github-mistakes.csv", numLinesToSkip = 1)
  void gitHub(String line, int column, String rule) {
    assertOnlyMistake(Dialect.GITHUB, line, column, rule);
  }

  @ParameterizedTest(name = "{0}: {2} in column {1}")
  @CsvFileSource(resources = "/ownership/gitlab-mistakes.csv", numLinesToSkip = 1)
  void gitLab(String line, int column, String rule) {
    assertOnlyMistake(Dialect.GITLAB, line, column, rule);
  }

  /** In the last line, and nothing beside it; errors make the file invalid, warnings do not. */
  private static void assertOnlyMistake(Dialect dialect, String text, int column, String rule) {
    CodeOwners file = parse(dialect, text);

    assertThat(file.diagnostics())
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.rule()).isEqualTo(rule);
              assertThat(mistake.at().line()).isEqualTo((int) text.lines().count());
              assertThat(mistake.at().column()).isEqualTo(column);
              assertThat(mistake.severity()).isEqualTo(severity(rule));
              assertThat(mistake.message()).isNotEmpty();
              assertThat(mistake.hint()).endsWith(".");
            });
    assertThat(file.isValid()).isEqualTo(severity(rule) == Severity.WARNING);
  }

  private static Severity severity(String rule) {
    return Arrays.stream(CodeOwnersRule.values())
        .filter(each -> each.id().equals(rule))
        .findFirst()
        .orElseThrow()
        .severity();
  }

  @Test
  void aControlCharacterInAPatternIsOneNobodySees() {
    assertThat(parse(Dialect.GITHUB, "/a\u0007b @red").diagnostics())
        .extracting(Diagnostic::rule, each -> each.at().column())
        .containsExactly(tuple("OWN-202", 3));
  }

  @Test
  void ofTwoCarriageReturnsOneIsMoreThanALinesEnd() {
    assertThat(parse(Dialect.GITHUB, "/a\r\r\n").isValid()).isFalse();
    assertThat(parse(Dialect.GITHUB, "/a @red\r\r\n").isValid()).isFalse();
    assertThat(parse(Dialect.GITLAB, "/a @red\r\r\n").isValid()).isFalse();
  }

  @Test
  void aPatternCannotBeARuleAndAnExclusionOfOneSection() {
    assertThat(parse(Dialect.GITLAB, "/a @red\n/b @red\n!/a\n").diagnostics())
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.rule()).isEqualTo("OWN-206");
              assertThat(mistake.at().toString()).isEqualTo("CODEOWNERS:3:1");
              assertThat(mistake.message()).endsWith("in line 1");
            });
    assertThat(parse(Dialect.GITLAB, "!/a\n /a @red").diagnostics())
        .extracting(Diagnostic::rule, each -> each.at().toString())
        .containsExactly(tuple("OWN-206", "CODEOWNERS:2:2"));
    assertThat(parse(Dialect.GITLAB, "[One]\n/a @red\n[Two]\n!/a\n").isValid()).isTrue();
  }

  private static CodeOwners parse(Dialect dialect, String text) {
    return CodeOwners.parse(dialect, "CODEOWNERS", text.getBytes(StandardCharsets.UTF_8));
  }
}
