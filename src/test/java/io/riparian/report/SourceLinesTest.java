package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLinesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.keystore.key: |\n  first: line\n\n  > second: line",
        "\"password\":\n> \"hunter:2\",",
        "{\n  \"password\":\n    > \"hunter:2\"",
        "\"pa\\u0073sword\":\n  > hunter: 2",
        "passwords:\n> - hunter2",
        "passwords:\n- one\n> - hunter2",
        "? password\n:\n> - hunter2",
        "? password\n: - one\n  > two: hunter2",
        "credentials: {\n> two: hunter2",
        "- credentials: [\n  one, {\n> two: hunter2",
        "\"credentials\":\n{\n> \"x\": \"hunter2\"",
        "\"credentials\"\n: {\n> \"x\": \"hunter2\"",
        "passwords:\n- {\n> x: hunter2",
        "url: jdbc:x://user:pw@host\n  > more: hunter2",
        "{\n\"connector.class\": \"x.Y\",\n\"database.password\":\n> hunter2:abc\n}",
        "{\"connector.class\": x.Y,\n\"database.password\":\n> hunter2=abc, \"name\": b}",
        "{\n\"database.password\"\n:\n> hunter2:abc\n}",
        "{\n\"database.password\"\n# and now\n:\n> hunter2:abc\n}",
        "{\n? database.password\n: \n> hunter2:abc\n}",
        "{\n  \"database.password\":\n> hunter2:abc\n}",
        "{\n\"password\": !!str &a # this\n\n# that\n> hunter2: abc\n}",
        "password: |\n> hunter2: abc",
        "password: !!str >- # this\n\n> hunter2: abc",
        "{\n? # password\n> hunter2: abc",
        "{\n\"password\":\n\"hunter\":\n> two: abc\n}",
        "{\n\"password\": hunter\n> two=abc\n}",
        "{\n\"password\":\nhunter\n> two=abc\n}",
        "{\n\"password\":\n  hunter\n> two=abc\n}",
        "password: hunter\n# and now\n  > two: abc",
      })
  void whatBelongsToASensitiveKeyIsNotShown(String file) {
    assertThat(marked(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = b \\\n> c = d",
        "a: \"b\n> c: hunter2\"",
        "a: 'it''s\n> c: hunter2'",
        "a: \"b \\\" c\n> d: hunter2\"",
        "a: !!str \"b\n> c: hunter2\"",
        "a: &b \"b\n> c: hunter2\"",
        "- \"b\n> c: hunter2\"",
        "{a: [\"b\n> c: hunter2\"",
        "? \"b\n> c: hunter2\"",
        "a: \"b\nc\n> c: hunter2\", d: e",
      })
  void whatGoesOnWithATextIsNotShown(String file) {
    assertThat(marked(file)).isEmpty();
  }

  @Test
  void aLineTooLongToBeJudgedHidesWhatBelongsToIt() {
    String blanks = " ".repeat(200);

    assertThat(marked("a: " + blanks + "b\n  > c: hunter2")).isEmpty();
    assertThat(marked("a: b\n  > c: hunter2")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: x\n> topics: orders",
        "passwords:\n- x\n> topics: orders",
        "passwords:\n- x\ntopics:\n> - orders",
        "credentials: {a: b}\n> topics: orders",
        "\"credentials\": {\n  \"a\": \"b\"\n},\n> \"topics\": \"orders\"",
        "credentials: [a, \"]\", 'b}', {c: d}]\n> topics: orders",
        "a: \"b\"\n> topics: orders",
        "a: 'it''s'\n> topics: orders",
        "a: it's\n> topics: orders",
        "a: b # don't\n> topics: orders",
        "# don't: \"\n> topics: orders",
        "a: 5\" wide\n> topics: orders",
        "a: |\n  say: \"x\n> topics: orders",
        "- a: >-\n    - \"x\n  b: c\n> topics: orders",
        "a: \"x\n---\n> topics: orders",
        "a: [x\n--- # next\n> topics: orders",
        "a: \"b \\\"\"\n> topics: orders",
        "  password: x\n# and now\n>   topics: orders",
        "passwords: |\n  x\n> topics: orders",
        "password:\ntopics:\n> - orders",
        "{\n\"password\": \"x\"\n> \"topics\": \"orders\"",
        "{\n\"password\":\n\"x\"\n> \"topics\": \"orders\"",
        "{\n\"password\": x, # this\n> \"topics\": \"orders\"",
        "{\n\"tasks.max\": 1\n> \"topics\": \"orders\"",
      })
  void whatStandsBesideItIsShown(String file) {
    assertThat(marked(file).map(SourceLine::text)).contains(file.substring(file.indexOf("> ") + 2));
  }

  @Test
  void bracketsThatNobodyClosesHideWhatFollows() {
    assertThat(marked("a: b\n" + "[\n".repeat(50) + "> c: d")).isPresent();
    assertThat(marked("a: b\n" + "[\n".repeat(51) + "> c: d")).isEmpty();
    assertThat(marked("a: b\n" + "  [\n".repeat(250_000) + "> c: d")).isEmpty();
  }

  /** The line behind the mark {@code >}. */
  private static Optional<SourceLine> marked(String file) {
    List<String> lines = file.replace("> ", "").lines().toList();
    int number = (int) file.substring(0, file.indexOf("> ")).lines().count();
    return new SourceLines(lines)
        .line(file.charAt(file.indexOf("> ") - 1) == '\n' ? number + 1 : number);
  }

  @Test
  void linesAreJudgedAlikeInWhateverOrderTheyAreAskedFor() {
    SourceLines lines = new SourceLines(List.of("a: b", "password:", "  c: d", "e: f"));

    assertThat(lines.line(4)).isPresent();
    assertThat(lines.line(3)).isEmpty();
    assertThat(lines.line(1)).isPresent();
    assertThat(lines.line(3)).isEmpty();
  }

  @Test
  void aLineThatIsNotThereIsNotShown() {
    assertThat(new SourceLines(List.of()).line(1)).isEmpty();
    assertThat(new SourceLines(List.of("a: b")).line(0)).isEmpty();
  }
}
