package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.Definitions;
import io.riparian.model.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDefCheckTest {

  /** What is found in a connector's file whose first lines are always the same. */
  private static List<String> check(SmallRepository repository) {
    List<ParsedFile> files =
        repository.layout().files().stream()
            .map(path -> ManifestParser.parse(path, repository.bytesOf(path)))
            .toList();
    return ConfigDefCheck.of(
            repository.resolve(), files, "shared", List.of(Definitions.FILE_SOURCE))
        .stream()
        .map(ConfigDefCheckTest::line)
        .toList();
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
}
