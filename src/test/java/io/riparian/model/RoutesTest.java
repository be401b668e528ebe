package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Routes.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

  /** In Zurich it is one hour later than in UTC in winter, two in summer. */
  @ParameterizedTest
  @CsvSource({
    "22:00, 07:00, 2026-11-27T20:59:59Z, ",
    "22:00, 07:00, 2026-11-27T21:00:00Z, 2026-11-28T06:00:00Z",
    "22:00, 07:00, 2026-11-28T05:59:59Z, 2026-11-28T06:00:00Z",
    "22:00, 07:00, 2026-11-28T06:00:00Z, ",
    "12:00, 13:30, 2026-11-27T10:59:59Z, ",
    "12:00, 13:30, 2026-11-27T11:00:00Z, 2026-11-27T12:30:00Z",
    "12:00, 13:30, 2026-11-27T12:30:00Z, ",
    // The night in which clocks are put forward, and a morning that begins in the hour left out.
    "22:00, 07:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
    "22:00, 02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
    // The night in which they are put back.
    "22:00, 07:00, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",
    "12:00, 12:00, 2026-11-27T11:00:00Z, "
  })
  void quietHoursEndByTheClockOfTheirZone(
      LocalTime from, LocalTime to, Instant now, Instant expected) {
    assertThat(new QuietHours(from, to, ZoneId.of("Europe/Zurich")).endAfter(now).orElse(null))
        .isEqualTo(expected);
  }
}
