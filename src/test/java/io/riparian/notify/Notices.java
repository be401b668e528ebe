package io.riparian.notify;

import io.riparian.model.Explanation;
import io.riparian.model.Notice;
import io.riparian.model.Party;
import io.riparian.model.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Notices to be told in tests. */
final class Notices {
  static final Instant AT = Instant.parse("2026-11-27T10:15:30Z");

  private Notices() {}

  static Notice failure() {
    return notice("shared/orders#1", Notice.Kind.FAILURE, Urgency.PAGE);
  }

  static Notice recovery() {
    return notice("shared/orders#1", Notice.Kind.RECOVERY, Urgency.NOTICE);
  }

  static Notice notice(String id, Notice.Kind kind, Urgency urgency) {
    return saying(id, kind, urgency, "orders on shared has failed", "Two of two tasks are down.");
  }

  static Notice saying(String id, Notice.Kind kind, Urgency urgency, String title, String detail) {
    return new Notice(
        id,
        kind,
        urgency,
        Party.team("payments"),
        "shared",
        List.of("orders"),
        List.of("payments"),
        title,
        List.of(detail),
        Optional.of(explanation(detail)),
        AT);
  }

  static Explanation explanation(String evidence) {
    return new Explanation(
        "payments",
        "external-system",
        "0.92",
        evidence,
        "2026-11-27T10:14:00Z",
        "4f2c1aa on 2026-11-20",
        "Check that orders-db takes connections.",
        "https://wiki.example/orders");
  }

  /** One cause, many connectors, and texts of any length. */
  static Notice huge(Notice.Kind kind) {
    String longText = "An umlaut ä, a quote \" and 𝄞. ".repeat(2_000);
    return new Notice(
        "i".repeat(600),
        kind,
        Urgency.PAGE,
        Party.PLATFORM,
        "shared",
        java.util.stream.IntStream.range(0, 500).mapToObj(i -> "connector-" + i).toList(),
        java.util.stream.IntStream.range(0, 60).mapToObj(i -> "team-" + i).toList(),
        longText,
        java.util.Collections.nCopies(40, longText),
        Optional.of(explanation(longText)),
        AT);
  }
}
