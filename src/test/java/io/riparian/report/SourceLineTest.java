package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
      })
  void aLineOfWhichNobodyKnowsWhatItHoldsIsNotShown(String line) {
    assertThat(SourceLine.of(List.of(line), 1)).isEmpty();
  }

  @Test
  void whatASensitiveKeyBeganStaysHiddenBelowIt() {
    List<String> lines =
        List.of("config:", "  ssl.keystore.key: |", "    first: line", "", "    second: line");

    assertThat(SourceLine.of(lines, 3)).isEmpty();
    assertThat(SourceLine.of(lines, 5)).isEmpty();
    assertThat(SourceLine.of(lines, 1)).isPresent();
  }

  @Test
  void aContinuedLineOfPropertiesIsNotShown() {
    assertThat(SourceLine.of(List.of("a = b \\", "c = d"), 2)).isEmpty();
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
