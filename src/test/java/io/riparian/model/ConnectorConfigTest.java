package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConnectorConfigTest {
  @Test
  void itsTextNamesTheKeysInOrderAndNoValue() {
    assertThat(ConnectorConfig.of(Map.of("b", "secret-b", "a", "secret-a")))
        .hasToString("ConnectorConfig[a, b]");
  }

  @Test
  void nobodyChangesItFromOutside() {
    TreeMap<String, String> entries = new TreeMap<>(Map.of("a", "1"));
    ConnectorConfig config = new ConnectorConfig(entries);

    entries.put("b", "2");

    assertThat(config).isEqualTo(ConnectorConfig.of(Map.of("a", "1")));
    assertThatThrownBy(() -> config.entries().put("c", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void addingAndTakingOutMakeANewOne() {
    ConnectorConfig config = ConnectorConfig.of(Map.of("a", "1"));

    assertThat(config.with("b", "2")).isEqualTo(ConnectorConfig.of(Map.of("a", "1", "b", "2")));
    assertThat(config.without(List.of("a", "x"))).isEqualTo(ConnectorConfig.of(Map.of()));
    assertThat(config.get("a")).contains("1");
    assertThat(config.get("b")).isEmpty();
    assertThat(config.has("a")).isTrue();
  }
}
