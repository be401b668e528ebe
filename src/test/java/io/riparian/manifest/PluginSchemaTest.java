package io.riparian.manifest;

import static io.riparian.connect.Definitions.FILE_SOURCE;
import static io.riparian.connect.Definitions.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConfigKey;
import io.riparian.model.ConfigKey.Importance;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginSchemaTest {
  private static final PluginConfigDef DATABASE =
      new PluginConfigDef(
          new Plugin("io.debezium.DatabaseConnector", Plugin.Type.SOURCE, "3.6"),
          List.of(
              key(
                  "column.mask.with.(d+).chars",
                  ConfigKey.Type.STRING,
                  false,
                  "",
                  Importance.LOW,
                  "",
                  ""),
              key("password", ConfigKey.Type.PASSWORD, false, "", Importance.HIGH, "", ""),
              key("small", ConfigKey.Type.SHORT, false, "", Importance.LOW, "", ""),
              key("ratio", ConfigKey.Type.DOUBLE, false, "0.5", Importance.LOW, "", ""),
              key("maker", ConfigKey.Type.CLASS, false, "", Importance.LOW, "", "")));

  private static final SchemaCheck CHECK =
      SchemaCheck.of(new PluginSchema("shared", Set.of(), List.of(DATABASE, FILE_SOURCE)).schema());

  private static String file(String config) {
    return connector("class: FileStreamSource, cluster: shared, config: {" + config + "}");
  }

  private static String database(String config) {
    return connector("class: io.debezium.DatabaseConnector, config: {" + config + "}");
  }

  private static String connector(String spec) {
    return "apiVersion: riparian/v1\nkind: Connector\nmetadata: {name: x}\nspec: {" + spec + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic: t",
        "topic: 7, batch.size: 10, errors.log.enable: true",
        "topic: t, batch.size: '10', errors.log.enable: 'TRUE', errors.tolerance: all",
        "topic: t, batch.size: '${var:size}', errors.log.enable: '${file:/a:b}'",
        "topic: t, batch.size: null, tasks.max: 2",
        "topic: t, transforms: a, transforms.a.type: T, predicates.p.type: P",
        "topic: t, key.converter.schemas.enable: false, producer.override.acks: all",
        "topic: t, topic.creation.default.partitions: 3, _comment: mine"
      })
  void whatConnectTakesIsFine(String config) {
    assertThat(CHECK.problems(file(config))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file: f",
        "topic: null",
        "topic: t, batch.size: many",
        "topic: t, batch.size: 1.5",
        "topic: t, batch.size: 3000000000",
        "topic: t, errors.log.enable: yes indeed",
        "topic: t, errors.tolerance: some",
        "topic: t, topics: t",
        "topic: t, batchsize: 1",
        "topic: t, transform.a.type: T",
        "topic: [t]",
        "topic: t, riparian.mark: x"
      })
  void whatConnectWouldRefuseOrIgnoreIsMarked(String config) {
    assertThat(CHECK.problems(file(config))).isNotEmpty();
  }

  @Test
  void aMissingConfigurationMissesWhatIsRequired() {
    assertThat(CHECK.problems(connector("class: FileStreamSource"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "column.mask.with.12.chars: a",
        "password: '${vault:a:b}', maker.option: 1",
        "small: -7, ratio: 1e3, driver.socketTimeout: 5",
        "ratio: '.5'"
      })
  void keysThatNoDefinitionNamesButSomebodyReadsAreFine(String config) {
    assertThat(CHECK.problems(database(config))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"column.mask: a", "small: 40000", "ratio: half", "drivers.a: 5"})
  void anythingElseIsMarked(String config) {
    assertThat(CHECK.problems(database(config))).isNotEmpty();
  }

  @Test
  void aClassThatIsNotInstalledIsMarkedOnItsClusterOnly() {
    assertThat(CHECK.problems(connector("class: Nope"))).isNotEmpty();
    assertThat(CHECK.problems(connector("class: Nope, cluster: shared"))).isNotEmpty();
    assertThat(CHECK.problems(connector("class: Nope, cluster: other, config: {a: b}"))).isEmpty();
    assertThat(CHECK.problems(connector("class: FileStreamSource, targets: [{cluster: other}]")))
        .isEmpty();
  }

  @Test
  void whatIsInheritedIsNotRequired() {
    SchemaCheck inheriting =
        SchemaCheck.of(new PluginSchema("shared", Set.of("topic"), List.of(FILE_SOURCE)).schema());

    assertThat(inheriting.problems(file("file: f"))).isEmpty();
  }

  @Test
  void thePlainSchemaStillCounts() {
    assertThat(CHECK.problems(connector("class: FileStreamSource, state: Running"))).isNotEmpty();
  }
}
