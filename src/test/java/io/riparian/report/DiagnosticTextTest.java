package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
                |   ^
                = Did you mean `tasksMax`?
            warning: teams/orders/connectors/web.yaml:6:24: an odd? spelling [MAN-054]
              6 |     database.password: ******
                |                        ^

            3 files: 2 errors, 1 warning.
            """);
  }

  @Test
  void withoutAnyMistakeOnlyTheFilesAreCounted() {
    assertThat(DiagnosticText.of(Mistakes.NONE, Mistakes::source))
        .isEqualTo("1 file, nothing to mend.\n");
  }
}
