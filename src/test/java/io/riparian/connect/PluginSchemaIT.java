package io.riparian.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.manifest.ConnectorTemplate;
import io.riparian.manifest.PluginSchema;
import io.riparian.manifest.SchemaCheck;
import io.riparian.manifest.SmallRepository;
import io.riparian.model.Diagnostic;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.sandbox.RealConnect;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas and templates made of what a real worker says of FileStream and of Debezium. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class PluginSchemaIT {

  /** Asked once, by whichever test comes first. */
  private static final class Installed {
    static final List<PluginConfigDef> CONNECTORS = connectors();
    static final SchemaCheck CHECK =
        SchemaCheck.of(new PluginSchema("shared", Set.of(), CONNECTORS).schema());

    private static List<PluginConfigDef> connectors() {
      Path plugins = RealConnect.get().runtime().plugins();
      String path = plugins + "," + plugins.resolveSibling("more-plugins");
      try (LocalWorker worker = RealConnect.get().another("schemas", Map.of("plugin.path", path));
          ConnectCluster cluster =
              ConnectEndpoint.of(List.of(URI.create(worker.url())), new Credential.None()).open()) {
        return cluster.plugins().stream()
            .filter(Plugin::isConnector)
            .map(plugin -> cluster.configDef(plugin).orElseThrow())
            .toList();
      }
    }

    static PluginConfigDef of(String name) {
      return CONNECTORS.stream()
          .filter(definition -> definition.plugin().isCalled(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String connector(String className, String config) {
    return """
        apiVersion: riparian/v1
        kind: Connector
        metadata: {name: payments-x}
        spec: {cluster: shared, class: %s, config: {%s}}
        """
        .formatted(className, config);
  }

  private static final String POSTGRES = "io.debezium.connector.postgresql.PostgresConnector";

  @Test
  void theWorkerDescribesThemAll() {
    assertThat(Installed.CONNECTORS)
        .extracting(definition -> definition.plugin().simpleName())
        .contains("FileStreamSourceConnector", "FileStreamSinkConnector", "PostgresConnector");
    assertThat(Installed.of("Postgres").keys()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FileStreamSource | topic: lines, file: /tmp/x, batch.size: 10",
        "FileStreamSink | topics: lines, file: /tmp/x, errors.tolerance: all",
        POSTGRES
            + " | topic.prefix: p, database.hostname: db, database.port: 5432, plugin.name:"
            + " pgoutput, database.password: '${file:/s:p}', column.mask.with.12.chars: a.b,"
            + " slot.drop.on.stop: 'false', driver.socketTimeout: 5, transforms: u,"
            + " transforms.u.type: io.debezium.transforms.ExtractNewRecordState"
      })
  void aGoodFileIsFine(String className, String config) {
    assertThat(Installed.CHECK.problems(connector(className, config))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FileStreamSource | file: /tmp/x                       | topic",
        "FileStreamSource | topic: lines, batch.size: many     | batch.size",
        "FileStreamSource | topic: lines, fiel: /tmp/x         | fiel",
        "FileStreamSource | topic: lines, errors.tolerance: no | errors.tolerance",
        POSTGRES + " | database.port: five                | database.port",
        POSTGRES + " | database.port: 1.5                 | database.port",
        POSTGRES + " | slot.drop.on.stop: maybe           | slot.drop.on.stop",
        POSTGRES + " | database.hostnam: db               | database.hostnam",
        POSTGRES + " | errors.tolerance: some             | errors.tolerance",
        "io.debezium.Nope | topic.prefix: p               | class"
      })
  void aBadOneIsRefusedForItsReason(String className, String config, String where) {
    assertThat(Installed.CHECK.problems(connector(className, config)))
        .isNotEmpty()
        .anyMatch(problem -> problem.contains(where));
  }

  @ParameterizedTest
  @CsvSource({"FileStreamSource", "FileStreamSink", "Postgres"})
  void aTemplateThatIsFilledInIsFineForBoth(String name) {
    String template =
        new ConnectorTemplate(
                Installed.of(name), "shared", "payments-x", List.of("payments-"), Set.of())
            .text();
    assertThat(template).contains(ConnectorTemplate.MARK);

    String filled = template.replaceAll(": " + ConnectorTemplate.MARK + ".*", ": \"something\"");

    assertThat(
            SmallRepository.oneTeam()
                .file("teams/payments/connectors/x.yaml", filled)
                .resolve()
                .diagnostics())
        .extracting(Diagnostic::toString)
        .isEmpty();
    assertThat(Installed.CHECK.problems(filled)).isEmpty();
  }
}
