package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A reading of a point in time with its offset, as RFC 3339 writes it. */
final class OffsetTime {
  static final String FORM =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})";

  private OffsetTime() {}

  /** The time, or a finding that {@code field} holds none. */
  static Optional<Instant> read(Text text, String field, Findings findings) {
    try {
      if (text.value().matches(FORM)) {
        return Optional.of(OffsetDateTime.parse(text.value()).toInstant());
      }
    } catch (DateTimeException noSuchTime) {
      // Told below, like any other text that is no time.
    }
    findings.report(
        BAD_VALUE,
        text.at(),
        field + " is no time with an offset",
        "Write 2026-12-01T08:00:00+01:00, or with Z for UTC.");
    return Optional.empty();
  }
}
