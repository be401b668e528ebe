package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.riparian.connect.ConnectFailure;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.ConnectWorkers;
import io.riparian.connect.Definitions;
import io.riparian.connect.FakeConnect;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.manifest.SmallRepository;
import io.riparian.model.Cluster;
import io.riparian.report.DoctorReport;
import io.riparian.report.DoctorReport.Finding;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private static final Cluster SHARED =
      Objects.requireNonNull(SmallRepository.oneTeam().resolve().clusters().get("shared"));

  private final FakeConnect first = new FakeConnect().at("a:1").having(Definitions.FILE_SOURCE);
  private final FakeConnect second = new FakeConnect().at("b:1").having(Definitions.FILE_SOURCE);

  private DoctorReport examine() {
    return new Examination(cluster -> new ConnectWorkers(List.of(first, second))).of(SHARED);
  }

  private static List<String> rulesSeen(DoctorReport report) {
    return report.findings().stream()
        .filter(found -> found.kind().equals("seen"))
        .map(Finding::rule)
        .toList();
  }

  @Test
  void everyWorkerIsLookedAtAndNothingIsWritten() {
    DoctorReport report = examine();

    assertThat(report.workers())
        .containsExactly(
            new DoctorReport.WorkerReport("a:1", "4.3.1", "ready"),
            new DoctorReport.WorkerReport("b:1", "4.3.1", "ready"));
    assertThat(rulesSeen(report)).containsExactly("DOC-101", "DOC-102");
    for (FakeConnect worker : List.of(first, second)) {
      assertThat(worker.reads()).isEqualTo(4);
      assertThat(worker.writes()).isZero();
      assertThat(worker.count(Operation.REJECTED_KEYS)).isZero();
    }
  }

  @Test
  void workersThatDifferAreCompared() {
    second.having(Definitions.INSERT_FIELD);

    assertThat(rulesSeen(examine())).contains("DOC-105");
  }

  @Test
  void aWorkerThatIsDownIsNamedAndTheOthersAreExamined() {
    second.down(true);

    DoctorReport report = examine();

    assertThat(report.workers())
        .extracting(DoctorReport.WorkerReport::worker)
        .containsExactly("a:1");
    assertThat(report.unanswered())
        .extracting(DoctorReport.Unanswered::worker)
        .containsExactly("b:1");
    assertThat(rulesSeen(report)).contains("DOC-104");
  }

  @Test
  void aClusterThatDoesNotAnswerIsNotDeclaredHealthy() {
    first.down(true);
    second.down(true);

    assertThatExceptionOfType(ConnectFailure.class)
        .isThrownBy(this::examine)
        .returns(Kind.UNREACHABLE, ConnectFailure::kind);
  }

  @Test
  void whatAWorkerDoesNotTellDoesNotHideTheRest() {
    first.failing(Operation.PLUGINS, 1, Kind.TIMED_OUT, Effect.NOT_DONE);
    first.failing(Operation.READINESS, 1, Kind.TIMED_OUT, Effect.NOT_DONE);

    DoctorReport report = examine();

    assertThat(report.workers())
        .first()
        .isEqualTo(new DoctorReport.WorkerReport("a:1", "4.3.1", "cannot-tell"));
    assertThat(rulesSeen(report)).contains("DOC-101");
    assertThat(report.findings())
        .anyMatch(found -> found.rule().equals("DOC-105") && found.kind().equals("check"));
  }
}
