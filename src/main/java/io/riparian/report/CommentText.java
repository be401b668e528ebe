package io.riparian.report;

import static io.riparian.report.Markdown.code;
import static io.riparian.report.Markdown.place;
import static io.riparian.report.Markdown.prose;
import static io.riparian.report.Markdown.sentence;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.DeferralReport;
import io.riparian.report.RequestReport.BlastReport;
import io.riparian.report.RequestReport.RiskReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a comment for so much room: what is to be looked at first stands first. */
final class CommentText {
  private static final int SHORT_ID = 12;
  private static final int MOST_NAMES = 3;

  /** What files do not tell. */
  static final List<String> NOT_KNOWN =
      List.of(
          "Two commits were compared by what they declare; no cluster and no daemon was asked.",
          "So it is not known whether what the base declares is what runs (drift, overrides, changes that wait), how many tasks run,",
          "whether a connector of a new name runs already and whose it is, what an earlier one of that name left,",
          "what the clusters have installed, and who agreed.");

  private final RequestReport request;
  private final RequestStage stage;
  private final Excerpt excerpt;
  private final List<String> lines = new ArrayList<>();

  private CommentText(RequestReport request, Excerpt excerpt) {
    this.request = request;
    this.stage = RequestStage.of(request.stage());
    this.excerpt = excerpt;
  }

  static String of(RequestReport request, Excerpt.Room room) {
    Excerpt excerpt = new Excerpt(room);
    CommentText text = new CommentText(request, excerpt);
    text.write();
    return text.head() + String.join("\n", text.lines) + "\n" + text.foot();
  }

  /** Nothing of it was written by anybody else, so that its length is known. */
  static String shortest(RequestReport request) {
    CommentText text = new CommentText(request, new Excerpt(RequestComment.NO_ROOM));
    return text.title() + "It is too long to be told here. " + text.instead() + "\n" + text.foot();
  }

  private String title() {
    return "### " + RequestVerdict.of(request).words() + "\n\n";
  }

  private String head() {
    if (excerpt.leftOut().isEmpty()) {
      return title();
    }
    return title()
        + "Not all of it has room here. Left out: "
        + excerpt.leftOut().entrySet().stream()
            .map(one -> one.getKey() + " (" + one.getValue() + ")")
            .collect(joining(", "))
        + ". "
        + instead()
        + "\n\n";
  }

  private String instead() {
    String command =
        "`riparian plan --base %s --head %s`".formatted(id(request.base()), id(request.head()));
    return stage == RequestStage.COMPARED || stage == RequestStage.CONFLICTING
        ? command + " tells all of it."
        : "In a clone, %s tells what the files say; `GET /api/v1/requests` tells all of it."
            .formatted(command);
  }

  private String foot() {
    return """

        ---

        Head `%s`, compared with `%s`, plan `%s`. `riparian explain RULE` tells more of a rule, as does its page in `docs/rules/`.
        """
        .formatted(id(request.head()), id(request.base()), id(request.digest()));
  }

  private static String id(String id) {
    return id.isEmpty()
        ? "none"
        : id.substring(0, Math.min(SHORT_ID, id.length())).replaceAll("[^A-Za-z0-9._-]", "?");
  }

  private void write() {
    switch (stage) {
      case CONFLICTING -> {
        lines.add("Bring the request up to date with the branch. The plan is told here then.");
        asides();
      }
      case CLOSED -> lines.add("If it is opened again, its plan is told here again.");
      case OPEN, COMPARED, WAITING_FOR_APPLY, APPLIED, FAILED, HELD -> {
        risks();
        connectors();
        lines.addAll(DifferenceText.of(request.plan(), excerpt));
        mistakes();
        section("Held back", deferrals());
        section("To ask the owners of Kafka for", AclText.of(request.acls(), excerpt));
        agreements();
        asides();
        if (stage == RequestStage.COMPARED) {
          section("Not known here", List.of(String.join(" ", NOT_KNOWN)));
        }
      }
    }
  }

  private void asides() {
    section(
        "Besides",
        excerpt.of("what else there is to know", request.asides()).stream()
            .map(aside -> "- " + sentence(aside))
            .toList());
  }

  private void section(String title, List<String> section) {
    if (!section.isEmpty()) {
      lines.addAll(List.of("", "**" + title + "**", ""));
      lines.addAll(section);
    }
  }

  private void risks() {
    if (!request.risks().isEmpty()) {
      lines.addAll(List.of("**Look at this first**", ""));
      Map<RiskReport, List<String>> alike =
          request.risks().stream()
              .collect(
                  groupingBy(
                      risk -> new RiskReport("", "", risk.flag(), risk.why()),
                      LinkedHashMap::new,
                      mapping(risk -> place(risk.cluster(), risk.connector()), toList())));
      excerpt.of("what to look at first", List.copyOf(alike.entrySet())).stream()
          .map(one -> risk(one.getKey(), one.getValue()))
          .forEach(lines::add);
    } else if (isRoutine()) {
      lines.add("**Routine**: nothing of it is of a kind that asks for a second look.");
    }
  }

