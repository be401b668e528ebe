package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Alerts and dashboard name only metrics and labels that are documented; and those that are
 * documented are there, as {@code HistoryIT} sees in a running daemon.
 */
class DeployedAlertsTest {
  private static final Path DIRECTORY = Path.of("deploy", "observability");
  private static final Pattern METRIC = Pattern.compile("\\briparian_[a-z_]+");
  private static final Pattern HEADING = Pattern.compile("### `(riparian_[a-z_]+)(\\{[a-z,]+})?`");
  private static final Pattern SUFFIX = Pattern.compile("_(?:bucket|count|sum|max)$");

  private static Set<String> documented() throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher heading = HEADING.matcher(Files.readString(Path.of("docs", "observability.md")));
    while (heading.find()) {
      names.add(heading.group(1));
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts.yaml", "dashboard.json"})
  void eachMetricThatIsNamedIsThere(String file) throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher metric = METRIC.matcher(Files.readString(DIRECTORY.resolve(file)));
    while (metric.find()) {
      named.add(SUFFIX.matcher(metric.group()).replaceFirst(""));
    }

    assertThat(named).hasSizeGreaterThan(8);
    assertThat(documented()).containsAll(named);
  }

  @Test
  void eachAlertSaysWhatItIsAndHowUrgent() throws IOException {
    JsonNode groups =
        new ObjectMapper(new YAMLFactory())
            .readTree(DIRECTORY.resolve("alerts.yaml").toFile())
            .path("groups");
    Set<String> names = new TreeSet<>();
    int count = 0;
    for (JsonNode group : groups) {
      for (JsonNode rule : group.path("rules")) {
        count++;
        names.add(rule.path("alert").asText());
        assertThat(rule.path("expr").asText()).isNotEmpty();
        assertThat(rule.path("labels").path("severity").asText()).isIn("page", "notice");
        assertThat(rule.path("annotations").path("summary").asText()).isNotEmpty();
        assertThat(rule.path("annotations").path("description").asText()).isNotEmpty();
      }
    }

    assertThat(names).hasSize(count).hasSizeGreaterThan(10);
  }

  @Test
  void eachPanelAsksSomething() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DIRECTORY.resolve("dashboard.json").toFile());
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      ids.add(panel.path("id").asInt());
      assertThat(panel.path("targets")).isNotEmpty();
      assertThat(panel.path("targets").get(0).path("expr").asText()).isNotEmpty();
    }

    assertThat(ids).hasSize(dashboard.path("panels").size());
  }
}
