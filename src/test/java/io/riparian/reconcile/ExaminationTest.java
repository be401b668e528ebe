package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectFailure;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.ConnectWorkers;
import io.riparian.connect.Definitions;
import io.riparian.connect.FakeConnect;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.connect.kafka.KafkaCluster;
import io.riparian.connect.kafka.KafkaFailure;
import io.riparian.manifest.SmallRepository;
import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.KafkaSight.WorkerGroup;
import io.riparian.model.PartitionOffsets;
import io.riparian.report.DoctorReport;
import io.riparian.report.DoctorReport.Finding;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private static final Cluster SHARED =
      Objects.requireNonNull(SmallRepository.oneTeam().resolve().clusters().get("shared"));

  private final FakeConnect first = new FakeConnect().at("a:1").having(Definitions.FILE_SOURCE);
  private final FakeConnect second = new FakeConnect().at("b:1").having(Definitions.FILE_SOURCE);

  private DoctorReport examine() {
    return examine(cluster -> new ConnectWorkers(List.of(first, second)), SHARED);
  }

  private static DoctorReport examine(ConnectDoor door, Cluster cluster) {
    return new Examination(door, name -> Optional.empty()).of(cluster, List.of(cluster));
  }

  /** The same workers, and this Kafka behind them. */
  private ConnectDoor with(Supplier<KafkaCluster> kafka) {
    return new ConnectDoor() {
      @Override
      public ConnectCluster open(Cluster cluster) {
        return new ConnectWorkers(List.of(first, second));
      }

      @Override
      public Optional<KafkaCluster> openKafka(Cluster cluster) {
        return Optional.of(kafka.get());
      }
    };
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

  @Test
  void aKafkaThatCannotBeAskedLeavesTheRestAndIsTold() {
    DoctorReport report =
        examine(
            with(
                () -> {
                  throw new KafkaFailure(KafkaFailure.Kind.UNREACHABLE, "nobody is there");
                }),
            SHARED);

    assertThat(report.workers()).hasSize(2);
    assertThat(report.unanswered())
        .extracting(DoctorReport.Unanswered::problem)
        .containsExactly("nobody is there");
    assertThat(report.findings())
        .anyMatch(found -> found.rule().equals("DOC-113") && found.severity().equals("warning"));
  }

  @Test
  void aQuestionThatKafkaDoesNotAnswerLeavesNothingOpen() {
    FakeKafka kafka = new FakeKafka("fake-kafka");
    kafka.refusing = true;

    DoctorReport report = examine(with(() -> kafka), SHARED);

    assertThat(report.unanswered()).hasSize(1);
    assertThat(kafka.closed).isTrue();
  }

  @Test
  void topicsThatLookLikeInternalOnesAreLookedAtAndNamed() {
    FakeKafka kafka = new FakeKafka(first.worker().kafkaClusterId());

    DoctorReport report = examine(with(() -> kafka), SHARED);

    assertThat(report.kafka().topics()).containsExactly("a-config", "a-offset", "a-status");
    assertThat(report.unanswered()).isEmpty();
    assertThat(kafka.closed).isTrue();
  }

  /** With three topics that look like internal ones, and another. */
  private static final class FakeKafka implements KafkaCluster {
    private final String id;
    private boolean refusing;
    private boolean closed;

    FakeKafka(String id) {
      this.id = id;
    }

    @Override
    public Identity identity() {
      return new Identity(id, 3);
    }

    @Override
    public NavigableSet<String> topicNames() {
      if (refusing) {
        throw new KafkaFailure(KafkaFailure.Kind.NOT_ALLOWED, "no");
      }
      return new TreeSet<>(Set.of("a-config", "a-offset", "a-status", "orders"));
    }

    @Override
    public List<WorkerGroup> workerGroups(Set<String> named) {
      return List.of();
    }

    @Override
    public List<Topic> topics(Set<String> names) {
      return new TreeSet<>(names)
          .stream().map(name -> new Topic(name, Presence.THERE, 1, 3, Optional.empty())).toList();
    }

    @Override
    public SortedMap<String, List<PartitionOffsets>> groupOffsets(Set<String> groups) {
      throw new IllegalStateException("an examination asks for no offsets");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
