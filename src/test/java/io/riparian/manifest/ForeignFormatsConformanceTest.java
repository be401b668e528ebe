package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.model.ConnectorConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/**
 * Connectors in the formats people have, read by us and by a library that knows the format: the
 * same class, name and keys. The files are given by the property {@code conformance.dir}.
 */
class ForeignFormatsConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> everyWellFormedFileLoads() throws IOException {
    String given = System.getProperty("conformance.dir", "");
    assumeTrue(!given.isEmpty(), "no conformance.dir is given, so these cases are skipped");
    Path directory = Path.of(given).resolve("configs");
    JsonNode manifest = JSON.readTree(directory.resolve("MANIFEST.json").toFile());
    return StreamSupport.stream(manifest.spliterator(), false)
        .filter(row -> !row.path("file").asText().startsWith("67-"))
        .map(
            row ->
                dynamicTest(
                    row.path("file").asText(),
                    () -> loads(directory.resolve(row.path("file").asText()), row)));
  }

  /** A heredoc that was copied with the shell's escape. */
  @Test
  void theMalformedFileIsRefusedAtItsPlaceWithAHint() throws IOException {
    String given = System.getProperty("conformance.dir", "");
    assumeTrue(!given.isEmpty(), "no conformance.dir is given, so this case is skipped");
    Path file = Path.of(given).resolve("configs/67-SnowflakeSinkConnector.json");

    ParsedFile parsed =
        ManifestParser.parse("teams/acme/connectors/67.json", Files.readAllBytes(file));

    assertThat(parsed.diagnostics())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.at().toString()).endsWith(":8:31");
              assertThat(it.hint()).contains("backslash");
            });
  }

  private static void loads(Path file, JsonNode row) throws IOException {
    String name = file.getFileName().toString();

    ParsedFile parsed =
        ManifestParser.parse("teams/acme/connectors/" + name, Files.readAllBytes(file));

    assertThat(parsed.diagnostics()).noneMatch(io.riparian.model.Diagnostic::isError);
    ConnectorDocument connector = parsed.contents().connectors().get(0);
    Map<String, String> config = new HashMap<>(connector.config().values().entries());
    config.putAll(connector.targets().get(0).fields().values().entries());
    assertThat(config).containsEntry(ConnectorConfig.CLASS, row.path("connector_class").asText());
    Map<String, Object> expected = byALibrary(file);
    String stem = name.substring(0, name.lastIndexOf('.'));
    assertThat(connector.name().value())
        .isEqualTo(String.valueOf(expected.getOrDefault(ConnectorConfig.NAME, stem)));
    config.remove(ConnectorConfig.NAME);
    expected.remove(ConnectorConfig.NAME);
    expected.keySet().removeIf(key -> key.startsWith("_comment"));
    assertThat(config.keySet()).isEqualTo(expected.keySet());
  }

  /** The configuration with its name, as Jackson, SnakeYAML or the JDK reads it. */
  private static Map<String, Object> byALibrary(Path file) {
    try {
      String text = Files.readString(file);
      if (file.toString().endsWith(".properties")) {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, Object> config = new HashMap<>();
        properties.forEach((key, value) -> config.put(String.valueOf(key), value));
        return config;
      }
      Map<String, Object> root =
          file.toString().endsWith(".json")
              ? JSON.convertValue(JSON.readTree(text), mapType())
              : new Yaml().load(text);
      return root.containsKey("spec") ? ofStrimzi(root) : ofConnect(root);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>> mapType() {
    return new com.fasterxml.jackson.core.type.TypeReference<>() {};
  }

  private static Map<String, Object> ofConnect(Map<String, Object> root) {
    if (!(root.get("config") instanceof Map<?, ?> config)) {
      return new HashMap<>(root);
    }
    Map<String, Object> all = new HashMap<>();
    config.forEach((key, value) -> all.put(String.valueOf(key), value));
    if (root.containsKey(ConnectorConfig.NAME)) {
      all.put(ConnectorConfig.NAME, root.get(ConnectorConfig.NAME));
    }
    return all;
  }

  private static Map<String, Object> ofStrimzi(Map<String, Object> root) {
    JsonNode tree = JSON.valueToTree(root);
    Map<String, Object> all = JSON.convertValue(tree.at("/spec/config"), mapType());
    all.put(ConnectorConfig.CLASS, tree.at("/spec/class").asText());
    all.put(ConnectorConfig.TASKS_MAX, tree.at("/spec/tasksMax").asText());
    all.put(ConnectorConfig.NAME, tree.at("/metadata/name").asText());
    return all;
  }
}
