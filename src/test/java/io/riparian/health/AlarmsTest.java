package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.model.Explanation;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureClass;
import io.riparian.model.Notice;
import io.riparian.model.Notice.Kind;
import io.riparian.model.Party;
import io.riparian.model.Urgency;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmsTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Explanation EXPLANATION = new Explanation("t", "", "", "", "", "", "", "");

  private final Map<String, Failing> failing = new HashMap<>();
  private final Map<String, Set<String>> workers = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> unsure = new HashSet<>();
  private final List<Notice> told = new ArrayList<>();
  private Alarms alarms = Alarms.NONE;
  private Instant now = START;

  /** A failure that is the team's, and does not go away by itself. */
  private Failing failure(String connector, String team, String cause) {
    return new Failing(
        connector,
        team,
        "rule",
        "print of " + cause,
        cause,
        FailureClass.EXTERNAL_SYSTEM,
        Recipient.TEAM,
        90,
        now,
        "w1:8083",
        false,
        EXPLANATION,
        List.of());
  }

  private Failing of(FailureClass failureClass, Recipient recipient, int confidence) {
    return new Failing(
        "orders",
        "orders",
        "rule",
        "print",
        "",
        failureClass,
        recipient,
        confidence,
        now,
        "w1",
        false,
        EXPLANATION,
        List.of());
  }

  private void fails(Failing failure) {
    failing.put(failure.connector(), failure);
  }

  private void look() {
    seen.addAll(failing.keySet());
    Set<String> well = new HashSet<>(seen);
    well.removeAll(failing.keySet());
    well.removeAll(unsure);
    Alarms.Step step =
        alarms.after(Look.answered(now, failing, well, gone, workers), "shared", AlarmTimes.USUAL);
    alarms = step.alarms();
    told.addAll(step.notices());
  }

  /** Looks every two seconds for so long. */
  private void after(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(POLL);
      look();
    }
  }

  private List<Notice> to(Party party) {
    return told.stream().filter(notice -> notice.to().equals(party)).toList();
  }

  private long pagesOfTeams() {
    return told.stream()
        .filter(notice -> !notice.to().isPlatform() && notice.urgency() == Urgency.PAGE)
        .count();
  }

  /** Forty connectors of six teams, one after the other. */
  private void fortyFailWithin(Duration time) {
    for (int i = 0; i < 40; i++) {
      fails(failure("c" + i, "team-" + i % 6, "no broker"));
      after(time.dividedBy(40));
    }
    after(Duration.ofMinutes(2));
  }

  @Test
  void fortyThatFailForOneCauseWithinTwentySecondsAreOneAlert() {
    for (int i = 0; i < 40; i++) {
      fails(failure("c" + i, "team-" + i % 6, "no broker"));
      now = now.plusMillis(500);
      look();
    }
    after(Duration.ofMinutes(2));

    assertThat(to(Party.PLATFORM)).hasSize(1);
    assertThat(to(Party.PLATFORM).get(0).connectors()).hasSize(40);
    assertThat(to(Party.PLATFORM).get(0).teams()).hasSize(6);
    assertThat(to(Party.PLATFORM).get(0).urgency()).isEqualTo(Urgency.PAGE);
    assertThat(pagesOfTeams()).isZero();
    assertThat(told).hasSize(7);
    assertThat(told.subList(1, 7))
        .allSatisfy(notice -> assertThat(notice.urgency()).isEqualTo(Urgency.QUIET));
  }

  @Test
  void whatGoesOnIsToldToWhoeverAsks() {
    assertThat(alarms.open()).isEmpty();
    Instant begun = now;
    fortyFailWithin(Duration.ofSeconds(20));

    assertThat(alarms.open())
        .singleElement()
        .satisfies(
            open -> {
              assertThat(open.what()).isEqualTo("40 connectors of 6 teams fail for one cause");
              assertThat(open.since()).isBetween(begun, begun.plusSeconds(20));
              assertThat(open.worker()).isEmpty();
              assertThat(open.connectors()).hasSize(40);
              assertThat(open.teams()).hasSize(6);
            });
    failing.clear();
    after(AlarmTimes.USUAL.settle().multipliedBy(2));
    assertThat(alarms.open()).isEmpty();
  }

  @Test
  void whatIsAwayIsToldToWhoeverAsksWithItsHostApart() {
    SortedMap<String, Instant> away = new TreeMap<>();
    away.put("Kafka", START);
    away.put("worker w1:8083", START);
    now = START.plus(AlarmTimes.USUAL.silence());
    alarms =
        alarms
            .after(
                Look.answered(now, failing, Set.of(), gone, workers)
                    .with(new Parts(away, Set.of())),
                "shared",
                AlarmTimes.USUAL)
            .alarms();

    assertThat(alarms.open())
        .extracting(OpenIncident::what, OpenIncident::worker)
        .containsExactlyInAnyOrder(
            tuple("Kafka does not answer", ""), tuple("a worker does not answer", "w1:8083"));
  }

  @Test
  void fortyThatFailWithinFourMinutesPageAtMostTwoTeamsAndFoldThat() {
    fortyFailWithin(Duration.ofMinutes(4));

    assertThat(to(Party.PLATFORM)).hasSize(1);
    assertThat(pagesOfTeams()).isLessThanOrEqualTo(2);
    assertThat(told.stream().filter(notice -> notice.kind() == Kind.FOLDED))
        .hasSize((int) pagesOfTeams());
  }

  @Test
  void aPageThatWasSentBeforeTheIncidentOpenedIsFoldedIn() {
    fails(failure("a", "one", "no broker"));
    after(Duration.ofSeconds(40));
    fails(failure("b", "two", "no broker"));
    after(Duration.ofSeconds(40));
    assertThat(pagesOfTeams()).isEqualTo(2);
    fails(failure("c", "three", "no broker"));
    after(Duration.ofSeconds(40));

    assertThat(to(Party.team("one")))
        .extracting(Notice::kind)
        .containsExactly(Kind.FAILURE, Kind.FOLDED, Kind.INCIDENT);
    assertThat(to(Party.team("one")).get(1).id()).isEqualTo(to(Party.team("one")).get(0).id());
    assertThat(to(Party.team("three"))).extracting(Notice::kind).containsExactly(Kind.INCIDENT);
    assertThat(to(Party.PLATFORM)).hasSize(1);
  }

  @Test
  void threeOfOneTeamAreNoIncident() {
    for (String one : List.of("a", "b", "c")) {
      fails(failure(one, "one", "no broker"));
    }
    after(Duration.ofMinutes(1));

    assertThat(to(Party.PLATFORM)).isEmpty();
    assertThat(to(Party.team("one"))).hasSize(3);
  }

  @Test
  void thoseWhoseCauseNamesAnotherHostStayWithTheirTeams() {
    for (int i = 0; i < 5; i++) {
      fails(failure("c" + i, "team-" + i, "refused by host-" + i));
    }
    after(Duration.ofMinutes(1));

    assertThat(to(Party.PLATFORM)).isEmpty();
    assertThat(pagesOfTeams()).isEqualTo(5);
  }

  @Test
  void whatFailedMoreThanFiveMinutesApartIsNoIncident() {
    for (int i = 0; i < 3; i++) {
      fails(failure("c" + i, "team-" + i, "no broker"));
      after(Duration.ofMinutes(4));
    }

    assertThat(to(Party.PLATFORM)).isEmpty();
  }

  @Test
  void allThatAWorkerRunsIsAnIncidentWhateverTheySay() {
    workers.put("w1:8083", Set.of("a", "b", "c"));
    for (String one : List.of("a", "b", "c")) {
      fails(failure(one, "one", "its own cause " + one));
    }
    after(Duration.ofMinutes(1));

    assertThat(to(Party.PLATFORM)).extracting(Notice::kind).containsExactly(Kind.INCIDENT);
    assertThat(pagesOfTeams()).isZero();
  }

  @Test
  void oneFailureSeenFiveHundredTimesIsToldOnce() {
    fails(failure("a", "one", "x"));
    after(POLL.multipliedBy(500));

    assertThat(told).hasSize(1);
  }

  @Test
  void anotherCauseIsToldOnceMore() {
    fails(failure("a", "one", "x"));
    after(Duration.ofMinutes(1));
    fails(failure("a", "one", "y"));
    after(Duration.ofMinutes(1));

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE, Kind.FAILURE);
    assertThat(told.get(0).id()).isEqualTo(told.get(1).id());
  }

  @Test
  void whoeverWasToldIsRemindedAfterFourHours() {
    fails(failure("a", "one", "x"));
    after(Duration.ofHours(9));

    assertThat(told)
        .extracting(Notice::kind)
        .containsExactly(Kind.FAILURE, Kind.REMINDER, Kind.REMINDER);
    assertThat(told.get(1).urgency()).isEqualTo(Urgency.NOTICE);
  }

  @Test
  void thatItIsOverIsToldAfterItHasWorkedForFiveMinutes() {
    fails(failure("a", "one", "x"));
    after(Duration.ofMinutes(1));
    failing.clear();
    after(Duration.ofMinutes(4));
    assertThat(told).hasSize(1);
    after(Duration.ofMinutes(2));

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE, Kind.RECOVERY);
    assertThat(told.get(1).to()).isEqualTo(Party.team("one"));
    assertThat(alarms).isEqualTo(Alarms.NONE);
  }

  @Test
  void whatComesBackMeanwhileIsNotToldAnew() {
    Failing failure = failure("a", "one", "x");
    fails(failure);
    after(Duration.ofMinutes(1));
    failing.clear();
    after(Duration.ofMinutes(4));
    fails(failure);
    after(Duration.ofMinutes(20));

    assertThat(told).hasSize(1);
  }

  @Test
  void whatWasNeverToldIsNotToldToBeOver() {
    fails(failure("a", "one", "x"));
    after(Duration.ofSeconds(10));
    failing.clear();
    after(Duration.ofMinutes(10));

    assertThat(told).isEmpty();
  }

  @Test
  void whatIsGoneIsOverAtOnce() {
    fails(failure("a", "one", "x"));
    after(Duration.ofMinutes(1));
    failing.clear();
    gone.add("a");
    after(POLL);

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE, Kind.RECOVERY);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureClass.class,
      names = {"CONFIGURATION", "DATA_SCHEMA"})
  void aPageForWhatIsSurelyTheTeamsOwnDoesNotWait(FailureClass own) {
    fails(of(own, Recipient.TEAM, 95));
    look();

    assertThat(told).extracting(Notice::urgency).containsExactly(Urgency.PAGE);
  }

  @Test
  void aPageForWhatMayBeAnothersWaits() {
    fails(of(FailureClass.CONFIGURATION, Recipient.TEAM, 50));
    after(Duration.ofSeconds(28));
    assertThat(told).isEmpty();
    after(POLL);

    assertThat(told).hasSize(1);
  }

  @Test
  void nobodyIsPagedWhileARestartMayMendIt() {
    Failing failure = failure("a", "one", "x");
    fails(
        new Failing(
            "a",
            "one",
            "rule",
            "p",
            "x",
            failure.failureClass(),
            Recipient.TEAM,
            90,
            now,
            "w",
            true,
            EXPLANATION,
            List.of()));
    after(Duration.ofMinutes(30));
    assertThat(told).isEmpty();
    fails(failure);
    look();
    after(Duration.ofSeconds(40));

    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE);
  }

  @Test
  void thePlatformMendsWhatIsThePlatformsAndTheTeamKnows() {
    fails(of(FailureClass.INFRASTRUCTURE, Recipient.PLATFORM, 90));
    after(Duration.ofMinutes(1));

    assertThat(to(Party.PLATFORM)).extracting(Notice::urgency).containsExactly(Urgency.PAGE);
    assertThat(to(Party.team("orders"))).extracting(Notice::urgency).containsExactly(Urgency.QUIET);
  }

  @Test
  void whatIsNobodysIsThePlatforms() {
    Failing owned = failure("a", "", "x");
    fails(owned);
    after(Duration.ofMinutes(1));

    assertThat(to(Party.PLATFORM))
        .singleElement()
        .satisfies(
            notice -> assertThat(notice.details()).contains("It is unowned: no team declares it."));
  }

  @Test
  void nothingIsRestartedDuringAnIncidentAndAllAreToldWhenItIsOver() {
    for (int i = 0; i < 3; i++) {
      fails(failure("c" + i, "team-" + i, "no broker"));
    }
    after(Duration.ofMinutes(1));
    assertThat(alarms.holdsRestarts()).isTrue();
    failing.clear();
    after(Duration.ofMinutes(6));

    assertThat(alarms.holdsRestarts()).isFalse();
    assertThat(to(Party.PLATFORM))
        .extracting(Notice::kind)
        .containsExactly(Kind.INCIDENT, Kind.INCIDENT_OVER);
    assertThat(to(Party.team("team-1")))
        .extracting(Notice::kind)
        .containsExactly(Kind.INCIDENT, Kind.INCIDENT_OVER);
  }

  @Test
  void aClusterThatDoesNotAnswerForAMinuteIsThePlatformsAndNobodyRecovers() {
    fails(failure("a", "one", "x"));
    after(Duration.ofMinutes(1));
    Instant since = now;
    for (int i = 0; i < 400; i++) {
      now = now.plus(POLL);
      Alarms.Step step =
          alarms.after(Look.silent(now, since, "refused"), "shared", AlarmTimes.USUAL);
      alarms = step.alarms();
      told.addAll(step.notices());
    }
    assertThat(told).extracting(Notice::kind).containsExactly(Kind.FAILURE, Kind.INCIDENT);
    look();

    assertThat(told)
        .extracting(Notice::kind)
        .containsExactly(Kind.FAILURE, Kind.INCIDENT, Kind.INCIDENT_OVER);
  }
}
