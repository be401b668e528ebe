package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ChangeWindow.Change;
import io.riparian.model.ChangeWindows.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeWindowsTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private static ChangeWindow allow(String cron, Duration duration, Change... changes) {
    return window(ChangeWindow.Kind.ALLOW, cron, "UTC", duration, changes);
  }

  private static ChangeWindow deny(String cron, Duration duration, Change... changes) {
    return window(ChangeWindow.Kind.DENY, cron, "UTC", duration, changes);
  }

  private static ChangeWindow window(
      ChangeWindow.Kind kind, String cron, String zone, Duration duration, Change... changes) {
    return new ChangeWindow(
        kind, Cron.parse(cron), duration, ZoneId.of(zone), Set.of(changes), false, "");
  }

  private static Verdict at(Instant now, ChangeWindow... windows) {
    return new ChangeWindows(List.of(windows)).at(now, Change.UPDATE);
  }

  @Test
  void withoutAWindowEverythingIsOpenForEver() {
    assertThat(at(NOON)).isEqualTo(new Verdict(true, Instant.MAX, "", true));
  }

  @Test
  void anAllowWindowIsOpenFromItsBeginningUpToItsEnd() {
    ChangeWindow night = allow("0 12 * * *", Duration.ofHours(2));

    assertThat(at(NOON.minusSeconds(1), night).isOpen()).isFalse();
    assertThat(at(NOON, night)).isEqualTo(new Verdict(true, NOON.plusSeconds(7200), "", false));
    assertThat(at(NOON.plusSeconds(7199), night).isOpen()).isTrue();
    assertThat(at(NOON.plusSeconds(7200), night).isOpen()).isFalse();
  }

  @Test
  void aClosedWindowSaysWhenItOpensAndWhichItIs() {
    assertThat(at(NOON, allow("0 22 * * 1-5", Duration.ofHours(8))))
        .isEqualTo(
            new Verdict(
                false,
                Instant.parse("2026-11-27T22:00:00Z"),
                "allow 0 22 * * 1-5 for 8h, UTC",
                false));
  }

  @Test
  void denyBeatsAllow() {
    ChangeWindow always = allow("0 0 * * *", Duration.ofDays(1));
    ChangeWindow freeze = deny("0 12 * * *", Duration.ofHours(1));

    assertThat(at(NOON, always, freeze))
        .isEqualTo(new Verdict(false, NOON.plusSeconds(3600), freeze.sentence(), false));
    assertThat(at(NOON.plusSeconds(3600), always, freeze).isOpen()).isTrue();
  }

  @Test
  void ofSeveralThatAllowOneIsEnough() {
    assertThat(
            at(
                    NOON,
                    allow("0 3 * * *", Duration.ofHours(1)),
                    allow("0 12 * * *", Duration.ofHours(1)))
                .isOpen())
        .isTrue();
  }

  @Test
  void aDenyWindowClosesNothingOutsideOfItself() {
    assertThat(at(NOON, deny("0 3 * * *", Duration.ofHours(1))))
        .isEqualTo(new Verdict(true, Instant.parse("2026-11-28T03:00:00Z"), "", false));
  }

  @Test
  void whatOpensDuringAFreezeOpensWhenThatEnds() {
    ChangeWindow night = allow("0 22 * * *", Duration.ofHours(4));
    ChangeWindow freeze = deny("0 20 * * *", Duration.ofHours(3));

    assertThat(at(NOON, night, freeze).until()).isEqualTo(Instant.parse("2026-11-27T23:00:00Z"));
  }

  @Test
  void windowsThatMeetAreOne() {
    ChangeWindow one = allow("0 12 * * *", Duration.ofHours(1));
    ChangeWindow next = allow("0 13 * * *", Duration.ofHours(1));

    assertThat(at(NOON, one, next).until()).isEqualTo(NOON.plusSeconds(7200));
  }

  @Test
  void runsOfOneWindowThatOverlapAreOne() {
    ChangeWindow often = allow("0 12-14 * * *", Duration.ofMinutes(90));

    assertThat(at(NOON.plusSeconds(3700), often).until()).isEqualTo(NOON.plusSeconds(12600));
  }

  @Test
  void aWindowIsAboutTheChangesThatItNames() {
    ChangeWindows windows =
        new ChangeWindows(List.of(allow("0 3 * * *", Duration.ofHours(1), Change.DELETE)));

    assertThat(windows.at(NOON, Change.DELETE).isOpen()).isFalse();
    assertThat(windows.at(NOON, Change.CREATE).isOpen()).isTrue();
  }

  @Test
  void aFreezeOfANightIsWholeWhenTheClockIsPutBack() {
    ChangeWindow freeze =
        window(ChangeWindow.Kind.DENY, "0 2 * * *", "Europe/Berlin", Duration.ofHours(1));

    assertThat(at(Instant.parse("2026-10-25T00:30:00Z"), freeze).until())
        .isEqualTo(Instant.parse("2026-10-25T02:00:00Z"));
  }

  @Test
  void whatIsAlwaysClosedNeverOpens() {
    assertThat(at(NOON, deny("0 0 * * *", Duration.ofDays(2))).until()).isEqualTo(Instant.MAX);
  }
}
