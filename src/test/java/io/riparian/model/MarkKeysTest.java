package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.model.MarkKeys.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkKeysTest {
  private static final String KEY = "sixteen bytes ok";
  private static final String NEWER = "a newer key, also long enough";
  private static final ConnectorId ORDERS = new ConnectorId("shared", "orders");
  private static final ConnectorConfig CONFIG = config(Map.of("a", "1", "b", "2"));

  private final MarkKeys keys = new MarkKeys("prod", List.of(KEY));

  @Test
  void aMarkProvesTheConfigurationItWasMadeOf() {
    String mark = keys.mark(ORDERS, CONFIG);

    assertThat(keys.verify(ORDERS, mark, CONFIG)).isEqualTo(Verdict.UNTOUCHED);
    assertThat(keys.verify(ORDERS, mark, CONFIG.with("a", "2"))).isEqualTo(Verdict.EDITED);
    assertThat(keys.verify(ORDERS, mark, CONFIG.with("c", ""))).isEqualTo(Verdict.EDITED);
    assertThat(keys.verify(ORDERS, mark, CONFIG.without(List.of("b")))).isEqualTo(Verdict.EDITED);
  }

  @Test
  void aMarkHoldsNothingThatChangesWithoutTheConfiguration() {
    assertThat(keys.mark(ORDERS, CONFIG))
        .isEqualTo(new MarkKeys("prod", List.of(KEY)).mark(ORDERS, CONFIG))
        .startsWith("v1:prod:shared:")
        .doesNotContain("orders");
  }

  @Test
  void aMarkIsGoodForOneConnectorOfOneClusterAndOneInstance() {
    String mark = keys.mark(ORDERS, CONFIG);

    assertThat(keys.isOurs(ORDERS, mark)).isTrue();
    assertThat(keys.isOurs(new ConnectorId("shared", "invoices"), mark)).isFalse();
    assertThat(keys.isOurs(new ConnectorId("other", "orders"), mark)).isFalse();
    assertThat(new MarkKeys("test", List.of(KEY)).isOurs(ORDERS, mark)).isFalse();
    assertThat(new MarkKeys("prod", List.of(NEWER)).isOurs(ORDERS, mark)).isFalse();
    assertThat(new MarkKeys("prod", List.of(NEWER)).verify(ORDERS, mark, CONFIG))
        .isEqualTo(Verdict.FOREIGN);
  }

  @Test
  void everyPartOfAMarkIsSigned() {
    String mark = keys.mark(ORDERS, CONFIG);
    for (int i = 0; i < mark.length(); i++) {
      String forged =
          mark.substring(0, i) + (mark.charAt(i) == 'A' ? 'B' : 'A') + mark.substring(i + 1);
      // The last letter of unpadded base64 carries spare bits, yet is compared as text.
      assertThat(keys.verify(ORDERS, forged, CONFIG)).as(forged).isEqualTo(Verdict.FOREIGN);
    }
  }

  @Test
  void theDigestOfOneMarkDoesNotFitIntoAnother() {
    String[] one = keys.mark(ORDERS, CONFIG).split(":", -1);
    String[] other = keys.mark(ORDERS, CONFIG.with("a", "evil")).split(":", -1);
    String mixed = String.join(":", one[0], one[1], one[2], other[3], one[4]);

    assertThat(keys.isOurs(ORDERS, mixed)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "::::", "v1:prod:shared::", "v1:prod:shared:x", "ünï:c:o:d:e"})
  void whatIsNoMarkIsForeign(String mark) {
    assertThat(keys.verify(ORDERS, mark, CONFIG)).isEqualTo(Verdict.FOREIGN);
  }

  @Test
  void theFirstKeySignsAndAllOfThemVerify() {
    MarkKeys rotated = new MarkKeys("prod", List.of(NEWER, KEY));

    assertThat(rotated.verify(ORDERS, keys.mark(ORDERS, CONFIG), CONFIG))
        .isEqualTo(Verdict.UNTOUCHED);
    assertThat(rotated.mark(ORDERS, CONFIG))
        .isEqualTo(new MarkKeys("prod", List.of(NEWER)).mark(ORDERS, CONFIG));
    assertThat(rotated.matches(digest(keys, "a", "1"), "a", "1")).isTrue();
    assertThat(keys.matches(digest(rotated, "a", "1"), "a", "1")).isFalse();
  }

  @Test
  void partsCannotBeShiftedIntoEachOther() {
    assertThat(keys.mark(ORDERS, config(Map.of("a", "bc"))))
        .isNotEqualTo(keys.mark(ORDERS, config(Map.of("ab", "c"))));
    assertThat(keys.mark(ORDERS, config(Map.of("a", "1", "b", "2"))))
        .isNotEqualTo(keys.mark(ORDERS, config(Map.of("a", "11:b1:2"))));
    assertThat(keys.digests(config(Map.of("a", "bc"))).get("a"))
        .isNotEqualTo(keys.digests(config(Map.of("ab", "c"))).get("ab"));
  }

  @Test
  void aDigestIsOfTheKeyAndOfItsValue() {
    Map<String, String> digests = keys.digests(config(Map.of("a", "same", "b", "same")));

    assertThat(digests).containsOnlyKeys("a", "b");
    assertThat(digests.get("a")).isNotEqualTo(digests.get("b")).doesNotContain("same");
    assertThat(keys.matches(digest(keys, "a", "same"), "a", "same")).isTrue();
    assertThat(keys.matches(digest(keys, "a", "same"), "b", "same")).isFalse();
    assertThat(keys.matches(digest(keys, "a", "same"), "a", "else")).isFalse();
  }

  @Test
  void aShortKeyNoKeyAndABadInstanceAreRefusedWithoutShowingTheKey() {
    assertThatThrownBy(() -> new MarkKeys("prod", List.of("fifteen bytes !")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 bytes")
        .hasMessageNotContaining("fifteen");
    assertThatThrownBy(() -> new MarkKeys("prod", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MarkKeys("pro:d", List.of(KEY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pro:d");
  }

  @Test
  void itsTextShowsNoKey() {
    assertThat(new MarkKeys("prod", List.of(KEY, NEWER))).hasToString("MarkKeys[prod, 2 keys]");
  }

  private static String digest(MarkKeys keys, String key, String value) {
    return keys.digests(config(Map.of(key, value))).getOrDefault(key, "");
  }

  private static ConnectorConfig config(Map<String, String> entries) {
    return ConnectorConfig.of(entries);
  }
}
