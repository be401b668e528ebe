package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
  /** Every writer of text, by name, with a report in which everything is called the same. */
  private static final Map<String, Function<String, String>> WRITERS =
      Map.of(
          "plan", name -> PlanText.of(Samples.plan(name)),
          "difference", name -> DiffText.of(Samples.diff(name)),
          "status", name -> StatusText.of(Samples.status(name)),
          "import", name -> ImportText.of(Samples.imported(name)),
          "mistakes",
              name ->
                  DiagnosticText.of(
                      Samples.mistakes(name), file -> ("a: " + name).lines().toList()),
          "annotations", name -> GitHubAnnotations.of(Samples.mistakes(name)));

  static Set<String> writers() {
    return WRITERS.keySet();
  }

  private static String text(String writer, String name) {
    return Objects.requireNonNull(WRITERS.get(writer)).apply(name);
  }

  @ParameterizedTest
  @MethodSource("writers")
  void noWriterLetsThroughWhatATerminalObeys(String writer) {
    String bad =
        "a\u001b[2J\u009b1m\u202eb\u2066\u200f\r\u0007\u2028\u2029\u0085\udb40\udc41c\ud83d";

    String text = text(writer, bad);

    assertThat(text.lines().filter(line -> line.contains("a?"))).isNotEmpty();
    assertThat(text.replace("\n", ""))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  }

  @ParameterizedTest
  @MethodSource("writers")
  void noNameMakesALineOfItsOwn(String writer) {
    assertThat(text(writer, "a\nb")).hasLineCount((int) text(writer, "a?b").lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u001b", "\u007f", "\u0080", "\u009b", "\u200d", "\u202a"})
  void whatIsNotSeenBecomesAQuestionMark(String unseen) {
    assertThat(Terminal.visible("a" + unseen + "b")).isEqualTo("a?b");
  }

  @Test
  void lettersOfAnyKindStay() {
    assertThat(Terminal.visible("é ü 日本 😀 «x» \u05d0")).isEqualTo("é ü 日本 😀 «x» \u05d0");
  }
}
