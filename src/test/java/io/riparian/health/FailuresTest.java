package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorKind;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.FailureClass;
import io.riparian.model.FailureRules;
import io.riparian.model.RunState;
import io.riparian.reconcile.FailureRuleFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Classifier NOTHING_KNOWN = new Classifier(FailureRules.NONE);

  private static ConnectorStatus running(RunState task, String trace) {
    return new ConnectorStatus(
        RunState.RUNNING, "w1:8083", "", List.of(new TaskStatus(0, task, "w2:8083", trace)));
  }

  private static ConnectorKind untold(String connector) {
    return ConnectorKind.UNKNOWN;
  }

  private static Failures look(Failures before, Instant at, RunState task, String trace) {
    return before.after(
        "shared",
        Map.of("orders", running(task, trace)),
        FailuresTest::untold,
        Map.of(),
        at,
        NOTHING_KNOWN);
  }

  private static Failures.Known known(Failures failures, String connector) {
    return Objects.requireNonNull(failures.known().get(connector));
  }

  @Test
  void aFailureIsKnownSinceItWasFirstSeenAndWhereItRan() {
    Failures once = look(Failures.NONE, START, RunState.FAILED, "x.Boom: no");
    Failures twice = look(once, START.plusSeconds(60), RunState.FAILED, "x.Boom: no");

    assertThat(twice).isEqualTo(once);
    assertThat(known(twice, "orders"))
        .returns(START, Failures.Known::since)
        .returns("w2:8083", Failures.Known::worker);
  }

  @Test
  void theAclsAreThoseOfTheConnectorsKind() {
    Failures failed =
        Failures.NONE.after(
            "shared",
            Map.of(
                "orders",
                running(
                    RunState.FAILED,
                    "org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [pay]")),
            name -> ConnectorKind.SOURCE,
            Map.of(),
            START,
            FailureRuleFiles.builtInClassifier());

    assertThat(known(failed, "orders").verdict().missing())
        .extracting(MissingAcl::operation)
        .containsExactly(MissingAcl.Operation.WRITE, MissingAcl.Operation.DESCRIBE);
  }

  @Test
  void whatRunsAgainHasNotFailed() {
    Failures once = look(Failures.NONE, START, RunState.FAILED, "x.Boom: no");

    assertThat(look(once, START.plusSeconds(60), RunState.RUNNING, "")).isEqualTo(Failures.NONE);
  }

  @Test
  void whatIsOnItsWayHasFailedAfterSixMinutesOnly() {
    Failures moved = look(Failures.NONE, START, RunState.UNASSIGNED, "");
    Failures soon = look(moved, START.plus(Duration.ofSeconds(359)), RunState.UNASSIGNED, "");
    Failures late = look(soon, START.plus(Duration.ofMinutes(6)), RunState.UNASSIGNED, "");

    assertThat(soon.known()).isEmpty();
    assertThat(known(late, "orders").verdict().failureClass())
        .isEqualTo(FailureClass.INFRASTRUCTURE);
    assertThat(known(late, "orders").since()).isEqualTo(START);
  }

  @Test
  void theFirstFailureStaysWhenOnlyItsConsequenceIsTold() {
    Failures first = look(Failures.NONE, START, RunState.FAILED, "x.Boom: the disk is full");
    Failures second =
        look(
            first,
            START.plusSeconds(5),
            RunState.FAILED,
            "Cannot transition connector to STARTED since it has failed");

    assertThat(known(second, "orders").fingerprint())
        .isEqualTo(known(first, "orders").fingerprint());
    assertThat(known(second, "orders").since()).isEqualTo(START);
  }

  @Test
  void oneCauseOfTwoConnectorsIsOneUnlessTheHostDiffers() {
    Map<String, ConnectorStatus> three =
        Map.of(
            "a", running(RunState.FAILED, "x.Refused: connect to 10.0.0.1:5432 after 30 ms"),
            "b", running(RunState.FAILED, "x.Refused: connect to 10.0.0.1:5432 after 45 ms"),
            "c", running(RunState.FAILED, "x.Refused: connect to 10.0.0.2:5432 after 30 ms"));
    Failures seen =
        Failures.NONE.after("shared", three, FailuresTest::untold, Map.of(), START, NOTHING_KNOWN);

    assertThat(known(seen, "a").cause()).isEqualTo(known(seen, "b").cause());
    assertThat(known(seen, "a").cause()).isNotEqualTo(known(seen, "c").cause());
    assertThat(known(seen, "a").fingerprint()).isNotEqualTo(known(seen, "b").fingerprint());
  }
}
