package io.riparian.report;

import io.riparian.report.NotifyReport.ChannelReport;
import io.riparian.report.NotifyReport.DeadLetter;
import io.riparian.report.NotifyTestReport.RouteReport;

/** How it stands with telling people, as it reads in a terminal. */
public final class NotifyText {
  private final Terminal text = new Terminal();

  private NotifyText() {}

  public static String of(NotifyReport report) {
    NotifyText writer = new NotifyText();
    report.channels().forEach(writer::channel);
    if (report.channels().isEmpty()) {
      writer.text.line("no channel is configured (riparian.notify.channels)");
    }
    report.problems().forEach(writer.text::line);
    report.dead().forEach(writer::dead);
    return writer.text.toString();
  }

  private void channel(ChannelReport it) {
    text.line("%s  %s, %d due, %d held".formatted(it.name(), it.type(), it.due(), it.held()));
    if (!it.problem().isEmpty()) {
      text.line("    %s, at %s".formatted(it.problem(), it.failedAt()));
    }
  }

  private void dead(DeadLetter it) {
    text.line(
        "not told: %s  %s%s  %s: %s"
            .formatted(
                it.at(),
                it.to(),
                it.channel().isEmpty() ? "" : " by " + it.channel(),
                it.notice(),
                it.why()));
  }

  public static String of(NotifyTestReport report) {
    NotifyText writer = new NotifyText();
    report.routes().forEach(writer::route);
    if (report.routes().isEmpty()) {
      writer.text.line(report.party() + " has no such route");
    }
    return writer.text.toString();
  }

  private void route(RouteReport it) {
    text.line(
        "%s%s  %s"
            .formatted(
                it.channel(),
                it.to().isEmpty() ? "" : " " + it.to(),
                it.problem().isEmpty() ? "sent" : "not sent: " + it.problem()));
  }
}
