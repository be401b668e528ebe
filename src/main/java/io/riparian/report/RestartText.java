package io.riparian.report;

import io.riparian.report.RestartReport.Restart;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Restarts as people read them in a terminal: by what became of them, each with its reason. */
public final class RestartText {
  private final Terminal text = new Terminal();

  private RestartText() {}

  public static String of(RestartReport report) {
    RestartText writer = new RestartText();
    writer.write(report);
    return writer.text.toString();
  }

  /** One connector in one line. */
  public static String line(Restart one) {
    String team = one.team().isEmpty() ? "" : "  team " + one.team();
    String result = one.result().replace('-', ' ');
    return Terminal.visible(
        one.place() + "  " + result + team + (one.why().isEmpty() ? "" : ": " + one.why()));
  }

  private void write(RestartReport report) {
    if (report.restarts().isEmpty() && report.unasked().isEmpty()) {
      text.line(
          report.secret().isEmpty()
              ? "There is no such connector."
              : "No connector that runs refers to " + report.secret() + ".");
      return;
    }
    section(
        "would be restarted, one after the other:", report, RestartText::isWaiting, Restart::place);
    section("restarted:", report, one -> one.result().equals("restarted"), Restart::place);
    section("not restarted, or not back:", report, RestartText::isAmiss, RestartText::line);
    report.unasked().forEach(one -> text.line("? " + one.cluster() + ": " + one.why()));
    section("still use the old one:", report, Restart::stillOld, Restart::place);
    report
        .providers()
        .forEach(
            one ->
                text.line(
                    "%s %s: %s"
                        .formatted(
                            one.alias(),
                            one.rereads() ? "re-reads at a restart" : "does not re-read",
                            one.why())));
  }

  private static boolean isWaiting(Restart one) {
    return one.result().equals(RestartReport.WAITING);
  }

  private static boolean isAmiss(Restart one) {
    return !isWaiting(one) && !one.result().equals("restarted");
  }

  private void section(
      String title,
      RestartReport report,
      Predicate<Restart> which,
      Function<Restart, String> line) {
    List<Restart> here = report.restarts().stream().filter(which).toList();
    if (!here.isEmpty()) {
      text.line(title);
      here.forEach(one -> text.line("  " + line.apply(one)));
    }
  }
}
