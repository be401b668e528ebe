package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredWordsTest {
  /** Whatever fits the pattern has the word; a text without any such word need not be tried. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "Connection.refused connection",
        "a(b|c)defg defg",
        "abcd?efg abc",
        "abc*defgh defgh",
        "x{2}abcd abcd",
        "[abc|(]hello hello",
        "[]x]world world",
        "\\d\\.abc\\b .abc",
        "(?-i:no)thing thing"
      })
  void theLongestRunOfPlainCharactersIsRequired(String pattern, String word) {
    RequiredWords words = RequiredWords.of(List.of(pattern));

    assertThat(words.mayBeIn("such as " + word + " is")).isTrue();
    assertThat(words.mayBeIn("such as " + word.substring(1) + " is")).isFalse();
  }

  @Test
  void ofSeveralAlternativesOneIsEnough() {
    RequiredWords words = RequiredWords.of(List.of("Abc|(d|e)fgh", "IJK"));

    assertThat(words.mayBeIn("abc")).isTrue();
    assertThat(words.mayBeIn("fgh")).isTrue();
    assertThat(words.mayBeIn("ijk")).isTrue();
    assertThat(words.mayBeIn("d")).isFalse();
  }

  @Test
  void whereOneAlternativeHasNoWordNothingIsRequired() {
    assertThat(RequiredWords.of(List.of("abc|(d|e)")).mayBeIn("")).isTrue();
    assertThat(RequiredWords.of(List.of()).mayBeIn("")).isTrue();
  }
}
