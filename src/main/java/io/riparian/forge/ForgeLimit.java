package io.riparian.forge;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What the headers of an answer say about asking too often. A forge is believed a day's wait at
 * most, so that a strange header does not silence us for good.
 *
 * @param isReached whether they say that no more calls are left
 * @param notBefore when to ask again at the earliest, as far as they tell
 */
record ForgeLimit(boolean isReached, Optional<Instant> notBefore) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Reads {@code Retry-After}, and the names that GitHub and GitLab give to what is left. */
  static ForgeLimit of(Response response, InstantSource clock) {
    Instant now = clock.instant();
    Optional<Instant> retry =
        header(response, HttpHeaders.RETRY_AFTER).flatMap(value -> retryAfter(value, now));
    boolean nothingLeft =
        header(response, "X-RateLimit-Remaining", "RateLimit-Remaining")
            .filter("0"::equals)
            .isPresent();
    Optional<Instant> reset =
        header(response, "X-RateLimit-Reset", "RateLimit-Reset")
            .filter(value -> nothingLeft)
            .flatMap(ForgeLimit::number)
            .map(seconds -> within(seconds - now.getEpochSecond(), now));
    return new ForgeLimit(retry.isPresent() || nothingLeft, retry.or(() -> reset));
  }

  private static Optional<String> header(Response response, String... names) {
    for (String name : names) {
      Optional<String> value = Optional.ofNullable(response.getHeaderString(name));
      if (value.isPresent()) {
        return value.map(String::strip);
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> retryAfter(String value, Instant now) {
    return number(value).map(seconds -> within(seconds, now)).or(() -> date(value, now));
  }

  private static Optional<Instant> date(String value, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(within(Duration.between(now, then).toSeconds(), now));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static Optional<Long> number(String value) {
    return value.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
  }

  private static Instant within(long seconds, Instant now) {
    return now.plusSeconds(Math.max(0, Math.min(seconds, LONGEST.toSeconds())));
  }
}
