package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemainsTest {

  private static List<LooseConnectors.Loose> remains(String extension, String text) {
    ParsedFile parsed =
        ManifestParser.parse(
            "teams/acme/connectors/a." + extension, text.getBytes(StandardCharsets.UTF_8));
    assertThat(parsed.isBroken()).isTrue();
    return LooseConnectors.of(parsed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json | '{\"a\": \"\\$x\"}' | $x",
        "json | '{\"a\": \"${vault:\\$x\", b}' | ${vault:$x",
        "json | '{\"a\" : \"say \\\"x\\\" \",' | 'say \"x\" '",
        "json | '{\"a\": $x, \"b\": 1}' | $x",
        "json | '{\"a\": \"''\"$x\"''\"}' | '''\"$x\"'''",
        "json | '{\"name\": \"x\" \"config\": {\"a\": \"x\"' | x",
        "yaml | '- a: x # said\n b: [' | x",
        "yaml | '\"a\": ''x''\n b: [' | x",
        "properties | 'a x\nb=\\u' | x",
        "properties | ' a : x\nb=\\u' | x",
      })
  void keysAndValuesCanStillBeTold(String extension, String text, String value) {
    assertThat(remains(extension, text))
        .anySatisfy(loose -> assertThat(loose.config().get("a")).contains(value));
  }

  @Test
  void aKeyThatStandsTwiceIsToldTwice() {
    assertThat(remains("json", "{\"a\": \"x\",\n \"a\": \"y\"}"))
        .extracting(loose -> loose.config().get("a").orElseThrow() + loose.placeOf("a").line())
        .containsExactly("x1", "y2");
  }

  @Test
  void nullIsNoValue() {
    assertThat(remains("json", "{\"a\": null, \"b\": \"\\$\"}"))
        .singleElement()
        .satisfies(loose -> assertThat(loose.config().entries()).containsOnlyKeys("b"));
  }

  @Test
  void onlyConnectorFilesAreLookedThrough() {
    ParsedFile parsed =
        ManifestParser.parse(
            "platform/clusters/a.yaml", "a: x\nb: [".getBytes(StandardCharsets.UTF_8));

    assertThat(LooseConnectors.of(parsed)).isEmpty();
  }

  /** Each of these would take minutes if something in it were read again from every place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json | '\"' | 0",
        "json | '\"a' | 0",
        "json | '\"a\":' | 1",
        "json | '\"a\": \"' | 5000",
        "json | '\"a\": \\' | 5000",
        "yaml | '[ ' | 0",
        "yaml | 'a: &' | 0",
        "properties | '\\u ' | 1",
      })
  void aLargeFileIsLookedThroughInTimeThatGrowsWithItsLength(
      String extension, String part, int keys) {
    String text = "{" + part.repeat(500_000 / part.length());

    assertThat(remains(extension, text).stream().mapToInt(it -> it.config().entries().size()).sum())
        .isEqualTo(keys);
  }
}
