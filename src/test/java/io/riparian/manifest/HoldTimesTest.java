package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import io.riparian.model.Glob;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import io.riparian.model.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldTimesTest {
  private static final Instant NOW = Instant.parse("2026-12-10T08:00:00Z");

  private static Hold until(Instant until) {
    return new Hold(
        "payments",
        "move",
        new Location("teams/payments/holds/move.yaml", 5, 3),
        List.of(Glob.ALL),
        Set.of(),
        "it moves",
        until,
        Set.of(Hold.Stop.APPLY));
  }

  private static List<Diagnostic> check(Hold hold, Instant since) {
    return HoldTimes.check(
        List.of(hold), Map.of(hold.id(), new HoldTerm(since, hold.until())), NOW);
  }

  @Test
  void aHoldThatItsThirtyDaysEndedIsSaidToBeOff() {
    Hold hold = until(NOW.plus(Duration.ofDays(10)));

    assertThat(check(hold, NOW.minus(Duration.ofDays(30))))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.rule()).isEqualTo("MAN-067");
              assertThat(found.message())
                  .startsWith("this hold is off since 2026-12-10T08:00:00Z, 30 days after");
            });
    assertThat(check(hold, NOW.minus(Duration.ofDays(30)).plusNanos(1))).isEmpty();
  }

  @Test
  void aHoldWhoseTimeHasPassedIsOver() {
    assertThat(check(until(NOW), NOW.minus(Duration.ofDays(40))))
        .extracting(Diagnostic::rule)
        .containsExactly("MAN-066");
  }

  @Test
  void aHoldThatAsksForTooMuchStillHolds() {
    assertThat(check(until(NOW.plus(Duration.ofDays(31))), NOW))
        .singleElement()
        .satisfies(found -> assertThat(found.message()).startsWith("this hold asks for more than"));
  }
}
