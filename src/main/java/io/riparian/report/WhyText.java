package io.riparian.report;

import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.WhyReport.Accepted;
import io.riparian.report.WhyReport.Applied;
import io.riparian.report.WhyReport.Declared;
import io.riparian.report.WhyReport.Held;
import io.riparian.report.WhyReport.LastChange;
import io.riparian.report.WhyReport.Next;
import io.riparian.report.WhyReport.Observed;
import java.util.ArrayList;
import java.util.List;

/** One connector's page as people read it in a terminal: a word in front of each part. */
public final class WhyText {
  private static final int INDENT = 11;

  private final Terminal text = new Terminal();

  private WhyText() {}

  public static String of(WhyReport why) {
    WhyText writer = new WhyText();
    writer.text.line(
        "%s on %s: %s, %s".formatted(why.connector(), why.cluster(), why.sync(), why.health()));
    why.failures().forEach(failure -> writer.part("fails", FailureText.lines(failure)));
    writer.part("declared", declared(why.declared()));
    writer.part("accepted", accepted(why.accepted()));
    writer.part("observed", observed(why.observed()));
    writer.part("changed", changed(why.lastChange(), why.applied()));
    writer.part("next", next(why.next()));
    return writer.text.toString();
  }

  private void part(String word, List<String> lines) {
    String label = word;
    for (String line : lines) {
      text.line(label + " ".repeat(INDENT - label.length()) + line);
      label = "";
    }
  }

  private static List<String> declared(Declared declared) {
    List<String> lines = new ArrayList<>();
    String team = declared.team().isEmpty() ? "" : ", team " + declared.team();
    String revision = declared.revision().isEmpty() ? "" : ", at revision " + declared.revision();
    switch (declared.as()) {
      case "declared" -> lines.add("in " + declared.at() + team + state(declared) + revision);
      case "refused" -> lines.add("in " + declared.at() + team + ", and refused" + revision);
      case "broken-file", "undecided" ->
          lines.add("nobody can tell: " + declared.at() + team + revision);
      case "not-declared" -> lines.add("by no file" + revision);
      default -> lines.add("nobody can tell: no revision was read yet");
    }
    if (!declared.detail().isEmpty()) {
      lines.add(declared.detail());
    }
    return lines;
  }

  private static String state(Declared declared) {
    return declared.state().equals("unmanaged")
        ? ", its state left alone"
        : ", to be " + declared.state();
  }

  private static List<String> accepted(Accepted accepted) {
    List<String> lines = new ArrayList<>();
    if (accepted.revision().isEmpty()) {
      lines.add(
          accepted.unit().isEmpty()
              ? "nothing: it is of no unit that is known"
              : "nothing of " + accepted.unit() + " yet");
    } else {
      lines.add(
          "%s as of %s, on %s, evidence: %s"
              .formatted(accepted.unit(), accepted.revision(), accepted.at(), accepted.evidence()));
    }
    accepted.held().forEach(why -> lines.add("a newer state of it is held: " + why));
    return lines;
  }

  private static List<String> observed(Observed observed) {
    List<String> lines = new ArrayList<>();
    String state =
        observed.state().isEmpty()
            ? ""
            : observed.state()
                + (observed.presence().equals("present") ? tasks(observed) : "")
                + since(observed);
    switch (observed.presence()) {
      case "present" -> lines.add(state.isEmpty() ? "there, without a status yet" : state);
      case "absent" -> lines.add("proven not to be there");
      case "unproven" -> lines.add("missing from an answer that does not prove it gone");
      default -> {
        lines.add("nobody can tell: " + observed.problem());
        if (!state.isEmpty()) {
          lines.add("when seen last: " + state);
        }
      }
    }
    if (!observed.whose().isEmpty()) {
      lines.add(observed.whose().equals("ours") ? "it is ours" : "not ours: " + observed.whose());
    }
    lines.add(observed.at().isEmpty() ? "never looked at" : "looked at on " + observed.at());
    return lines;
  }

  private static String tasks(Observed observed) {
    return ", %d of %d tasks running".formatted(observed.tasksRunning(), observed.tasks());
  }

  private static String since(Observed observed) {
    if (observed.since().isEmpty()) {
      return "";
    }
    return (observed.atLeast() ? ", since before " : ", since ") + observed.since();
  }

  private static List<String> changed(LastChange last, Applied applied) {
    List<String> lines = new ArrayList<>();
    if (last.kind().isEmpty()) {
      lines.add("by us never, as far as is remembered");
    } else {
      lines.add(
          "%s (%s) %s on %s%s"
              .formatted(
                  last.kind(),
                  last.cause(),
                  last.result(),
                  last.at(),
                  last.detail().isEmpty() ? "" : ": " + last.detail()));
      lines.add(
          "in cycle %s (%s), at revision %s"
              .formatted(last.cycle(), last.trigger(), last.revision()));
    }
    if (!applied.revision().isEmpty()) {
      lines.add(
          "in force on the cluster: revision %s since %s (%s)"
              .formatted(applied.revision(), applied.at(), applied.origin()));
    }
    return lines;
  }

  private static List<String> next(Next next) {
    List<String> lines = new ArrayList<>();
    for (ChangeReport change : next.changes()) {
      lines.add(
          change.kind()
              + (change.state().isEmpty() ? "" : " (" + change.state() + ")")
              + ", because "
              + (change.cause().equals("drift") ? "the cluster moved" : "of a commit"));
      change.diff().forEach(key -> lines.add("  " + key.line()));
    }
    for (Held held : next.held()) {
      lines.add("! " + held.reason() + ": " + held.why());
      lines.add("  who can release it: " + held.who());
      if (!held.command().isEmpty()) {
        lines.add("  " + held.command());
      }
    }
    if (next.changes().isEmpty() && next.held().isEmpty()) {
      lines.add("nothing is due");
    }
    lines.add(
        next.look().isEmpty()
            ? "when it is looked at again is not known"
            : "looked at again by " + next.look() + ", or as soon as something calls");
    return lines;
  }
}
