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
        "  config:",
        "  config: {topic: orders}",
        "  config: # what Connect gets",
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
    assertThat(SourceLine.of(line)).contains(new SourceLine(line, line.length()));
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
        "  config: hunter2|  config: ******",
        "\"config\": \"hunter2\",|\"config\": ******",
        "a = b pass\\word\\=hunter2|a = ******",
      })
  void ofAPairThatMayHoldASecretOnlyTheKeyIsShown(String line, String shown) {
    assertThat(SourceLine.of(line).map(SourceLine::text)).contains(shown);
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
    assertThat(SourceLine.of(line)).isEmpty();
  }

  @Test
  void whatATerminalObeysIsNotShownToIt() {
    assertThat(SourceLine.of("\ta: \u001b[31mred\u202e").map(SourceLine::text))
        .contains(" a: ?[31mred?");
  }

  @Test
  void aLineOfAnOwnershipFileIsShownUnlessANameInItLooksLikeASecret() {
    String shown = "/teams/[a]/password-rotation/connectors/ @red # why";

    assertThat(SourceLine.ofOwnershipFile(shown).map(SourceLine::text)).contains(shown);
    assertThat(SourceLine.of(shown)).isEmpty();
    for (String hidden :
        List.of(
            "/a ghp_" + "0123456789".repeat(3) + "0123456",
            "/a 0123456789abcdef0123456789abcdef",
            "/a key=x",
            "/" + "a".repeat(SourceLine.LONGEST))) {
      assertThat(SourceLine.ofOwnershipFile(hidden)).isEmpty();
    }
  }
}
