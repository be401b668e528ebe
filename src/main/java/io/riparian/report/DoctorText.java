package io.riparian.report;

import io.riparian.model.Severity;
import io.riparian.report.DoctorReport.Finding;
import io.riparian.report.DoctorReport.KafkaReport;
import java.util.List;
import java.util.stream.Collectors;

/** An examination as people read it in a terminal: each finding with its fix below. */
public final class DoctorText {
  private final Terminal text = new Terminal();

  private DoctorText() {}

  public static String of(DoctorReport report) {
    DoctorText writer = new DoctorText();
    writer.workers(report);
    writer.kafka(report.kafka());
    report.findings().forEach(writer::finding);
    writer.summary(report);
    return writer.text.toString();
  }

  private void workers(DoctorReport report) {
    text.line(
        report.cluster()
            + ": "
            + report.workers().stream()
                .map(worker -> worker.worker() + " (" + worker.version() + ")")
                .collect(Collectors.joining(", ")));
  }

  private void kafka(KafkaReport kafka) {
    if (!kafka.clusterId().isEmpty()) {
      text.line(
          "Kafka at %s: cluster %s, brokers: %d; groups of workers: %s; topics looked at: %s"
              .formatted(
                  kafka.servers(),
                  kafka.clusterId(),
                  kafka.brokers(),
                  listed(kafka.groups()),
                  listed(kafka.topics())));
    }
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private void finding(Finding found) {
    text.line(
        "%s %s%s%s: %s"
            .formatted(
                found.severity(),
                found.rule(),
                found.kind().equals("check") ? " to be checked" : "",
                found.workers().isEmpty() ? "" : " at " + String.join(", ", found.workers()),
                found.saw()));
    text.line("    fix: " + found.fix());
  }

  private void summary(DoctorReport report) {
    long checks = report.findings().stream().filter(of -> of.kind().equals("check")).count();
    text.line(
        "errors: %d, warnings: %d, to be checked because it cannot be seen from here: %d"
            .formatted(report.count(Severity.ERROR), report.count(Severity.WARNING), checks));
    report
        .unanswered()
        .forEach(silent -> text.line("? " + silent.worker() + " could not be looked at."));
  }
}
