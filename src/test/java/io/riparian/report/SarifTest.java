package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.riparian.model.Location;
import io.riparian.model.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SarifTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theLogIsValidByThePublishedSchema() throws IOException {
    assertThat(violations(Sarif.of(Mistakes.REPORT))).isEmpty();
    assertThat(violations(Sarif.of(Mistakes.NONE))).isEmpty();
  }

  @Test
  void theSchemaWouldRefuseALogWithoutItsTool() throws IOException {
    assertThat(violations(Sarif.of(Mistakes.REPORT).replace("\"tool\"", "\"tol\""))).isNotEmpty();
  }

  @Test
  void everyResultHasItsRulePlaceAndText() throws IOException {
    JsonNode run = JSON.readTree(Sarif.of(Mistakes.REPORT)).at("/runs/0");

    assertThat(run.at("/tool/driver/rules")).hasSize(3);
    assertThat(run.at("/tool/driver/rules/1").toString())
        .isEqualTo(
            "{\"id\":\"MAN-030\",\"shortDescription\":{\"text\":\"A field is one we know\"},"
                + "\"help\":{\"text\":\"A field is one we know. The whole page: riparian explain MAN-030\","
                + "\"markdown\":\"A field is one we know. The whole page: `riparian explain MAN-030`, or"
                + " docs/rules/MAN-030.md\"},\"defaultConfiguration\":{\"level\":\"error\"}}");
    assertThat(run.at("/results/1/ruleId").asText()).isEqualTo("MAN-030");
    assertThat(run.at("/results/1/ruleIndex").asInt()).isEqualTo(1);
    assertThat(run.at("/results/1/message/text").asText())
        .isEqualTo("unknown field `spec.taskMax`. Did you mean `tasksMax`?");
    assertThat(run.at("/results/1/locations/0/physicalLocation").toString())
        .isEqualTo(
            "{\"artifactLocation\":{\"uri\":\"teams/orders/connectors/web.yaml\","
                + "\"uriBaseId\":\"%SRCROOT%\"},\"region\":{\"startLine\":4,\"startColumn\":3,"
                + "\"endLine\":4,\"endColumn\":10}}");
    assertThat(levels(run)).containsExactly("error", "error", "warning");
  }

  @Test
  void aRuleOfAnotherVersionIsItsIdAlone() throws IOException {
    DiagnosticReport unknown =
        Mistakes.mistake("XYZ-999", Severity.INFO, new Location("a", 1, 1), "odd", "");
    String log = Sarif.of(new ValidationReport(List.of(), List.of(unknown)));

    assertThat(JSON.readTree(log).at("/runs/0/tool/driver/rules").toString())
        .isEqualTo("[{\"id\":\"XYZ-999\"}]");
    assertThat(violations(log)).isEmpty();
  }

  @Test
  void aWholeFileIsItsFirstLineAndItsNameIsAUri() throws IOException {
    JsonNode place =
        JSON.readTree(Sarif.of(Mistakes.REPORT))
            .at("/runs/0/results/0/locations/0/physicalLocation");

    assertThat(place.at("/artifactLocation/uri").asText())
        .isEqualTo("teams/orders/a%2C%20%22b%22%20%3Cc%3E.yaml");
    assertThat(place.at("/region").toString()).isEqualTo("{\"startLine\":1,\"startColumn\":1}");
  }

  private static List<String> levels(JsonNode run) {
    return StreamSupport.stream(run.at("/results").spliterator(), false)
        .map(result -> result.path("level").asText())
        .toList();
  }

  /** What an independent validator says, with the schema as OASIS published it. */
  private static List<String> violations(String sarif) throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(
            SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return JsonSchemaFactory.getInstance(VersionFlag.V7)
          .getSchema(schema)
          .validate(
              JSON.readTree(sarif),
              context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
          .stream()
          .map(Object::toString)
          .toList();
    }
  }
}
