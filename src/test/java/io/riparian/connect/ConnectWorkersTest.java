package io.riparian.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectWorkersTest {
  private static final ConnectorConfig CONFIG = ConnectorConfig.of(Map.of("connector.class", "C"));

  private final FakeConnect first = new FakeConnect();
  private final FakeConnect second = new FakeConnect();
  private final ConnectCluster cluster = new ConnectWorkers(List.of(first, second));

  @Test
  void itKeepsToTheFirstWorkerThatAnswers() {
    cluster.statuses();
    cluster.statuses();

    assertThat(first.reads()).isEqualTo(2);
    assertThat(second.reads()).isZero();
  }

  @Test
  void itGoesToTheNextWhenAWorkerIsDownAndStaysThere() {
    first.down(true);
    cluster.statuses();
    first.down(false);

    cluster.statuses();

    assertThat(second.reads()).isEqualTo(2);
    assertThat(first.reads()).isZero();
    assertThat(cluster.workers()).containsExactly(second, first);
  }

  @Test
  void allWorkersDownIsUnreachable() {
    first.down(true);
    second.down(true);

    assertThatThrownBy(cluster::statuses)
        .isInstanceOfSatisfying(
            ConnectFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"UNREACHABLE", "TIMED_OUT", "WORKER_ERROR"})
  void aReadIsAskedOfAnotherWorker(Kind kind) {
    first.failing(Operation.STATUSES, 1, kind, Effect.NOT_DONE);
    second.given("orders", Map.of());

    assertThat(cluster.statuses()).containsOnlyKeys("orders");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNREACHABLE"})
  void aWriteThatMayHaveHappenedIsNeverRepeated(Kind kind) {
    first.failing(Operation.CREATE, 1, kind, Effect.DONE);

    assertThatThrownBy(() -> cluster.create("a", CONFIG, DeclaredState.RUNNING))
        .isInstanceOfSatisfying(
            ConnectFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));

    assertThat(second.writes()).isZero();
  }

  @Test
  void aWriteThatReachedNobodyGoesToTheNextWorker() {
    first.down(true);

    cluster.create("a", CONFIG, DeclaredState.RUNNING);
    cluster.pause("a");

    assertThat(second.count(Operation.CREATE)).isEqualTo(1);
    assertThat(second.count(Operation.PAUSE)).isEqualTo(1);
  }

  @Test
  void afterAnUnknownOutcomeTheNextLookIsAtAnotherWorker() {
    first.failing(Operation.DELETE, 1, Kind.TIMED_OUT, Effect.DONE);
    assertThatThrownBy(() -> cluster.delete("a")).isInstanceOf(ConnectFailure.class);

    cluster.read("a");

    assertThat(second.count(Operation.READ)).isEqualTo(1);
  }

  @Test
  void aConfigurationsFaultDoesNotMakeItLeaveTheWorker() {
    first.failing(Operation.UPDATE, 1, Kind.REFUSED, Effect.NOT_DONE);
    assertThatThrownBy(() -> cluster.update("a", CONFIG)).isInstanceOf(ConnectFailure.class);

    cluster.update("a", CONFIG);

    assertThat(first.count(Operation.UPDATE)).isEqualTo(2);
    assertThat(second.writes()).isZero();
  }

  @Test
  void aValidationIsNotRunOnEveryWorkerInTurn() {
    first.failing(Operation.REJECTED_KEYS, 1, Kind.TIMED_OUT, Effect.NOT_DONE);

    assertThatThrownBy(() -> cluster.rejectedKeys("a", CONFIG)).isInstanceOf(ConnectFailure.class);

    assertThat(second.count(Operation.REJECTED_KEYS)).isZero();
  }

  @Test
  void aClusterWithoutWorkersIsOurMistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ConnectWorkers(List.of()));
  }
}
