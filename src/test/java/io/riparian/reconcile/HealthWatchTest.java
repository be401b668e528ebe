package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.Glance;
import io.riparian.health.AlarmTimes;
import io.riparian.health.Parts;
import io.riparian.health.Progress;
import io.riparian.health.Verdict;
import io.riparian.ledger.AuditEntry;
import io.riparian.model.Explanation;
import io.riparian.model.FailureAnswer;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import io.riparian.model.Notice;
import io.riparian.model.Notice.Kind;
import io.riparian.model.Party;
import io.riparian.model.RunState;
import io.riparian.model.WorkerStanding;
import io.riparian.notify.RouteBook;
import io.riparian.repo.FileCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthWatchTest {
  private static final String REFUSED =
      "org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access"
          + " topics: [payments-closed]";
  private static final String DOWN =
      "org.apache.kafka.connect.errors.ConnectException: lost\n"
          + "Caused by: java.net.ConnectException: Connection refused";

  private static final LastChanges CHANGES =
      new LastChanges(
          (path, revision) ->
              Optional.of(new FileCommit(revision, "Anna", World.START.minusSeconds(60), false)));

  private final World world = new World();
  private final List<Notice> told = new ArrayList<>();
  private final List<RestartOrder> orders = new ArrayList<>();
  private final SortedMap<String, WorkerStanding> workers = new TreeMap<>();
  private final NavigableMap<String, Verdict> stalled = new TreeMap<>();
  private final Set<String> moving = new HashSet<>();
  private final SortedMap<String, Instant> away = new TreeMap<>();
  private final Set<String> untold = new HashSet<>();
  private ClusterView view = ClusterView.notAsked(world.cluster());
  private HealthWatch health = watch();

  private HealthWatch watch() {
    return new HealthWatch(
        world.cluster(),
        world::judged,
        world.ledger(),
        new KnownFailures(),
        CHANGES,
        new RouteBook(),
        (notice, routes) -> told.add(notice),
        Witness.NONE,
        AlarmTimes.USUAL,
        world::now);
  }

  @BeforeEach
  void running() {
    world.branch.connector("payments-a").connector("payments-b");
    world.commit().settle();
  }

  private void look() {
    view = view.walked(world.walk(), workers);
    health
        .saw(
            view,
            () ->
                new Headway(
                    stalled, stalled::containsKey, moving::contains, new Parts(away, untold)))
        .ifPresent(orders::add);
  }

  /** Looks each ten seconds for so long. */
  private void after(Duration time) {
    for (long passed = 0; passed < time.toSeconds(); passed += 10) {
      look();
      world.pass(Duration.ofSeconds(10));
    }
  }

  /** What had failed is restarted, and this is what becomes of it. */
  private void restart() {
    ClusterWalk line = world.line();
    RestartOrder order = orders.get(orders.size() - 1);
    Restarter restarter =
        new Restarter(world.guarded(), world.watched.cluster()::statuses, World.SOON, () -> false);
    new Roll(
            order,
            "shared",
            () -> line.restarts(world.judged(), line.observe(world.judged()), order.wish()),
            restarter,
            () -> "",
            tried -> {},
            world.ledger(),
            world::now)
        .run();
  }

  @Test
  void theTeamIsToldWithTheEightFieldsAndAgainWhenItIsOver() {
    world.connect.givenFailedTask("payments-a", REFUSED);
    after(Duration.ofMinutes(10));

    assertThat(told).extracting(Notice::to).containsExactly(Party.team("payments"), Party.PLATFORM);
    Explanation explanation = told.get(0).explanation().orElseThrow();
    assertThat(explanation.owner()).isEqualTo("payments");
    assertThat(explanation.failureClass()).isEqualTo("kafka-access");
    assertThat(explanation.evidence()).contains("payments-closed");
    assertThat(explanation.lastChange()).startsWith("commit c").contains(" by Anna, ");
    assertThat(explanation.action()).contains("Write", "Topic:LITERAL:payments-closed");
    assertThat(explanation.runbook()).isEqualTo("docs/failures.md#kafka-access");
    assertThat(told.get(0).details()).singleElement().asString().contains("git revert c");
    world.connect.givenStatus("payments-a", RunState.RUNNING);
    after(Duration.ofMinutes(6));

    assertThat(told)
        .extracting(Notice::kind)
        .containsExactly(Kind.FAILURE, Kind.FAILURE, Kind.RECOVERY, Kind.RECOVERY);
  }

  @Test
  void aRestartOfTheDaemonTellsNothingTwiceAndForgetsNothing() {
    world.connect.givenFailedTask("payments-a", REFUSED);
    after(Duration.ofMinutes(2));
    told.clear();
    String since = health.course().failures().known().toString();
    health = watch();
    world.restart();
    view = ClusterView.notAsked(world.cluster());
    after(Duration.ofMinutes(2));

    assertThat(told).isEmpty();
    assertThat(health.course().failures().known()).hasToString(since);
    world.connect.givenStatus("payments-a", RunState.RUNNING);
    after(Duration.ofMinutes(6));
    assertThat(told).extracting(Notice::kind).containsOnly(Kind.RECOVERY);
  }

  @Test
  void aMemoryOfAnotherVersionIsBegunAnew() {
    world.ledger().keepCourse("shared", "[]");

    assertThat(watch().course().failures().known()).isEmpty();
  }

  @Test
  void whatNobodyDeclaredIsThePlatformsAndWhatAnotherOneDeclaredIsNot() {
    world.connect.given("stray", Map.of("connector.class", "A"));
    world.connect.givenFailedTask("stray", REFUSED);
    world.connect.given(
        "theirs", Map.of("connector.class", "A", "riparian.mark", "other:theirs:abcdef"));
    world.connect.givenFailedTask("theirs", REFUSED);
    after(Duration.ofMinutes(2));

    assertThat(told).extracting(Notice::to).containsExactly(Party.PLATFORM);
    assertThat(told.get(0).connectors()).containsExactly("stray");
    assertThat(told.get(0).explanation().orElseThrow().owner()).isEqualTo("unowned");
  }

  @Test
  void whatConnectRefusesIsToldToItsTeamThoughTheOldOneRuns() {
    world.branch.connector("payments-a", "config: {wrong: value}");
    world.connect.refusing("wrong");
    world.commit();
    after(Duration.ofMinutes(2));

    assertThat(told).extracting(Notice::to).containsExactly(Party.team("payments"));
    Explanation explanation = told.get(0).explanation().orElseThrow();
    assertThat(explanation.failureClass()).isEqualTo("configuration");
    assertThat(explanation.evidence()).contains("wrong").doesNotContain("value");
  }

  @Test
  void whatMayBeMendedIsRestartedAndRecordedAndNotTold() {
    world.branch.connector("payments-a", "autoRestart: {enabled: true}");
    world.commit().settle();
    world.connect.givenFailedTask("payments-a", DOWN);
    after(Duration.ofMinutes(1));
    restart();
    after(Duration.ofMinutes(10));

    assertThat(orders).hasSize(1);
    assertThat(orders.get(0).open()).isEmpty();
    assertThat(world.ledger().auditBefore(Long.MAX_VALUE, 2))
        .extracting(AuditEntry::action)
        .containsExactly("restart", "begin-restart");
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsHeldIsToldInsteadOfRestarted() {
    world.branch.connector("payments-a", "autoRestart: {enabled: true}");
    world.commit().settle();
    world.branch.file(
        "teams/payments/holds/move.yaml",
        "apiVersion: riparian/v1",
        "kind: Hold",
        "metadata: {name: move}",
        "spec: {connectors: all, reason: it moves, until: '2026-11-23T12:00:00Z',"
            + " stops: [restart]}");
    world.commit();
    world.connect.givenFailedTask("payments-a", DOWN);
    after(Duration.ofMinutes(1));
    restart();
    after(Duration.ofMinutes(2));

    assertThat(told).extracting(Notice::to).containsExactly(Party.team("payments"));
    assertThat(told.get(0).details()).last().asString().startsWith("It is not restarted: ");
  }

  @Test
  void aCycleThatBreaksOffKeepsNobodyFromBeingTold() {
    look();
    view = view.broken("the cycle broke off: a mistake of ours", world.now());
    world.connect.givenFailedTask("payments-a", REFUSED);
    for (int look = 0; look < 12; look++) {
      view = view.glanced(new Glance.Seen(world.now(), world.watched.cluster().statuses(), ""));
      health.saw(view, () -> Headway.UNKNOWN).ifPresent(orders::add);
      world.pass(Duration.ofSeconds(10));
    }

    assertThat(told).extracting(Notice::kind).containsOnly(Kind.FAILURE);
  }

  @Test
  void aMistakeOfOursStopsNothing() {
    health =
        new HealthWatch(
            world.cluster(),
            () -> {
              throw new IllegalStateException("a mistake of ours");
            },
            world.ledger(),
            new KnownFailures(),
            CHANGES,
            new RouteBook(),
            (notice, routes) -> told.add(notice),
            Witness.NONE,
            AlarmTimes.USUAL,
            world::now);
    world.connect.givenFailedTask("payments-a", REFUSED);
    after(Duration.ofMinutes(2));

    assertThat(told).isEmpty();
  }

  @Test
  void whatDoesNotGetOnIsToldToItsTeamThoughItRuns() {
    stalled.put(
        "payments-b",
        new Verdict(
            new FailureAnswer(
                FailureClass.UNKNOWN, Recipient.TEAM, Retry.NO, 70, "Look at the log."),
            Progress.STALLED,
            "its consumer group has not moved for 16 min while 1203 records wait",
            List.of()));
    after(Duration.ofMinutes(2));
    assertThat(told).extracting(Notice::to).containsExactly(Party.team("payments"));
    assertThat(told.get(0).explanation().orElseThrow().evidence()).contains("1203 records");
    assertThat(orders).isEmpty();
    stalled.clear();
    after(Duration.ofMinutes(20));
    assertThat(told).as("that it is not known to stand shows no progress").hasSize(1);
    moving.add("payments-b");
    after(Duration.ofMinutes(6));

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE, Kind.RECOVERY);
  }

  @Test
  void brokersThatDoNotAnswerAreThePlatformsOnce() {
    away.put("Kafka", world.now());
    after(Duration.ofMinutes(3));
    assertThat(told).extracting(Notice::title).containsExactly("Kafka of shared does not answer");
    away.clear();
    look();

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.INCIDENT, Kind.INCIDENT_OVER);
  }

  @Test
  void whatIsNotToldOfIsNotBack() {
    away.put("Kafka", world.now());
    after(Duration.ofMinutes(3));
    away.clear();
    untold.add("Kafka");
    after(Duration.ofMinutes(3));
    assertThat(told).extracting(Notice::kind).containsExactly(Kind.INCIDENT);
    untold.clear();
    look();

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.INCIDENT, Kind.INCIDENT_OVER);
  }

  @Test
  void aWorkerThatIsAwayIsThePlatformsOnce() {
    workers.put("w1:8083", WorkerStanding.READY);
    workers.put("w2:8083", WorkerStanding.AWAY);
    after(Duration.ofMinutes(3));
    assertThat(told)
        .extracting(Notice::title)
        .containsExactly("worker w2:8083 of shared does not answer");
    workers.put("w2:8083", WorkerStanding.STARTING);
    look();

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.INCIDENT, Kind.INCIDENT_OVER);
    assertThat(told).extracting(Notice::to).containsOnly(Party.PLATFORM);
  }

  @Test
  void aClusterThatDoesNotAnswerIsThePlatformsOnce() {
    look();
    for (int i = 0; i < 12; i++) {
      health.silent(world.now(), "connection refused");
      world.pass(Duration.ofSeconds(10));
    }
    assertThat(told).extracting(Notice::kind).containsExactly(Kind.INCIDENT);
    assertThat(told.get(0).details()).containsExactly("connection refused");
    look();

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.INCIDENT, Kind.INCIDENT_OVER);
    assertThat(told).extracting(Notice::to).containsOnly(Party.PLATFORM);
  }
}
