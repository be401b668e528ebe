package io.riparian.report;

import io.riparian.model.Redaction;
import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.KeyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The keys that differ, connector by connector, folded away until somebody wants to see them. */
final class DifferenceText {
  private static final int LONGEST = 200;

  private DifferenceText() {}

  /** One connector's, or one change's of it. */
  private record Differing(ClusterReport cluster, ChangeReport change) {

    Stream<String> lines() {
      return Stream.concat(
          Stream.of("", Markdown.place(cluster.cluster(), change.connector()), ""),
          Markdown.fenced(
              "diff", change.diff().stream().flatMap(DifferenceText::difference).toList())
              .stream());
    }
  }

  static List<String> of(PlanReport plan, Excerpt excerpt) {
    List<Differing> all =
        plan.clusters().stream()
            .flatMap(
                cluster ->
                    cluster.changes().stream()
                        .filter(change -> !change.diff().isEmpty())
                        .map(change -> new Differing(cluster, change)))
            .toList();
    List<Differing> shown = excerpt.ofDifferences("connectors' keys that differ", all);
    if (shown.isEmpty()) {
      return List.of();
    }
    List<String> lines =
        new ArrayList<>(List.of("", "<details><summary>Keys that differ</summary>"));
    shown.stream().flatMap(Differing::lines).forEach(lines::add);
    lines.addAll(List.of("", "</details>"));
    return lines;
  }

  private static Stream<String> difference(KeyReport key) {
    String before = "- " + shown(key, key.before());
    String after = "+ " + shown(key, key.after());
    return switch (key.kind()) {
      case "added" -> Stream.of(after);
      case "removed" -> Stream.of(before);
      default -> Stream.of(before, after);
    };
  }

  /** It went through the redaction already; here is the last place where it could be forgotten. */
  private static String shown(KeyReport key, String value) {
    return Markdown.shortened(key.key(), LONGEST)
        + ": "
        + Markdown.shortened(Redaction.show(key.key(), value), LONGEST);
  }
}
