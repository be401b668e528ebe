package io.riparian.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One value, written in two ways, or two values. */
class SpellingsTest {

  @ParameterizedTest
  @CsvSource({
    "1.50, 1.5",
    "1e3, 1000.0",
    "1E+3, 1000",
    "10, 10.00",
    "-0, 0",
    "12345678901234567890123, 12345678901234567890123.0",
    "1e9999, 10e9998",
    "True, true",
    "FALSE, false",
    "0123, 0123"
  })
  void theseAreOneValue(String one, String other) {
    assertThat(one.equals(other) || Spellings.areOne("key", one, other)).isTrue();
    assertThat(one.equals(other) || Spellings.areOne("key", other, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0123, 123",
    "0123, 83",
    "0123, 0123.0",
    "1.5, 1.6",
    "1, true",
    "yes, true",
    "on, On",
    "0x10, 16",
    "1_000, 1000",
    ".5, 0.5",
    "+1, 1",
    "1e99999, 10e99998",
    "a, A",
    "'', 0",
    "1, ' 1'"
  })
  void theseAreTwo(String one, String other) {
    assertThat(Spellings.areOne("key", one, other)).isFalse();
    assertThat(Spellings.areOne("key", other, one)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connector.plugin.version",
        "transforms.route.plugin.version",
        "version",
        "format-version",
        "schema_version",
        "pluginVersion"
      })
  void twoVersionsAreNeverOne(String key) {
    assertThat(Spellings.areOne(key, "1.1", "1.10")).isFalse();
  }
}
