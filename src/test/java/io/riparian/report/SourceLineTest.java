package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "  tasksMax: 1",
        "{",
        "  - orders-",
        "---",
        "  \"topics\": \"orders\",",
        "topics=orders",
        "metadata: {name: orders-web}",
        "  password: ${vault:orders/web:password}",
        "  \"database.password\": \"${file:/run/db.properties:password}\",",
      })
  void whatIsNoSecretIsShownAsItStands(String line) {
    assertThat(SourceLine.of(List.of(line), 1)).contains(new SourceLine(line, line.length()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "  password: hunter2|  password: ******",
        "database.password = hunter2|database.password = ******",
        "  \"sasl.jaas.config\": \"org.x\",|  \"sasl.jaas.config\": ******",
        "  url: jdbc:x://user:pw@host/db|  url: ******",
        "  apiThing: ghp_abcdefgh|  apiThing: ******",
        "  blob: aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8=|  blob: ******",
        "config: {\"pa\\u0073sword\": \"hunter2\"}|config: ******",
        "config: {\"pa\\x73sword\": hunter2}|config: ******",
        "a = b pass\\word\\=hunter2|a = ******",
      })
  void ofAPairThatMayHoldASecretOnlyTheKeyIsShown(String line, String shown) {
    assertThat(SourceLine.of(List.of(line), 1).map(SourceLine::text)).contains(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "# the password is hunter2",
        "{\"name\": \"x\", \"config\": {\"password\": \"hunter2\"}}",
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
        "ghp_abcdefgh: x",
        "\"hunter:2\",",
        "\"pa\\u0073sword\": \"hunter2\"",
        "pass\\word=hunter2",
        "{\"pa\\u0073sword\": \"hunter2\"}",
        "? password",
        ": hunter2",
        ": hunter:2",
        "orders and hunter: 2",
      })
  void aLineOfWhichNobodyKnowsWhatItHoldsIsNotShown(String line) {
    assertThat(SourceLine.of(List.of(line), 1)).isEmpty();
  }

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
      })
  void whatStandsBesideItIsShown(String file) {
    assertThat(marked(file).map(SourceLine::text)).contains(file.substring(file.indexOf("> ") + 2));
  }

  /** The line behind the mark {@code >}. */
  private static Optional<SourceLine> marked(String file) {
    List<String> lines = file.replace("> ", "").lines().toList();
    int number = (int) file.substring(0, file.indexOf("> ")).lines().count();
    return SourceLine.of(lines, file.charAt(file.indexOf("> ") - 1) == '\n' ? number + 1 : number);
  }

  @Test
  void whatATerminalObeysIsNotShownToIt() {
    assertThat(SourceLine.of(List.of("\ta: \u001b[31mred\u202e"), 1).map(SourceLine::text))
        .contains(" a: ?[31mred?");
  }

  @Test
  void aLineThatIsNotThereIsNotShown() {
    assertThat(SourceLine.of(List.of(), 1)).isEmpty();
    assertThat(SourceLine.of(List.of("a: b"), 0)).isEmpty();
  }
}
