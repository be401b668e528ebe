package io.riparian.manifest;

import static io.riparian.connect.Definitions.FILE_SOURCE;
import static io.riparian.connect.Definitions.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConfigKey;
import io.riparian.model.ConfigKey.Importance;
import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectorTemplateTest {
  private static final String FILE = SmallRepository.connectorFile("payments", "new");

  private static String template(PluginConfigDef definition, String... inherited) {
    return new ConnectorTemplate(definition, "shared", "", List.of("payments-"), Set.of(inherited))
        .text();
  }

  private static Declarations resolve(String text) {
    return SmallRepository.oneTeam().file(FILE, text).resolve();
  }

  @Test
  void itIsAnErrorUntilItIsFilledIn() {
    Declarations unfilled = resolve(template(FILE_SOURCE));

    assertThat(unfilled.connectors()).isEmpty();
    assertThat(unfilled.diagnostics())
        .filteredOn(Diagnostic::isError)
        .extracting(Diagnostic::rule)
        .containsExactly("MAN-033");
    assertThat(resolve(template(FILE_SOURCE).replace("name: #", "name: x #")).diagnostics())
        .filteredOn(Diagnostic::isError)
        .extracting(Diagnostic::rule)
        .containsExactly("MAN-043");
  }

  @Test
  void itIsAConnectorOnceItIs() {
    String filled =
        template(FILE_SOURCE)
            .replace("name: # FILL IN", "name: payments-lines # was FILL IN")
            .replace("topic: # FILL IN", "topic: lines");

    Declarations declared = resolve(filled);

    assertThat(declared.diagnostics()).isEmpty();
    assertThat(declared.connectors())
        .singleElement()
        .extracting(DeclaredConnector::config)
        .satisfies(
            config ->
                assertThat(config.entries())
                    .isEqualTo(
                        Map.of(
                            "connector.class",
                            FILE_SOURCE.plugin().className(),
                            "tasks.max",
                            "1",
                            "topic",
                            "lines")));
  }

  @Test
  void everyLineThatIsCommentedOutCanBeUsed() {
    String everything =
        template(FILE_SOURCE)
            .replace("name: # FILL IN", "name: payments-lines #")
            .replace("topic: # FILL IN", "topic: lines #")
            .replaceAll("(?m)^    # ([a-z.]+:.*)$", "    $1")
            .replaceAll("(?m)^    (file|transforms):$", "    $1: x")
            .replaceAll("(?m)^  # version", "  version");

    Declarations declared = resolve(everything);

    assertThat(declared.diagnostics()).isEmpty();
    assertThat(declared.connectors().get(0).config().entries())
        .containsEntry("batch.size", "2000")
        .containsEntry("errors.tolerance", "none")
        .containsEntry("connector.plugin.version", "[4.3.1]");
  }

  @Test
  void whatIsRequiredStandsFirst() {
    String text = template(FILE_SOURCE);

    assertThat(text).containsSubsequence("--- Required ---", "topic:", "---", "batch.size: 2000");
    assertThat(text.lines().filter(line -> line.contains(ConnectorTemplate.MARK))).hasSize(2);
    assertThat(text).contains("# One of: none, all.").contains("it begins with payments-");
  }

  @Test
  void whatIsInheritedNeedNotBeFilledIn() {
    assertThat(template(FILE_SOURCE, "topic"))
        .contains("    # topic:")
        .doesNotContain("    topic:");
  }

  @Test
  void aSecretIsAReferenceAndNeverAValue() {
    PluginConfigDef definition =
        new PluginConfigDef(
            new Plugin("A", Plugin.Type.SINK, "1"),
            List.of(
                key("needed", ConfigKey.Type.PASSWORD, true, "", Importance.HIGH, "", ""),
                key("other", ConfigKey.Type.PASSWORD, false, "hunter2", Importance.LOW, "", "")));

    assertThat(template(definition))
        .contains("needed: # FILL IN: a reference such as ${provider:path:needed}")
        .contains("# other: ${provider:path:other}")
        .doesNotContain("hunter2");
  }

  @Test
  void aPluginThatRequiresNothingHasItsMostImportantKeysMarked() {
    PluginConfigDef definition =
        new PluginConfigDef(
            new Plugin("A", Plugin.Type.SINK, "1"),
            List.of(
                key("host", ConfigKey.Type.STRING, false, "", Importance.HIGH, "", ""),
                key("port", ConfigKey.Type.INT, false, "1", Importance.HIGH, "", "")));

    assertThat(template(definition))
        .contains("    host: # FILL IN, or remove the line")
        .contains("    # port: 1");
  }

  @Test
  void whatAPluginSaysOfItselfNeverEndsAComment() {
    PluginConfigDef definition =
        new PluginConfigDef(
            new Plugin("A", Plugin.Type.SINK, "1\nkind: Cluster"),
            List.of(
                key(
                    "k: {",
                    ConfigKey.Type.STRING,
                    false,
                    "two\nlines: 'x' \u2028 \"",
                    Importance.LOW,
                    "g\nspec: {}",
                    "One\r\nspec: {}\u0085x. Two."),
                key("t", ConfigKey.Type.STRING, true, "", Importance.LOW, "", "")));

    String text =
        template(definition).replace("name: #", "name: payments-x #").replace("t: #", "t: x #");

    assertThat(resolve(text).diagnostics()).isEmpty();
    assertThat(resolve(text.replace("    # \"k", "    \"k")).connectors().get(0).config().entries())
        .containsEntry("k: {", "two\nlines: 'x' \u2028 \"");
  }
}
