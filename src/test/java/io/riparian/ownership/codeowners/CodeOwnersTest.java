package io.riparian.ownership.codeowners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.riparian.model.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both dialects have in common: the file as a whole. */
class CodeOwnersTest {
  private static CodeOwners parse(Dialect dialect, byte[] content) {
    return CodeOwners.parse(dialect, "CODEOWNERS", content);
  }

  private static CodeOwners parse(Dialect dialect, String text) {
    return parse(dialect, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Three mebibytes of comment, and so many bytes more. */
  private static byte[] comment(int more) {
    byte[] content = new byte[3 * 1024 * 1024 + more];
    Arrays.fill(content, (byte) '\n');
    content[0] = '#';
    return content;
  }

  private static void assertUnreadable(CodeOwners file, String why) {
    assertThat(file.isValid()).isFalse();
    assertThat(file.sections()).isEmpty();
    assertThat(file.of("a")).isEmpty();
    assertThat(file.diagnostics())
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.rule()).isEqualTo("OWN-201");
              assertThat(mistake.isError()).isTrue();
              assertThat(mistake.at().toString()).isEqualTo("CODEOWNERS");
              assertThat(mistake.message()).isEqualTo("the ownership file " + why);
              assertThat(mistake.hint()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource
  void aFileHasAtMostThreeMebibytes(Dialect dialect) {
    assertThat(parse(dialect, comment(0)).isValid()).isTrue();
    assertUnreadable(parse(dialect, comment(1)), "is larger than 3 MiB");
  }

  @ParameterizedTest
  @EnumSource
  void aFileIsUtf8(Dialect dialect) {
    assertThat(parse(dialect, "# caf\u00e9\n").isValid()).isTrue();
    assertUnreadable(
        parse(dialect, "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)), "is not UTF-8");
  }

  @ParameterizedTest
  @EnumSource
  void aByteOrderMarkWouldBelongToTheFirstPattern(Dialect dialect) {
    assertUnreadable(parse(dialect, "\uFEFF* @all\n"), "begins with a byte order mark");
  }

  @ParameterizedTest
  @EnumSource
  void noNulCharacterIsReadEvenInAComment(Dialect dialect) {
    assertUnreadable(parse(dialect, "* @all\n# \0\n"), "holds a NUL character");
  }

  @ParameterizedTest
  @EnumSource
  void aLineHasAtMost16384Characters(Dialect dialect) {
    String longest = "#".repeat(16 * 1024);
    assertThat(parse(dialect, longest + "\r\n").isValid()).isTrue();
    assertUnreadable(
        parse(dialect, "* @all\n#" + longest), "has a line of more than 16,384 characters");
  }

  @ParameterizedTest
  @EnumSource
  void linesMayEndAsOnWindowsAndTheLastNeedsNoEnd(Dialect dialect) {
    CodeOwners file = parse(dialect, "# who\r\n\r\n* @all\r\n\t /a/  @red\t@blue ");

    assertThat(file.diagnostics()).isEmpty();
    assertThat(file.of("a/b").get(0).line()).isEqualTo(4);
    assertThat(file.of("a/b").get(0).owners())
        .extracting(Owner::text)
        .containsExactly("@red", "@blue");
    assertThat(file.of("c").get(0).owners()).extracting(Owner::text).containsExactly("@all");
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyFileIsValidAndGivesNobodyAnything(Dialect dialect) {
    assertThat(parse(dialect, "").isValid()).isTrue();
    assertThat(parse(dialect, "").of("a")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theLastLineThatMatchesDecidesWhereverItsLandmarkStandsInThePath(Dialect dialect) {
    CodeOwners file =
        parse(dialect, "/x/**/y/ @one\n* @two\n/x/ @three\n**/z @four\n/x/*/z @five\n*.md @six\n");

    assertThat(lines(file, "x/a/y/z")).containsExactly(4);
    assertThat(lines(file, "x/a/z")).containsExactly(5);
    assertThat(lines(file, "x/a/y/b")).containsExactly(3);
    assertThat(lines(file, "b")).containsExactly(2);
    assertThat(lines(file, "x/z.md")).containsExactly(6);
  }

  private static List<Integer> lines(CodeOwners file, String path) {
    return file.of(path).stream().map(Ruling::line).toList();
  }

  @Test
  void everyMistakeIsToldInTheOrderOfTheLines() {
    CodeOwners file = parse(Dialect.GITHUB, "/a[ red\n* @all\n//b @x @@y\n");

    assertThat(file.diagnostics())
        .extracting(Diagnostic::rule, each -> each.at().toString())
        .containsExactly(
            tuple("OWN-202", "CODEOWNERS:1:3"),
            tuple("OWN-203", "CODEOWNERS:1:5"),
            tuple("OWN-202", "CODEOWNERS:3:2"),
            tuple("OWN-203", "CODEOWNERS:3:8"));
  }

  /** Matching it step by step would overflow the stack. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anOwnerOfThousandsOfPartsIsNone(Dialect dialect) {
    for (String owner : List.of("@a" + "/a".repeat(8_000), "a@a" + ".a".repeat(8_000))) {
      CodeOwners file = CodeOwners.parse(dialect, "CODEOWNERS", "* " + owner + "\n");

      assertThat(file.isValid()).isFalse();
    }
  }
}
