package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.ChangeWindow;
import io.riparian.model.ChangeWindows;
import io.riparian.model.Cron;
import io.riparian.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A reading of a cluster's {@code windows}. One that cannot be read breaks the file, and a cluster
 * whose file is broken is not written to.
 */
final class WindowReader {
  static final String SCHEDULE = "\\s*\\S+(?:\\s+\\S+){4}\\s*";
  static final int MOST = 50;
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final List<ChangeWindow.Change> CHANGES = List.of(ChangeWindow.Change.values());

  private final Fields fields;
  private final Findings findings;

  private WindowReader(Fields fields) {
    this.fields = fields;
    this.findings = fields.findings();
  }

  static ChangeWindows read(Fields spec) {
    List<ChangeWindow> windows = new ArrayList<>();
    List<Fields> written = spec.mappings("windows");
    if (written.size() > MOST) {
      spec.findings()
          .report(
              BAD_VALUE,
              spec.placeOf("windows"),
              "`spec.windows` has more than " + MOST + " entries",
              "Say it with fewer: a schedule may list several hours and days.");
    }
    written.forEach(one -> new WindowReader(one).window().ifPresent(windows::add));
    return new ChangeWindows(windows);
  }

  private Optional<ChangeWindow> window() {
    Optional<ChangeWindow.Kind> kind =
        fields
            .require("kind", "Write allow or deny.")
            .word("kind", List.of(ChangeWindow.Kind.values()));
    Optional<Cron> schedule = schedule();
    Optional<Duration> duration = duration();
    Optional<ZoneId> zone = zone(fields, "timeZone");
    Set<ChangeWindow.Change> changes = changes();
    boolean overrun = fields.flag("overrun").orElse(false);
    String reason = fields.text("reason").map(text -> text.value().strip()).orElse("");
    fields.refuseOthers();
    if (kind.isEmpty() || schedule.isEmpty() || duration.isEmpty() || zone.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ChangeWindow(
            kind.get(),
            schedule.get(),
            duration.get(),
            zone.get(),
            changes,
            overrun,
            reason.replaceAll("\\s+", " ")));
  }

  private Optional<Cron> schedule() {
    Optional<Text> text =
        fields
            .require("schedule", "Say when it begins, as cron does: \"0 22 * * 1-5\"")
            .text("schedule");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Cron cron = Cron.parse(text.get().value());
      if (cron.next(Instant.EPOCH, ZoneOffset.UTC).isPresent()) {
        return Optional.of(cron);
      }
      report(text.get(), "schedule", "there is no such day");
    } catch (IllegalArgumentException wrong) {
      report(text.get(), "schedule", String.valueOf(wrong.getMessage()));
    }
    return Optional.empty();
  }

  private void report(Text at, String field, String what) {
    findings.report(
        BAD_VALUE,
        at.at(),
        fields.name(field) + " cannot be read: " + what,
        "Write minute, hour, day, month, day of the week: \"0 22 * * 1-5\"");
  }

  private Optional<Duration> duration() {
    Optional<Text> text = fields.require("duration", "Say how long: 8h").text("duration");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration = Span.parse(text.get().value());
    if (duration.filter(it -> it.compareTo(LONGEST) <= 0).isEmpty()) {
      findings.report(
          BAD_VALUE,
          text.get().at(),
          fields.name("duration") + " is no length of time, up to 366 days",
          "Write a number and m, h or d: 8h");
    }
    return duration;
  }

  /** A time zone that has to be named. */
  static Optional<ZoneId> zone(Fields fields, String field) {
    Optional<Text> text =
        fields.require(field, "Say whose clock: Europe/Berlin, or UTC").text(field);
    Optional<Text> known = text.filter(zone -> ZoneId.getAvailableZoneIds().contains(zone.value()));
    if (text.isPresent() && known.isEmpty()) {
      fields
          .findings()
          .report(
              BAD_VALUE,
              text.get().at(),
              Findings.quote(text.get().value()) + " is no time zone",
              "Write its name in the IANA database, such as Europe/Berlin, or UTC.");
    }
    return known.map(zone -> ZoneId.of(zone.value()));
  }

  private Set<ChangeWindow.Change> changes() {
    EnumSet<ChangeWindow.Change> changes = EnumSet.noneOf(ChangeWindow.Change.class);
    List<String> words =
        CHANGES.stream().map(change -> change.name().toLowerCase(Locale.ROOT)).toList();
    for (Text word : fields.texts("changes")) {
      int index = words.indexOf(word.value());
      if (index < 0) {
        findings.report(
            BAD_VALUE,
            word.at(),
            fields.name("changes") + " is a list of " + String.join(", ", words),
            Spelling.hint(word.value(), words));
      } else {
        changes.add(CHANGES.get(index));
      }
    }
    fields.requireEntries("changes", "Leave it out for every kind of change.");
    return changes;
  }
}
