package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Location;
import io.riparian.model.Severity;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticTextTest {
  @Test
  void everyMistakeStandsWithItsLineAndACaretButNeverWithASecret() {
    assertThat(DiagnosticText.of(Mistakes.REPORT, Mistakes::source))
        .isEqualTo(
            """
            error: teams/orders/a, "b" <c>.yaml: 100% wrong [MAN-006]
                = Rename it.
            error: teams/orders/connectors/web.yaml:4:3: unknown field `spec.taskMax` [MAN-030]
              4 |   taskMax: 1
                |   ^^^^^^^
                = Did you mean `tasksMax`?
            warning: teams/orders/connectors/web.yaml:6:24: an odd? spelling [MAN-054]
              6 |     database.password: ******
                |                        ^

            3 files: 2 errors, 1 warning.
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "its end in another line | 4 | 3 | 5 | 2 | '  4 |   taskMax: 1\n    |   ^\n'",
        "no end | 4 | 3 | 4 | 3 | '  4 |   taskMax: 1\n    |   ^\n'",
        "an end behind the line | 4 | 3 | 4 | 99 | '  4 |   taskMax: 1\n    |   ^\n'",
        "the line's last character | 4 | 12 | 4 | 13 | '  4 |   taskMax: 1\n    |            ^\n'",
        "the key of a masked value | 6 | 5 | 6 | 22 | '  6 |     database.password: ******\n    |     ^^^^^^^^^^^^^^^^^\n'",
        "a key and the mask | 6 | 5 | 6 | 31 | '  6 |     database.password: ******\n    |     ^\n'",
      })
  void onlyWhatIsShownAsAWholeIsUnderlined(
      String what, int line, int column, int endLine, int endColumn, String shown) {
    Location at =
        new Location("teams/orders/connectors/web.yaml", line, column, endLine, endColumn);
    ValidationReport report =
        new ValidationReport(
            List.of(), List.of(Mistakes.mistake("MAN-030", Severity.ERROR, at, "odd", "")));

    assertThat(DiagnosticText.of(report, Mistakes::source))
        .as(what)
        .contains("[MAN-030]\n" + shown + "\n");
  }

  @Test
  void everyLineOfALargeFileMayHaveAMistake() {
    List<String> lines = Collections.nCopies(100_000, "a: [b]");
    List<DiagnosticReport> mistakes =
        IntStream.rangeClosed(1, lines.size())
            .mapToObj(line -> new Location("f", line, 1))
            .map(at -> Mistakes.mistake("MAN-030", Severity.ERROR, at, "odd", ""))
            .toList();

    String text = DiagnosticText.of(new ValidationReport(List.of("f"), mistakes), file -> lines);

    assertThat(text)
        .endsWith("  100000 | a: [b]\n         | ^\n\n1 file: 100000 errors, 0 warnings.\n");
  }

  @Test
  void withoutAnyMistakeOnlyTheFilesAreCounted() {
    assertThat(DiagnosticText.of(Mistakes.NONE, Mistakes::source))
        .isEqualTo("1 file, nothing to mend.\n");
  }
}
