package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.Definitions;
import io.riparian.model.ConfigKey;
import io.riparian.model.Diagnostic;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDefCheckTest {

  /** What is found in a connector's file whose first lines are always the same. */
  private static List<String> check(SmallRepository repository) {
    return check(repository, Definitions.FILE_SOURCE);
  }

  private static List<String> check(SmallRepository repository, PluginConfigDef... installed) {
    List<ParsedFile> files =
        repository.layout().files().stream()
            .map(path -> ManifestParser.parse(path, repository.bytesOf(path)))
            .toList();
    Map<Plugin, PluginConfigDef> definitions = new HashMap<>();
    Stream.of(installed).forEach(one -> definitions.put(one.plugin(), one));
    ConfigDefCheck check =
        new ConfigDefCheck(
            definitions.keySet(),
            plugin -> Optional.ofNullable(definitions.get(plugin)),
            new KeyPlaces(files));
    repository.resolve().connectors().forEach(check::check);
    return check.diagnostics().stream().map(ConfigDefCheckTest::line).toList();
  }

  private static String line(Diagnostic found) {
    return found.rule()
        + " "
        + found.at().line()
        + ":"
        + found.at().column()
        + " "
        + found.message()
        + " | "
        + found.hint();
  }

  private static SmallRepository connector(String className, String... config) {
    String[] lines = new String[config.length + 3];
    lines[0] = "apiVersion: riparian/v1\nkind: Connector\nmetadata: {name: payments-x}\nspec:";
    lines[1] = "  class: " + className;
    lines[2] = "  cluster: shared\n  config:";
    for (int i = 0; i < config.length; i++) {
      lines[i + 3] = "    " + config[i];
    }
    return SmallRepository.oneTeam().file("teams/payments/connectors/x.yaml", lines);
  }

  @Test
  void whatFitsTheDefinitionIsFine() {
    assertThat(
            check(
                connector(
                    "FileStreamSource",
                    "topic: lines",
                    "batch.size: 7",
                    "errors.log.enable: ${file:/a:b}",
                    "transforms.a.type: T",
                    "producer.override.acks: all")))
        .isEmpty();
  }

  @Test
  void everyMistakeIsToldWhereItsKeyStands() {
    assertThat(
            check(
                connector(
                    "FileStreamSource",
                    "batch.sice: 7",
                    "batch.size: 3000000000",
                    "errors.tolerance: al",
                    "something.else: 1")))
        .containsExactly(
            "MAN-062 5:10 `topic` is missing; the class requires it | Set it under `config:`: text.",
            "MAN-061 8:5 `batch.sice` is no key of this class, and Connect will ignore it | Did you"
                + " mean `batch.size`?",
            "MAN-063 9:5 the value of `batch.size` is not a whole number from -2147483648 to"
                + " 2147483647 | Write a whole number from -2147483648 to 2147483647.",
            "MAN-064 10:5 the value of `errors.tolerance` is not one of none, all | Did you mean"
                + " `all`?",
            "MAN-061 11:5 `something.else` is no key of this class, and Connect will ignore it |"
                + " Remove it, unless the connector hands it on to a client of its own.");
  }

  @Test
  void aClassThatIsNotInstalledIsToldOnce() {
    assertThat(check(connector("FileStreamSourceConector", "nonsense: 1")))
        .singleElement()
        .asString()
        .startsWith("MAN-060 5:10 cluster `shared` has no connector of this class | Known here: ");
  }

  @Test
  void whatIsInheritedCountsAndIsToldAtTheClass() {
    SmallRepository repository =
        connector("FileStreamSource", "file: f")
            .file(
                "teams/payments/team.yaml",
                "apiVersion: riparian/v1",
                "kind: Team",
                "spec: {defaults: {config: {topic: lines, batch.size: many}}}");

    assertThat(check(repository)).singleElement().asString().startsWith("MAN-063 5:10 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"converters", "post.processors"})
  void theOptionsOfAnAliasAreKnown(String aliases) {
    assertThat(
            check(
                connector(
                    "FileStreamSource", "topic: t", aliases + ": isbn", "isbn.type: io.example.I")))
        .singleElement()
        .asString()
        .contains("`" + aliases + "`");
  }

  @Test
  void aValueIsNeverRepeated() {
    assertThat(check(connector("FileStreamSource", "topic: t", "batch.size: hunter2")).toString())
        .doesNotContain("hunter2");
  }

  /** A version of the class that has one key, named after it. */
  private static PluginConfigDef version(String version) {
    Plugin plugin = Definitions.FILE_SOURCE.plugin();
    return new PluginConfigDef(
        new Plugin(plugin.className(), plugin.type(), version),
        Stream.of("key.of." + version, "connector.class", "connector.plugin.version")
            .map(
                key ->
                    Definitions.key(
                        key, ConfigKey.Type.STRING, false, "", ConfigKey.Importance.LOW, "", ""))
            .toList());
  }

  private static List<String> pinned(String pin, String key) {
    return check(
        connector("FileStreamSource", "connector.plugin.version: \"" + pin + "\"", key + ": x"),
        version("3.10.0"),
        version("3.9.1"),
        version("4.0.0-rc1"),
        version("3.2.0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.2            | 3.2.0",
        "[3.2]          | 3.2.0",
        "[3.2,4.0-rc)   | 3.10.0",
        "[3.2,3.10)     | 3.9.1",
        "(,3.9],[4,5)   | 3.2.0",
        "latest         | 4.0.0-rc1",
        "${env:VERSION} | 4.0.0-rc1"
      })
  void theKeysAreThoseOfTheVersionThatConnectWouldTake(String pin, String taken) {
    assertThat(pinned(pin, "key.of." + taken)).isEmpty();
    assertThat(pinned(pin, "key.of.nothing")).singleElement().asString().startsWith("MAN-061 ");
  }

  @Test
  void withoutAPinTheNewestCounts() {
    assertThat(
            check(
                connector("FileStreamSource", "key.of.3.10.0: x"),
                version("3.10.0"),
                version("3.9.1")))
        .isEmpty();
  }

  @Test
  void aVersionThatIsNotInstalledIsToldWhereItIsAskedFor() {
    assertThat(pinned("3.9", "anything"))
        .containsExactly(
            "MAN-065 8:5 cluster `shared` has this class, but in no version that"
                + " `connector.plugin.version` takes | Installed: 3.2.0, 3.9.1, 3.10.0, 4.0.0-rc1. A"
                + " plain version means exactly that one; a range reads \"[3.1,4)\".");
  }

  @Test
  void theFieldVersionIsTheSamePin() {
    SmallRepository repository =
        SmallRepository.oneTeam()
            .file(
                "teams/payments/connectors/payments-x.yaml",
                SmallRepository.document("payments-x", "version: '[9,)'")
                    .replace("class: A", "class: FileStreamSource"));

    assertThat(check(repository, version("3.2.0")))
        .singleElement()
        .asString()
        .startsWith("MAN-065 7:12 ");
  }

  @Test
  void whatIsNoRangeIsToldAsThat() {
    assertThat(pinned("[3.2", "anything"))
        .containsExactly(
            "MAN-063 8:5 the value of `connector.plugin.version` is no version and no range | Write"
                + " one version, which means exactly that one, or a range: \"[3.1,4)\".");
  }
}
