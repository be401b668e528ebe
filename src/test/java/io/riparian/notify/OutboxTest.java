package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.LogCapture;
import io.riparian.model.Location;
import io.riparian.model.Notice;
import io.riparian.model.Party;
import io.riparian.model.Routes;
import io.riparian.model.Urgency;
import io.riparian.notify.Letter.State;
import io.riparian.notify.NotSent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What becomes of notices that are posted; each step is taken by hand. */
class OutboxTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10), 4, Duration.ofDays(1));

  /** Nothing is taken off by chance. */
  private static final RandomGenerator NO_CHANCE = () -> 0L;

  private final Letters letters = Letters.inMemory();
  private Instant now = NOON;
  private final FakeChannel slack = new FakeChannel("slack");
  private final FakeChannel pager = new FakeChannel("pager");
  private Outbox outbox = open();

  private Outbox open() {
    return new Outbox(List.of(slack, pager), letters, BACKOFF, () -> now, NO_CHANCE);
  }

  private static Routes.Route route(String channel, String to, Urgency least) {
    return new Routes.Route(Location.ofFile("f"), channel, to, least);
  }

  private static Routes routes(Routes.Route... routes) {
    return new Routes(List.of(routes), Optional.empty());
  }

  private static final Routes BOTH =
      routes(route("slack", "#a", Urgency.NOTICE), route("pager", "", Urgency.PAGE));

  private static Notice notice(String id, Notice.Kind kind, Urgency urgency) {
    return Notices.notice(id, kind, urgency);
  }

  private static Notice failure(String id) {
    return notice(id, Notice.Kind.FAILURE, Urgency.PAGE);
  }

  private static Notice recovery(String id) {
    return notice(id, Notice.Kind.RECOVERY, Urgency.NOTICE);
  }

  @Test
  void aRouteTakesWhatIsUrgentEnough() {
    outbox.post(notice("1", Notice.Kind.FAILURE, Urgency.QUIET), BOTH);
    outbox.post(notice("2", Notice.Kind.FAILURE, Urgency.NOTICE), BOTH);
    outbox.post(failure("3"), BOTH);
    outbox.bringAll();

    assertThat(slack.sent()).containsExactly("FAILURE 3 to #a", "FAILURE 2 to #a");
    assertThat(pager.sent()).containsExactly("FAILURE 3 to ");
    assertThat(letters.all()).allMatch(letter -> letter.state() == State.TOLD);
  }

  @Test
  void theSameRoomIsToldOnce() {
    outbox.post(
        failure("1"),
        routes(route("slack", "#a", Urgency.QUIET), route("slack", "#a", Urgency.PAGE)));
    outbox.bringAll();

    assertThat(slack.sent()).hasSize(1);
  }

  @Test
  void anEndIsToldWhereverTheFailureWas() {
    outbox.post(failure("1"), BOTH);
    outbox.bringAll();
    outbox = open();

    outbox.post(recovery("1"), routes(route("slack", "#b", Urgency.NOTICE)));
    outbox.bringAll();

    assertThat(pager.sent()).containsExactly("FAILURE 1 to ", "RECOVERY 1 to ");
    assertThat(slack.sent())
        .containsExactlyInAnyOrder("FAILURE 1 to #a", "RECOVERY 1 to #a", "RECOVERY 1 to #b");
    assertThat(letters.all()).isEmpty();
  }

  @Test
  void anEndNeverOvertakesWhatItEnds() {
    slack.fails(new NotSent(Kind.LATER, "not now"));
    outbox.post(failure("1"), BOTH);
    outbox.bringAll();
    outbox.post(recovery("1"), BOTH);
    outbox.post(failure("2"), BOTH);
    outbox.bringAll();

    assertThat(slack.sent()).containsExactly("FAILURE 2 to #a");
    now = now.plusSeconds(10);
    outbox.bringAll();

    assertThat(slack.sent())
        .containsExactly("FAILURE 2 to #a", "FAILURE 1 to #a", "RECOVERY 1 to #a");
  }

  @Test
  void waitsLongerEachTimeAndThenGivesUp() {
    slack.alwaysFails(new NotSent(Kind.LATER, "no room"));
    outbox.post(failure("1"), routes(route("slack", "#a", Urgency.PAGE)));

    for (int seconds : new int[] {10, 20, 40}) {
      outbox.bringAll();
      assertThat(letters.all().get(0).due()).isEqualTo(now.plusSeconds(seconds));
      assertThat(outbox.dead()).isEmpty();
      now = now.plusSeconds(seconds);
    }
    outbox.bringAll();

    assertThat(outbox.dead()).extracting(Letter::why).containsExactly("no room");
    assertThat(outbox.dead()).extracting(Letter::tries).containsExactly(4);
    assertThat(outbox.channels().get(1).problem()).isEqualTo("no room");
  }

  @Test
  void comesBackNoEarlierThanTheOtherSideWants() {
    Instant theirs = NOON.plusSeconds(500);
    slack.fails(new NotSent(Kind.DOWN, "too many", Optional.of(theirs)));
    outbox.post(failure("1"), routes(route("slack", "#a", Urgency.PAGE)));
    outbox.post(failure("2"), routes(route("slack", "#a", Urgency.PAGE)));
    outbox.bringAll();

    now = theirs.minusMillis(1);
    outbox.bringAll();
    assertThat(slack.sent()).isEmpty();

    now = theirs;
    outbox.bringAll();
    assertThat(slack.sent()).hasSize(2);
  }

  @Test
  void whatIsRefusedIsGivenUpAtOnceAndHoldsUpNobody() {
    slack.fails(new NotSent(Kind.REFUSED, "slack answered 404"));
    outbox.post(failure("1"), BOTH);
    outbox.post(failure("2"), BOTH);
    outbox.bringAll();

    assertThat(outbox.dead())
        .extracting(letter -> letter.notice().id() + " " + letter.why())
        .containsExactly("1 slack answered 404");
    assertThat(slack.sent()).containsExactly("FAILURE 2 to #a");
  }

  /** One that makes the other side stumble each time must not block those behind it. */
  @Test
  void aNoticeThatAlwaysFailsLetsTheOthersPass() {
    slack.fails(new NotSent(Kind.DOWN, "slack answered 500"));
    outbox.post(failure("1"), BOTH);
    outbox.post(failure("2"), BOTH);
    outbox.bringAll();
    now = now.plusSeconds(10);
    slack.fails(new NotSent(Kind.DOWN, "slack answered 500"));
    outbox.bringAll();
    now = now.plusSeconds(20);
    outbox.bringAll();

    assertThat(slack.sent()).contains("FAILURE 2 to #a");
  }

  @Test
  void anOldNoticeIsGivenUpHoweverFewTheTries() {
    slack.alwaysFails(new NotSent(Kind.DOWN, "away", Optional.of(NOON.plus(Duration.ofHours(20)))));
    outbox.post(failure("1"), routes(route("slack", "#a", Urgency.PAGE)));
    outbox.bringAll();
    assertThat(outbox.dead()).isEmpty();

    now = NOON.plus(Duration.ofHours(24)).minusSeconds(1);
    outbox.bringAll();

    assertThat(outbox.dead()).hasSize(1);
  }

  @Test
  void quietHoursHoldBackAllButPages() {
    now = Instant.parse("2026-11-27T23:00:00Z");
    Routes quiet =
        new Routes(
            BOTH.routes(),
            Optional.of(
                new Routes.QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneOffset.UTC)));
    outbox.post(notice("1", Notice.Kind.FAILURE, Urgency.NOTICE), quiet);
    outbox.post(failure("2"), quiet);
    outbox.bringAll();

    assertThat(slack.sent()).containsExactly("FAILURE 2 to #a");
    assertThat(outbox.channels().get(1).held()).isEqualTo(1);

    now = Instant.parse("2026-11-28T07:00:00Z");
    outbox.bringAll();
    assertThat(slack.sent()).containsExactly("FAILURE 2 to #a", "FAILURE 1 to #a");
  }

  @Test
  void whatWaitsOutlivesARestart() {
    slack.fails(new NotSent(Kind.DOWN, "away"));
    outbox.post(failure("1"), BOTH);
    outbox.bringAll();

    outbox = open();
    now = now.plusSeconds(10);
    outbox.bringAll();

    assertThat(slack.sent()).containsExactly("FAILURE 1 to #a");
    assertThat(pager.sent()).containsExactly("FAILURE 1 to ");
  }

  @Test
  void whatNobodyWasToldIsRememberedAndSaysWhy() {
    try (LogCapture log = LogCapture.of(Outbox.class)) {
      outbox.post(failure("1"), routes(route("gone", "#a", Urgency.QUIET)));
      outbox.post(failure("2"), Routes.NONE);
      outbox.post(notice("3", Notice.Kind.FAILURE, Urgency.QUIET), Routes.NONE);
      outbox = open();

      assertThat(outbox.dead())
          .extracting(letter -> letter.notice().id() + " " + letter.why())
          .containsExactly("2 team payments has no route", "1 the daemon has no channel `gone`");
      assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("WARN"));
    }
  }

  @Test
  void aFullQueueGivesUpWhatIsLeastUrgent() {
    Routes one = routes(route("slack", "#a", Urgency.QUIET));
    for (int i = 0; i < Lane.MOST; i++) {
      outbox.post(notice("q" + i, Notice.Kind.FAILURE, Urgency.QUIET), one);
    }
    outbox.post(failure("page"), one);
    outbox.post(notice("late", Notice.Kind.FAILURE, Urgency.QUIET), one);

    assertThat(outbox.dead())
        .extracting(letter -> letter.notice().id())
        .containsExactly("late", "q0");
    outbox.bringAll();
    assertThat(slack.sent()).hasSize(Lane.MOST).first().isEqualTo("FAILURE page to #a");
  }

  @Test
  void aMistakeOfOursIsNoneOfAnybodyElse() {
    slack.fails(new IllegalStateException("canary-of-a-mistake"));
    outbox.post(failure("1"), BOTH);
    outbox.post(failure("2"), BOTH);
    outbox.bringAll();

    assertThat(slack.sent()).containsExactly("FAILURE 2 to #a");
    assertThat(letters.all())
        .extracting(Letter::why)
        .contains("a mistake of ours (IllegalStateException)");
  }

  @Test
  void twoPartiesAreToldOfOneThingApart() {
    Notice toTeam = failure("incident");
    Notice toPlatform =
        new Notice(
            toTeam.id(),
            toTeam.kind(),
            toTeam.urgency(),
            Party.PLATFORM,
            toTeam.cluster(),
            toTeam.connectors(),
            toTeam.teams(),
            toTeam.title(),
            toTeam.details(),
            toTeam.explanation(),
            toTeam.at());
    outbox.post(toTeam, BOTH);
    outbox.post(toPlatform, routes(route("slack", "#platform", Urgency.PAGE)));
    outbox.bringAll();
    outbox.post(recovery("incident"), Routes.NONE);
    outbox.bringAll();

    assertThat(slack.sent())
        .contains("RECOVERY incident to #a")
        .doesNotContain("RECOVERY incident to #platform");
  }

  @Test
  void aChannelThatHangsHoldsUpNeitherTheCallerNorAnother() throws InterruptedException {
    HangingChannel hanging = new HangingChannel("slack");
    try (Outbox running =
        new Outbox(List.of(hanging, pager), letters, BACKOFF, () -> now, NO_CHANCE)) {
      running.start();
      running.post(failure("1"), BOTH);
      hanging.awaitCall();
      running.post(failure("2"), BOTH);
      pager.awaitSent(2);

      assertThat(pager.sent()).containsExactly("FAILURE 1 to ", "FAILURE 2 to ");
    }
    assertThat(letters.all())
        .filteredOn(letter -> letter.state() == State.WAITING)
        .extracting(letter -> letter.channel() + " " + letter.notice().id())
        .containsExactly("slack 1", "slack 2");
  }
}
