package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a file without an envelope says what its connector is called. */
class FlatReaderTest {
  private static ParsedFile parse(String extension, String text) {
    return ManifestParser.parse(
        "teams/a/connectors/shared/a-file." + extension, text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nmae",
        "Name",
        "NAME",
        "nam",
        "names",
        "mame",
        "connector.name",
        "connectorName",
        "connector_nmae",
        "Connector-Name"
      })
  void aSlipInTheNameIsAskedAbout(String key) {
    ParsedFile parsed = parse("yaml", "connector.class: A\n" + key + ": a-meant\n");

    assertThat(parsed.diagnostics().stream().map(Outcome::line))
        .containsExactly(
            "warning MAN-058 teams/a/connectors/shared/a-file.yaml:2:1 `"
                + key
                + "` does not name the connector, which is called `a-file` after its file | Did you"
                + " mean `name`? If not, write `name` too.");
    assertThat(parsed.contents().names()).containsExactly("a-file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.name",
        "dbname",
        "topic.name",
        "rename",
        "username",
        "node",
        "mode",
        "namespace",
        "connector.class.name",
        "connector.mode",
        "name.prefix",
        "n.ame",
        "topic"
      })
  void aKeyThatAConnectorMayHaveIsLeftAlone(String key) {
    assertThat(parse("yaml", "connector.class: A\n" + key + ": a-meant\n").diagnostics()).isEmpty();
  }

  @Test
  void besideTheNameAnyKeyIsTheConnectorsOwn() {
    assertThat(parse("yaml", "connector.class: A\nname: a-x\nnames: b\n").diagnostics()).isEmpty();
    assertThat(
            parse(
                    "json",
                    "{\"name\": \"a-x\", \"config\": {\"connector.class\": \"A\","
                        + " \"Name\": \"b\"}}")
                .diagnostics())
        .isEmpty();
  }

  @Test
  void everyFormatIsAsked() {
    assertThat(rules(parse("properties", "connector.class=A\nnmae=a-x\n")))
        .containsExactly("MAN-058");
    assertThat(rules(parse("json", "{\"connector.class\": \"A\", \"nmae\": \"a-x\"}")))
        .containsExactly("MAN-058");
    assertThat(
            rules(parse("json", "{\"config\": {\"connector.class\": \"A\", \"nmae\": \"a-x\"}}")))
        .containsExactly("MAN-058");
  }

  private static List<String> rules(ParsedFile parsed) {
    return parsed.diagnostics().stream().map(Diagnostic::rule).toList();
  }

  @Test
  void aSlipBesideTheConfigurationIsAskedAboutToo() {
    assertThat(
            parse("json", "{\"nmae\": \"a-x\", \"config\": {\"connector.class\": \"A\"}}")
                .diagnostics())
        .singleElement()
        .satisfies(it -> assertThat(it.rule()).isEqualTo("MAN-030"))
        .satisfies(it -> assertThat(it.hint()).isEqualTo("Did you mean `name`?"));
  }
}
