package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldTermTest {
  private static final String PATH = "teams/payments/holds/move.yaml";
  private static final Instant NOVEMBER = Instant.parse("2026-11-01T08:00:00Z");
  private static final Instant DECEMBER = Instant.parse("2026-12-10T08:00:00Z");

  private static Hold hold(String name, Instant until) {
    return new Hold(
        "payments",
        name,
        Location.ofFile(PATH),
        List.of(Glob.ALL),
        Set.of(),
        "it moves",
        until,
        Set.of(Hold.Stop.APPLY));
  }

  private static Instant afterNovember(int days) {
    return NOVEMBER.plus(Duration.ofDays(days));
  }

  private static Map<Hold.Id, HoldTerm> first(Hold... holds) {
    return HoldTerm.noted(Map.of(), List.of(holds), NOVEMBER);
  }

  @Test
  void oneThatWasOverAndIsChangedBeginsAnew() {
    Map<Hold.Id, HoldTerm> before = first(hold("move", afterNovember(9)));
    Hold renewed = hold("move", DECEMBER.plus(Duration.ofDays(10)));

    Map<Hold.Id, HoldTerm> noted = HoldTerm.noted(before, List.of(renewed), DECEMBER);

    assertThat(noted).isEqualTo(Map.of(renewed.id(), new HoldTerm(DECEMBER, renewed.until())));
    assertThat(HoldTerm.noted(noted, List.of(renewed), DECEMBER.plusSeconds(9))).isEqualTo(noted);
  }

  @Test
  void oneThatItsThirtyDaysEndedBeginsAnewWhenItIsChanged() {
    Map<Hold.Id, HoldTerm> before = first(hold("move", afterNovember(400)));
    Hold renewed = hold("move", afterNovember(401));

    assertThat(HoldTerm.of(renewed, before, afterNovember(30)).since())
        .isEqualTo(afterNovember(30));
    assertThat(HoldTerm.of(renewed, before, afterNovember(30).minusNanos(1)).since())
        .isEqualTo(NOVEMBER);
  }

  @Test
  void oneThatIsOnlyPutOffEndsAfterThirtyDays() {
    Map<Hold.Id, HoldTerm> noted = first(hold("move", afterNovember(9)));
    for (int day = 8; day < 60; day += 8) {
      noted =
          HoldTerm.noted(noted, List.of(hold("move", afterNovember(day + 9))), afterNovember(day));
      if (day < 30) {
        assertThat(noted.values()).extracting(HoldTerm::since).containsExactly(NOVEMBER);
      }
    }
    assertThat(new HoldTerm(NOVEMBER, afterNovember(41)).end()).isEqualTo(afterNovember(30));
  }

  @Test
  void oneThatIsNotChangedStaysOver() {
    Hold same = hold("move", afterNovember(9));

    assertThat(HoldTerm.of(same, first(same), DECEMBER).end()).isEqualTo(afterNovember(9));
  }

  @Test
  void eachHoldOfOneFileHasItsOwnTime() {
    Map<Hold.Id, HoldTerm> before = first(hold("one", afterNovember(9)));
    Hold other = hold("two", afterNovember(9));

    assertThat(HoldTerm.of(other, before, afterNovember(5)).since()).isEqualTo(afterNovember(5));
  }

  @Test
  void aFileThatBreaksForAWhileDoesNotBeginAnew() {
    Hold good = hold("move", afterNovember(29));
    Map<Hold.Id, HoldTerm> broken =
        HoldTerm.noted(first(good), List.of(Hold.unreadable("payments", PATH)), afterNovember(3));

    assertThat(HoldTerm.of(good, broken, afterNovember(4)).since()).isEqualTo(NOVEMBER);
    assertThat(HoldTerm.noted(first(good), List.of(), afterNovember(3))).isEmpty();
  }
}
