package io.riparian.report;

import io.riparian.report.ImportReport.ConnectorFile;
import io.riparian.report.ImportReport.Left;
import java.util.List;
import java.util.function.Predicate;

/** An import as lines of text: what was written, what is to be filled in, what got no file. */
public final class ImportText {
  private final ImportReport report;
  private final Terminal text = new Terminal();

  private ImportText(ImportReport report) {
    this.report = report;
  }

  public static String of(ImportReport report) {
    return new ImportText(report).write();
  }

  private String write() {
    for (ConnectorFile file : report.files()) {
      text.line(file.written() ? "  + " + file.path() : "  = " + file.path() + " stands already");
    }
    list("Fill in, from where the workers find their secrets:", ConnectorFile::fillIn);
    list("Left out, because no file can hold these keys:", ConnectorFile::leftOut);
    if (!report.left().isEmpty()) {
      text.line("");
      text.line("Without a file:");
      for (Left left : report.left()) {
        text.line("  ! " + left.connector() + ": " + left.why());
      }
    }
    if (!text.isEmpty()) {
      text.line("");
    }
    text.line(
        "Import from cluster %s: %d written, %d there already, %d without a file, %d to be filled in."
            .formatted(
                report.cluster(),
                count(ConnectorFile::written),
                count(file -> !file.written()),
                report.left().size(),
                count(file -> !file.fillIn().isEmpty())));
    return text.toString();
  }

  /** The keys of some kind that a file has. */
  private interface Keys {
    List<String> of(ConnectorFile file);
  }

  private void list(String title, Keys keys) {
    if (count(file -> !keys.of(file).isEmpty()) == 0) {
      return;
    }
    text.line("");
    text.line(title);
    for (ConnectorFile file : report.files()) {
      if (!keys.of(file).isEmpty()) {
        text.line("  " + file.path() + ": " + String.join(", ", keys.of(file)));
      }
    }
  }

  private long count(Predicate<ConnectorFile> which) {
    return report.files().stream().filter(which).count();
  }
}
