package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.AutoRestart;
import io.riparian.model.ConnectorKind;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.FailureAnswer;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import io.riparian.model.FailureRule;
import io.riparian.model.FailureRules;
import io.riparian.model.Location;
import io.riparian.model.Notice;
import io.riparian.model.Notice.Kind;
import io.riparian.model.Party;
import io.riparian.model.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One cluster under looks every ten seconds. */
class CourseTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final String DOWN = "java.net.ConnectException: the other side is down";
  private static final String BROKEN = "org.apache.kafka.common.errors.SerializationException: no";
  private static final AutoRestart SEVEN = new AutoRestart(true, 7);

  private static final Classifier CLASSIFIER =
      new Classifier(
          new FailureRules(
              "1",
              List.of(
                  rule("down", "is down", FailureClass.EXTERNAL_SYSTEM, Retry.YES),
                  rule("kafka", "broker", FailureClass.INFRASTRUCTURE, Retry.YES),
                  rule("data", "Serialization", FailureClass.DATA_SCHEMA, Retry.NO))));

  private final SortedMap<String, ConnectorStatus> statuses = new TreeMap<>();
  private final SortedMap<String, Verdict> symptoms = new TreeMap<>();
  private final SortedMap<String, Instant> away = new TreeMap<>();
  private final Set<String> untold = new HashSet<>();
  private final Set<String> unsure = new HashSet<>();
  private final Set<String> absent = new HashSet<>();
  private final Map<String, Keeping> keeping = new HashMap<>();
  private final List<Notice> told = new ArrayList<>();
  private final List<Instant> restarts = new ArrayList<>();
  private boolean busy;
  private Course course = Course.NONE;
  private Instant now = START;

  private static FailureRule rule(String id, String text, FailureClass of, Retry retry) {
    return new FailureRule(
        new Location("rules.yaml", 1, 1),
        id,
        new FailureRule.Look(List.of(text), List.of(), List.of(), List.of(), Set.of(), List.of()),
        new FailureAnswer(
            of,
            of == FailureClass.INFRASTRUCTURE ? Recipient.PLATFORM : Recipient.TEAM,
            retry,
            90,
            "Mend it."),
        text);
  }

  private static Keeping of(String team, AutoRestart autoRestart) {
    return new Keeping(
        ConnectorKind.UNKNOWN,
        team,
        START.minusSeconds(600),
        "commit abc",
        "git revert abc",
        "",
        autoRestart,
        true);
  }

  private void runs(String name) {
    statuses.put(
        name,
        new ConnectorStatus(
            RunState.RUNNING, "w1", "", List.of(new TaskStatus(0, RunState.RUNNING, "w1", ""))));
  }

  private void fails(String name, String trace) {
    statuses.put(
        name,
        new ConnectorStatus(
            RunState.RUNNING, "w1", "", List.of(new TaskStatus(0, RunState.FAILED, "w1", trace))));
  }

  private void look() {
    Course.Step step =
        course.after(
            new Sight(
                now,
                statuses,
                symptoms,
                unsure,
                absent,
                new Parts(away, untold),
                busy,
                name -> keeping.getOrDefault(name, Keeping.NOBODYS)),
            "shared",
            CLASSIFIER,
            AlarmTimes.USUAL);
    course = step.course();
    told.addAll(step.notices());
    for (String name : step.due()) {
      restarts.add(now);
      course = course.restarted(name, now);
    }
  }

  private void after(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(POLL);
      look();
    }
  }

  private List<Long> minutesOfRestarts() {
    return restarts.stream().map(at -> Duration.between(START, at).toMinutes()).toList();
  }

  @Test
  void whatARestartMayMendIsRestartedAndToldOnceTheBudgetIsSpent() {
    keeping.put("orders", of("shop", SEVEN));
    fails("orders", DOWN);
    look();
    after(Duration.ofMinutes(113));
    assertThat(minutesOfRestarts()).containsExactly(0L, 2L, 8L, 20L, 40L, 70L, 112L);
    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE);
    after(Duration.ofHours(2));

    assertThat(restarts).hasSize(7);
    assertThat(told).hasSize(1);
    Notice notice = told.get(0);
    assertThat(notice.to()).isEqualTo(Party.team("shop"));
    assertThat(notice.details())
        .containsExactly("git revert abc", "It was restarted 7 times meanwhile.");
    assertThat(notice.explanation().orElseThrow().since()).isEqualTo(START.toString());
  }

  @Test
  void whatFailsAgainAfterEachRestartHasFailedSinceTheFirstTime() {
    keeping.put("orders", of("shop", new AutoRestart(true, 2)));
    for (int time = 0; time < 30; time++) {
      fails("orders", DOWN);
      after(Duration.ofSeconds(50));
      runs("orders");
      after(Duration.ofSeconds(10));
    }

    assertThat(restarts).hasSize(2);
    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE);
    assertThat(told.get(0).explanation().orElseThrow().since())
        .isEqualTo(START.plus(POLL).toString());
  }

  @Test
  void theBudgetIsWholeAgainAfterALongRun() {
    keeping.put("orders", of("shop", SEVEN));
    fails("orders", DOWN);
    look();
    after(Duration.ofMinutes(3));
    assertThat(restarts).hasSize(2);
    runs("orders");
    after(Duration.ofMinutes(7));
    assertThat(course.restarts()).isEmpty();
    restarts.clear();
    fails("orders", DOWN);
    after(Duration.ofMinutes(3));

    assertThat(restarts).hasSize(2);
  }

  @Test
  void aShortRunLeavesTheBudgetAsItIs() {
    keeping.put("orders", of("shop", SEVEN));
    fails("orders", DOWN);
    look();
    after(Duration.ofMinutes(3));
    runs("orders");
    after(Duration.ofMinutes(1));

    assertThat(course.restarts().values())
        .extracting(one -> one.budget().done())
        .containsExactly(2);
  }

  @Test
  void nothingIsRestartedThatNoRestartMends() {
    keeping.put("orders", of("shop", SEVEN));
    fails("orders", BROKEN);
    look();
    after(Duration.ofHours(1));

    assertThat(restarts).isEmpty();
    assertThat(told).extracting(Notice::to).containsExactly(Party.team("shop"));
  }

  @Test
  void whoWantsNoRestartsIsToldAtOnce() {
    keeping.put("orders", of("shop", AutoRestart.OFF));
    fails("orders", DOWN);
    look();
    after(Duration.ofMinutes(1));

    assertThat(restarts).isEmpty();
    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE);
  }

  @Test
  void whatIsNobodysIsToldToThePlatformAndLeftAlone() {
    fails("stray", DOWN);
    look();
    after(Duration.ofMinutes(1));

    assertThat(restarts).isEmpty();
    assertThat(told).extracting(Notice::to).containsExactly(Party.PLATFORM);
    assertThat(told.get(0).details()).containsExactly("It is unowned: no team declares it.");
    assertThat(told.get(0).explanation().orElseThrow().owner()).isEqualTo("unowned");
  }

  @Test
  void whatCannotBeRestartedIsToldAtOnce() {
    keeping.put("orders", of("shop", SEVEN));
    fails("orders", DOWN);
    look();
    after(Duration.ofMinutes(1));
    assertThat(told).isEmpty();
    course = course.leaving("orders", "team shop holds it");
    after(Duration.ofMinutes(1));

    assertThat(restarts).hasSize(1);
    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE);
    assertThat(told.get(0).details()).contains("It is not restarted: team shop holds it.");
  }

  @Test
  void nothingIsRestartedDuringAnIncidentAndNotAllAtOnceAfterIt() {
    for (int i = 0; i < 6; i++) {
      keeping.put("orders-" + i, of("team-" + i % 3, SEVEN));
      fails("orders-" + i, "the broker has gone");
    }
    look();
    after(Duration.ofMinutes(5));
    assertThat(restarts).isEmpty();
    assertThat(told).extracting(Notice::kind).containsOnly(Kind.INCIDENT);
    for (String other : List.of("bills", "stock")) {
      keeping.put(other, of(other, SEVEN));
      fails(other, DOWN);
    }
    after(Duration.ofMinutes(5));
    assertThat(restarts).isEmpty();
    for (int i = 0; i < 6; i++) {
      runs("orders-" + i);
    }
    after(Duration.ofMinutes(7));

    assertThat(told).extracting(Notice::kind).contains(Kind.INCIDENT_OVER);
    assertThat(Set.copyOf(restarts)).hasSizeGreaterThan(1);
  }

  @Test
  void anIncidentEndsWhenTooFewFailAndTheRestIsEachTeamsOwn() {
    for (int i = 0; i < 4; i++) {
      keeping.put("orders-" + i, of("team-" + i % 2, AutoRestart.OFF));
      fails("orders-" + i, "the broker has gone");
    }
    look();
    after(Duration.ofMinutes(2));
    assertThat(told).extracting(Notice::kind).containsOnly(Kind.INCIDENT);
    for (int i = 1; i < 4; i++) {
      runs("orders-" + i);
    }
    told.clear();
    after(Duration.ofMinutes(6));

    assertThat(told).extracting(Notice::kind).contains(Kind.INCIDENT_OVER, Kind.FAILURE);
    assertThat(told)
        .filteredOn(notice -> notice.kind() == Kind.FAILURE)
        .extracting(Notice::connectors)
        .containsOnly(List.of("orders-0"));
    assertThat(course.alarms().holdsRestarts()).isFalse();
  }

  @Test
  void whoWaitsForARestartThatAnIncidentOfOthersKeepsFromComingIsTold() {
    for (int i = 0; i < 4; i++) {
      keeping.put("orders-" + i, of("team-" + i % 2, AutoRestart.OFF));
      fails("orders-" + i, "the broker has gone");
    }
    runs("healthy");
    look();
    keeping.put("own", of("shop", SEVEN));
    fails("own", DOWN);
    after(Duration.ofMinutes(10));

    assertThat(restarts).isEmpty();
    assertThat(told)
        .filteredOn(notice -> notice.to().equals(Party.team("shop")))
        .extracting(Notice::kind)
        .containsExactly(Kind.FAILURE);
  }

  @Test
  void whatIsNeitherSeenToFailNorToWorkIsNotOver() {
    keeping.put("orders", of("shop", AutoRestart.OFF));
    fails("orders", BROKEN);
    look();
    assertThat(told).hasSize(1);
    statuses.remove("orders");
    after(Duration.ofMinutes(10));
    statuses.put("orders", new ConnectorStatus(RunState.UNASSIGNED, "", "", List.of()));
    after(Duration.ofMinutes(5));
    runs("orders");
    unsure.add("orders");
    after(Duration.ofMinutes(10));
    assertThat(told).hasSize(1);
    unsure.clear();
    after(Duration.ofMinutes(6));

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE, Kind.RECOVERY);
  }

  @Test
  void whoWasToldOfAnotherCauseHearsOfTheEndToo() {
    keeping.put("orders", of("shop", AutoRestart.OFF));
    fails("orders", "the broker has gone");
    look();
    after(Duration.ofMinutes(1));
    assertThat(told).extracting(Notice::to).containsExactly(Party.PLATFORM, Party.team("shop"));
    fails("orders", BROKEN);
    after(Duration.ofMinutes(1));
    assertThat(told).last().extracting(Notice::to).isEqualTo(Party.team("shop"));
    told.clear();
    runs("orders");
    after(Duration.ofMinutes(6));

    assertThat(told).extracting(Notice::kind).containsOnly(Kind.RECOVERY);
    assertThat(told)
        .extracting(Notice::to)
        .containsExactlyInAnyOrder(Party.PLATFORM, Party.team("shop"));
  }

  @Test
  void whoeverHasToMendItFromNowOnIsTold() {
    keeping.put("orders", of("shop", AutoRestart.OFF));
    fails("orders", BROKEN);
    look();
    keeping.put("orders", of("bills", AutoRestart.OFF));
    after(Duration.ofMinutes(1));

    assertThat(told)
        .extracting(Notice::to)
        .containsExactly(Party.team("shop"), Party.team("bills"));
  }

  @Test
  void whatFailsAgainAndAgainAfterShortRunsIsToldInTheEnd() {
    keeping.put("orders", of("shop", SEVEN));
    for (int time = 0; time < 200; time++) {
      fails("orders", DOWN);
      after(Duration.ofSeconds(50));
      runs("orders");
      after(Duration.ofSeconds(150));
    }

    assertThat(restarts).hasSize(7);
    assertThat(told).extracting(Notice::kind).startsWith(Kind.FAILURE);
  }

  @Test
  void ofTwoTasksTheOneCountsThatNoRestartMends() {
    keeping.put("orders", of("shop", SEVEN));
    statuses.put(
        "orders",
        new ConnectorStatus(
            RunState.RUNNING,
            "w1",
            "",
            List.of(
                new TaskStatus(0, RunState.FAILED, "w1", DOWN),
                new TaskStatus(1, RunState.FAILED, "w1", BROKEN))));
    look();
    after(Duration.ofMinutes(5));

    assertThat(restarts).isEmpty();
    assertThat(told)
        .singleElement()
        .extracting(notice -> notice.explanation().orElseThrow().failureClass())
        .isEqualTo("data/schema");
  }

  @Test
  void whatIsOrderedAndNotDoneIsNotCounted() {
    keeping.put("orders", of("shop", SEVEN));
    fails("orders", DOWN);
    look();
    after(Duration.ofSeconds(30));
    assertThat(course.restarts()).hasSize(1);
    Course before = course;
    Course.Step step =
        before.after(
            new Sight(
                now.plusSeconds(180),
                statuses,
                symptoms,
                unsure,
                absent,
                new Parts(away, untold),
                busy,
                name -> keeping.getOrDefault(name, Keeping.NOBODYS)),
            "shared",
            CLASSIFIER,
            AlarmTimes.USUAL);

    assertThat(step.due()).containsExactly("orders");
    assertThat(step.course().restarts()).isEqualTo(before.restarts());
  }

  @Test
  void aClusterThatIsGivenUpEndsWhatWasTold() {
    keeping.put("orders", of("shop", AutoRestart.OFF));
    fails("orders", BROKEN);
    look();

    assertThat(course.abandoned("shared", now))
        .extracting(Notice::kind)
        .containsExactly(Kind.RECOVERY);
  }

  @Test
  void nothingBeginsWhileRestartsAreUnderWay() {
    keeping.put("orders", of("shop", SEVEN));
    busy = true;
    fails("orders", DOWN);
    look();
    after(Duration.ofMinutes(1));
    assertThat(restarts).isEmpty();
    assertThat(course.restarts()).isEmpty();
    busy = false;
    look();

    assertThat(restarts).hasSize(1);
  }

  @Test
  void whatConnectRefusedIsToldThoughNothingHasFailed() {
    keeping.put("orders", of("shop", SEVEN));
    symptoms.put(
        "orders",
        new Verdict(
            new FailureAnswer(
                FailureClass.CONFIGURATION, Recipient.TEAM, Retry.NO, 95, "Mend the file."),
            "refused",
            "Connect refuses these keys: topics",
            List.of()));
    look();
    after(Duration.ofMinutes(1));
    symptoms.clear();
    runs("orders");
    after(Duration.ofMinutes(6));

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE, Kind.RECOVERY);
    assertThat(told).extracting(Notice::to).containsOnly(Party.team("shop"));
  }

  @Test
  void aWorkerThatIsAwayIsToldToThePlatformAndHoldsNothingBack() {
    keeping.put("orders", of("shop", SEVEN));
    runs("orders");
    away.put("worker w2:8083", START);
    look();
    after(Duration.ofSeconds(50));
    assertThat(told).isEmpty();
    fails("orders", DOWN);
    after(Duration.ofMinutes(2));
    assertThat(told)
        .extracting(Notice::title)
        .containsExactly("worker w2:8083 of shared does not answer");
    assertThat(restarts).isNotEmpty();
    away.clear();
    look();

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.INCIDENT, Kind.INCIDENT_OVER);
    assertThat(told).extracting(Notice::to).containsOnly(Party.PLATFORM);
  }

  @Test
  void aClusterThatIsSilentIsToldOnceAndIsNotWell() {
    keeping.put("orders", of("shop", AutoRestart.OFF));
    fails("orders", BROKEN);
    look();
    told.clear();
    for (int i = 0; i < 10; i++) {
      now = now.plus(POLL);
      Course.Step step =
          course.silent(now, START, "connection refused", "shared", AlarmTimes.USUAL);
      course = step.course();
      told.addAll(step.notices());
    }
    assertThat(told).extracting(Notice::kind).containsExactly(Kind.INCIDENT);
    after(Duration.ofMinutes(6));

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.INCIDENT, Kind.INCIDENT_OVER);
  }
}
