package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.report.RequestCheck.Annotation;
import io.riparian.report.RequestCheck.Annotation.Level;
import io.riparian.report.RequestCheck.Conclusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown beside a commit. */
class RequestCheckTest {
  private static RequestCheck of(String name) {
    return RequestCheck.of(RequestCases.of(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          routine-update          | SUCCESS | Ready: 1 to update
          nothing-changes         | SUCCESS | Ready: nothing that runs changes
          agreement-missing       | PENDING | Not ready: it waits for 2 agreements. Then: 1 to update
          cluster-does-not-answer | PENDING | Not ready: nothing can be planned on 1 cluster
          example                 | FAILURE | Not ready: 1 mistake to mend
          conflict                | FAILURE | Conflicts with the branch, so that there is nothing to plan
          waiting-for-apply       | PENDING | Merged, and waits to be applied: 1 to update
          applied                 | SUCCESS | Applied: 1 to update
          failed                  | FAILURE | Merged, and not all of it was done: 1 connector failed
          held-after-merge        | FAILURE | Merged, and held: it waits for 1 agreement
          closed                  | NEUTRAL | Closed without a merge: nothing of it is applied
          """)
  void itPassesOnlyWhatIsDecidedAndAgreedTo(String name, Conclusion conclusion, String title) {
    assertThat(of(name).conclusion()).isEqualTo(conclusion);
    assertThat(of(name).title()).isEqualTo(title);
  }

  @Test
  void eachMistakeIsToldAtItsLine() {
    assertThat(of("refusal-with-findings").annotations())
        .extracting(Annotation::path, Annotation::line, Annotation::level, Annotation::title)
        .contains(
            tuple("teams/orders/connectors/orders-invoices.yaml", 7, Level.FAILURE, "MAN-030"),
            tuple("teams/orders/connectors/orders-warehouse.yaml", 12, Level.WARNING, "P-08"));
    assertThat(of("refusal-with-findings").annotations())
        .extracting(Annotation::message)
        .contains("unknown field `spec.taskMax`. Did you mean `tasksMax`?");
  }

  @Test
  void aMistakeOfAWholeFileIsToldAtItsFirstLine() {
    RequestReport request =
        new RequestSample().warns("MAN-006", "a", 0, "m", "h").touches("a").report();

    assertThat(RequestCheck.of(request).annotations())
        .extracting(Annotation::line)
        .containsExactly(1);
  }

  @Test
  void itsSummaryIsWhatTheCommentSays() {
    assertThat(RequestComment.of(RequestCases.of("example"))).isEqualTo(of("example").summary());
  }
}
