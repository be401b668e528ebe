package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {
  @ParameterizedTest
  @ValueSource(strings = {"orders", "a\"b", "\"", "", "two\nlines", "`x`"})
  void noValueIsLeftInASentenceWithoutValues(String value) {
    assertThat(
            Quoted.withoutValues(
                "topic " + Quoted.value(value) + " and " + Quoted.value(value) + " of `x`"))
        .isEqualTo("topic \"…\" and \"…\" of `x`");
  }

  @Test
  void aSentenceWithoutValuesStays() {
    assertThat(Quoted.withoutValues("`topics` is not granted to team `x`"))
        .isEqualTo("`topics` is not granted to team `x`");
  }

  @Test
  void aValueThatWasCutOffIsHiddenToItsEnd() {
    assertThat(Quoted.withoutValues("topic \"orders and mo")).isEqualTo("topic \"…\"");
  }
}