  private static String risk(RiskReport risk, List<String> places) {
    return "- **%s**: %s%s %s"
        .formatted(
            prose(risk.flag()),
            Excerpt.line(places, MOST_NAMES),
            places.size() == 1 ? "" : ": each",
            sentence(risk.why()));
  }

  /** What is not planned, or is refused, may be anything. */
  private boolean isRoutine() {
    return (stage == RequestStage.OPEN || stage == RequestStage.COMPARED)
        && !request.plan().hasErrors()
        && request.plan().clusters().stream()
            .flatMap(cluster -> cluster.deferrals().stream())
            .noneMatch(deferral -> deferral.connector().isEmpty());
  }

  private void connectors() {
    List<RequestRow> rows = request.connectors();
    if (rows.isEmpty()) {
      return;
    }
    boolean tried = rows.stream().anyMatch(row -> !row.outcome().isEmpty());
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add("| connector | team | what | " + (tried ? "outcome" : "what it means") + " |");
    lines.add("|---|---|---|---|");
    excerpt.of("connectors", rows).stream()
        .map(
            row ->
                "| %s | %s | %s | %s |"
                    .formatted(
                        place(row.cluster(), row.connector()),
                        row.team().isEmpty() ? "" : code(row.team()),
                        prose(row.what()),
                        row.outcome().isEmpty() ? meaning(row) : outcome(row)))
        .forEach(lines::add);
    List<String> observed =
        request.plan().clusters().stream()
            .filter(cluster -> cluster.mode().equals("observe") && !cluster.changes().isEmpty())
            .map(ClusterReport::cluster)
            .toList();
    if (!observed.isEmpty()) {
      lines.add("");
      lines.add(
          "Only observed, so that nothing is written there: "
              + Excerpt.line(observed.stream().map(Markdown::code).toList(), MOST_NAMES)
              + ".");
    }
  }

  private static String meaning(RequestRow row) {
    if (!row.reason().isEmpty()) {
      return code(row.reason()) + ", told below";
    }
    return row.blasts().isEmpty()
        ? sentence(row.why())
        : row.blasts().stream()
            .map(BlastReport::words)
            .distinct()
            .map(Markdown::sentence)
            .collect(joining("; "));
  }

  private static String outcome(RequestRow row) {
    return prose(row.outcome()) + (row.detail().isEmpty() ? "" : ": " + sentence(row.detail()));
  }

  private void mistakes() {
    List<DiagnosticReport> all = request.plan().diagnostics();
    Map<String, List<DiagnosticReport>> files =
        Stream.concat(
                all.stream().filter(DiagnosticReport::isError),
                all.stream().filter(one -> !one.isError()))
            .collect(groupingBy(DiagnosticReport::file, LinkedHashMap::new, toList()));
    List<DiagnosticReport> shown =
        files.values().stream()
            .flatMap(ofFile -> excerpt.ofMistakes("mistakes", ofFile).stream())
            .toList();
    section(
        request.plan().hasErrors() ? "To mend" : "Worth mending",
        excerpt.of("mistakes", shown).stream().map(CommentText::mistake).toList());
  }

  private static String mistake(DiagnosticReport one) {
    return "- %s **%s**: %s (%s)%s"
        .formatted(
            code(one.place()),
            prose(one.severity()),
            sentence(one.message()),
            code(one.rule()),
            one.hint().isEmpty() ? "" : ". *Remedy*: " + sentence(one.hint()));
  }

  private List<String> deferrals() {
    record Held(String cluster, DeferralReport deferral) {}
    List<Held> all =
        request.plan().clusters().stream()
            .flatMap(
                cluster ->
                    cluster.deferrals().stream().map(one -> new Held(cluster.cluster(), one)))
            .toList();
    return excerpt.of("what is held back", all).stream()
        .map(held -> deferral(held.cluster(), held.deferral()))
        .toList();
  }

  private static String deferral(String cluster, DeferralReport one) {
    return "- %s: %s (%s)%s%s"
        .formatted(
            one.connector().isEmpty()
                ? "everything on " + code(cluster)
                : place(cluster, one.connector()),
            sentence(one.why()),
            code(one.reason()),
            one.until().isEmpty() ? "" : ", until " + code(one.until()),
            one.acknowledge().isEmpty()
                ? ""
                : ". An operator lets it through: "
                    + code("riparian apply --acknowledge " + one.acknowledge()));
  }

  private void agreements() {
    if (request.plan().approval().equals(PlanReport.NOT_ASKED)) {
      section(
          "Who must agree",
          List.of("Nobody is asked: no evidence is wanted here (`riparian.evidence.mode`)."));
    } else {
      section("Who must agree", AgreementText.of(request.agreements(), stage, excerpt));
    }
  }
}
