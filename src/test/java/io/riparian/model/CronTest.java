package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  private static List<String> next(String cron, String zone, String after, int count) {
    List<String> found = new ArrayList<>();
    Instant at = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      at = Cron.parse(cron).next(at, ZoneId.of(zone)).orElseThrow();
      found.add(at.toString());
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 22 * * 1-5        | 2026-11-27T12:00:00Z | 2026-11-27T22:00:00Z",
        "0 22 * * 1-5        | 2026-11-27T22:00:00Z | 2026-11-30T22:00:00Z",
        "0 22 * * MON-FRI    | 2026-11-27T22:00:00Z | 2026-11-30T22:00:00Z",
        "*/15 * * * *        | 2026-11-27T12:07:30Z | 2026-11-27T12:15:00Z",
        "5/20 8-9 * * *      | 2026-11-27T08:30:00Z | 2026-11-27T08:45:00Z",
        "0 0 1 jan *         | 2026-11-27T12:00:00Z | 2027-01-01T00:00:00Z",
        "0 0 29 2 *          | 2026-11-27T12:00:00Z | 2028-02-29T00:00:00Z",
        "0 0 13 * 5          | 2026-11-27T00:00:00Z | 2026-12-04T00:00:00Z",
        "0 0 */2 * 5         | 2026-11-27T00:00:00Z | 2026-12-11T00:00:00Z",
        "0 0 * * 7           | 2026-11-27T12:00:00Z | 2026-11-29T00:00:00Z",
        "0 0 * * 0           | 2026-11-27T12:00:00Z | 2026-11-29T00:00:00Z",
        "59 23 31 12 *       | 2026-12-31T23:59:00Z | 2027-12-31T23:59:00Z"
      })
  void theNextTimeIsTheFirstAfter(String cron, String after, String expected) {
    assertThat(next(cron, "UTC", after, 1)).containsExactly(expected);
  }

  @Test
  void theClockOfTheZoneCounts() {
    assertThat(next("0 9 * * *", "Europe/Berlin", "2026-03-27T12:00:00Z", 3))
        .containsExactly("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z");
  }

  @Test
  void aTimeThatSpringLeavesOutIsRightAfterTheGap() {
    assertThat(next("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void aTimeThatAutumnHasTwiceCountsTwice() {
    assertThat(next("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 3))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void whatNeverComesIsSaidToNeverCome() {
    assertThat(Cron.parse("0 0 30 2 *").next(Instant.EPOCH, ZoneId.of("UTC")))
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "1,,2 * * * *",
        "1/2/3 * * * *",
        "1-2-3 * * * *",
        "a * * * *",
        "* * * * monday",
        "-1 * * * *",
        "999999999999 * * * *",
        "@daily"
      })
  void whatIsNoScheduleIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cron.parse(text));
  }
}
