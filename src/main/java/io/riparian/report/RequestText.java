package io.riparian.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.riparian.report.Agreements.AskedReport;
import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.RequestReport.AclReport;
import io.riparian.report.RequestReport.BlastReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A request as people read it in a terminal: mistakes, changes, what they mean, the verdict. */
public final class RequestText {
  private static final int MOST_PATHS = 3;

  private final RequestReport request;
  private final Terminal text = new Terminal();

  private RequestText(RequestReport request) {
    this.request = request;
  }

  public static String of(RequestReport request) {
    RequestText writer = new RequestText(request);
    writer.write();
    return writer.text.toString();
  }

  private void write() {
    section("", request.plan().diagnostics(), PlanText::lines);
    section("look at this first", request.risks(), RequestText::risk);
    request.plan().clusters().forEach(this::cluster);
    section("who must agree", asked(), List::of);
    section("to ask the owners of Kafka for", request.acls(), RequestText::acl);
    section("besides", request.asides(), List::of);
    if (RequestStage.of(request.stage()) == RequestStage.COMPARED) {
      section("not known here", CommentText.NOT_KNOWN, List::of);
    }
    text.line(
        "%s, compared with %s. %s."
            .formatted(
                Terminal.shortened(request.head()),
                Terminal.shortened(request.base()),
                RequestVerdict.of(request).words()));
  }

  private <T> void section(String title, List<T> all, Function<T, List<String>> lines) {
    if (all.isEmpty()) {
      return;
    }
    if (!title.isEmpty()) {
      text.line(title);
    }
    all.forEach(
        one -> lines.apply(one).forEach(line -> text.line(title.isEmpty() ? line : "  " + line)));
    text.line("");
  }

  private static List<String> risk(RequestReport.RiskReport risk) {
    return List.of(
        "%s: %s on %s %s".formatted(risk.flag(), risk.connector(), risk.cluster(), risk.why()));
  }

  private void cluster(ClusterReport cluster) {
    text.line("cluster %s (%s)".formatted(cluster.cluster(), cluster.mode()));
    cluster.changes().stream()
        .collect(groupingBy(ChangeReport::connector, LinkedHashMap::new, toList()))
        .forEach((connector, all) -> changes(cluster.cluster(), connector, all));
    cluster.deferrals().stream().map(PlanText::lines).flatMap(List::stream).forEach(text::line);
    if (cluster.changes().isEmpty() && cluster.deferrals().isEmpty()) {
      text.line("  nothing changes");
    }
    text.line("");
  }

  private void changes(String cluster, String connector, List<ChangeReport> all) {
    all.stream().map(PlanText::lines).flatMap(List::stream).forEach(text::line);
    request.connectors().stream()
        .filter(row -> row.cluster().equals(cluster) && row.connector().equals(connector))
        .flatMap(row -> row.blasts().stream())
        .map(BlastReport::words)
        .distinct()
        .forEach(words -> text.line("      " + words));
  }

  /** What is asked of the same people for the same reason. */
  private record Asked(List<String> owners, String why) {
    static Asked of(AskedReport one) {
      return new Asked(
          one.owners(),
          one.why()
              + (one.detail().isEmpty() ? "" : ", " + one.detail())
              + " ["
              + one.reason()
              + "]");
    }

    String line(List<String> where) {
      String paths = Excerpt.line(where, MOST_PATHS);
      return owners.isEmpty()
          ? "to mend: " + paths + ": " + why
          : String.join(" or ", owners) + " for " + paths + ", as " + why;
    }
  }

  private List<String> asked() {
    Map<Asked, List<String>> asked =
        request.agreements().asked().stream()
            .collect(
                groupingBy(Asked::of, LinkedHashMap::new, mapping(RequestText::where, toList())));
    return asked.entrySet().stream()
        .map(one -> one.getKey().line(one.getValue().stream().distinct().toList()))
        .toList();
  }

  private static String where(AskedReport one) {
    return one.path().isEmpty() ? "all of " + one.unit() : one.path();
  }

  private static List<String> acl(AclReport acl) {
    String name =
        switch (acl.pattern()) {
          case "literal" -> acl.resource() + " " + acl.name();
          case "prefixed" -> acl.resource() + "s that begin with " + acl.name();
          case "any" -> acl.resource() + "s of any name (" + acl.key() + ")";
          default -> "the " + acl.resource() + " that " + acl.key() + " names";
        };
    return List.of(
        "%s on %s, with %s: %s on %s"
            .formatted(
                acl.connector(),
                acl.cluster(),
                acl.principal().equals("workers")
                    ? "the workers' credentials"
                    : "credentials of its own",
                acl.operation(),
                name));
  }
}
