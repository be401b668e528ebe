package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.riparian.model.ConfigKey.Importance;
import io.riparian.model.ConfigKey.Width;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginTest {

  @ParameterizedTest
  @ValueSource(strings = {"a.b.FileConnector", "FileConnector", "File"})
  void aConnectorIsCalledByTheNamesConnectTakes(String word) {
    assertThat(new Plugin("a.b.FileConnector", Plugin.Type.SINK, "1").isCalled(word)).isTrue();
  }

  @Test
  void nothingElseHasTheShortName() {
    assertThat(new Plugin("a.b.FileConnector", Plugin.Type.SINK, "1").isCalled("a.b.File"))
        .isFalse();
    assertThat(new Plugin("a.b.FileConnector", Plugin.Type.CONVERTER, "1").isCalled("File"))
        .isFalse();
  }

  @Test
  void versionsAreInTheOrderThatConnectHasThemIn() {
    List<String> versions =
        List.of("undefined", "3.9.0", "3.9.0.1", "3.10.0-rc1", "3.10.0", "3.10.1");

    assertThat(versions.stream().map(each -> new Plugin("A", Plugin.Type.SINK, each))).isSorted();
  }

  @Test
  void theFirstDefinitionOfAKeyCounts() {
    PluginConfigDef definition =
        new PluginConfigDef(
            new Plugin("A", Plugin.Type.SINK, "1"), List.of(key("k", "first"), key("k", "second")));

    assertThat(definition.keys()).extracting(ConfigKey::defaultValue).containsExactly("first");
  }

  @Test
  void theDefaultOfAPasswordIsNotKept() {
    assertThat(
            new ConfigKey(
                    "p",
                    ConfigKey.Type.PASSWORD,
                    false,
                    "hunter2",
                    Importance.LOW,
                    "",
                    "",
                    -1,
                    Width.NONE,
                    List.of())
                .defaultValue())
        .isEmpty();
  }

  @Test
  void nothingWithoutANameIsDescribed() {
    Stream.of("", " ")
        .forEach(
            blank -> {
              assertThatIllegalArgumentException().isThrownBy(() -> key(blank, ""));
              assertThatIllegalArgumentException()
                  .isThrownBy(() -> new Plugin(blank, Plugin.Type.SINK, ""));
            });
  }

  private static ConfigKey key(String name, String defaultValue) {
    return new ConfigKey(
        name,
        ConfigKey.Type.STRING,
        false,
        defaultValue,
        Importance.LOW,
        "",
        "",
        -1,
        Width.NONE,
        List.of());
  }
}
