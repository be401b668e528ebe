package io.riparian.report;

import io.riparian.report.PlanReport.DeferralReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a request comes to, in one line: what stands in its way, or else what it does. In doubt it
 * is not ready.
 *
 * @param words at most {@link #LONGEST} characters, and nothing of them was written by anybody else
 */
record RequestVerdict(RequestCheck.Conclusion conclusion, String words) {
  static final int LONGEST = 140;

  /** In the order in which they are counted up. */
  private static final List<String> KINDS =
      List.of("create", "adopt", "update", "set-state", "delete", "forget");

  RequestVerdict {
    if (words.length() > LONGEST) {
      throw new IllegalArgumentException("a verdict is short: " + words.length());
    }
  }

  static RequestVerdict of(RequestReport request) {
    String changes = changes(request);
    return switch (RequestStage.of(request.stage())) {
      case CONFLICTING -> failure("Conflicts with the branch, so that there is nothing to plan");
      case OPEN -> open(request, changes);
      case COMPARED -> compared(request, changes);
      case WAITING_FOR_APPLY -> pending("Merged, and waits to be applied: " + changes);
      case APPLIED -> success("Applied: " + changes);
      case FAILED ->
          failure(
              "Merged, and not all of it was done: %s failed"
                  .formatted(
                      count(
                          request.connectors().stream().filter(RequestRow::failed).count(),
                          "connector")));
      case HELD -> failure("Merged, and held: it " + missing(request));
      case CLOSED ->
          new RequestVerdict(
              RequestCheck.Conclusion.NEUTRAL, "Closed without a merge: nothing of it is applied");
    };
  }

  private static RequestVerdict open(RequestReport request, String changes) {
    long errors = request.plan().diagnostics().stream().filter(DiagnosticReport::isError).count();
    if (errors > 0) {
      return failure("Not ready: " + count(errors, "mistake") + " to mend");
    }
    if (request.agreements().missing().stream().anyMatch(Agreements.AskedReport::isNobodys)) {
      return failure("Not ready: it " + missing(request));
    }
    long unplanned =
        request.plan().clusters().stream()
            .filter(
                cluster -> cluster.deferrals().stream().anyMatch(one -> one.connector().isEmpty()))
            .count();
    if (unplanned > 0) {
      return pending("Not ready: nothing can be planned on " + count(unplanned, "cluster"));
    }
    return request.agreements().missing().isEmpty()
        ? success("Ready: " + changes)
        : pending("Not ready: it " + missing(request) + ". Then: " + changes);
  }

  /** What files tell is not enough for a yes. */
  private static RequestVerdict compared(RequestReport request, String changes) {
    long errors = request.plan().diagnostics().stream().filter(DiagnosticReport::isError).count();
    if (errors > 0) {
      return failure("Not ready: " + count(errors, "mistake") + " to mend");
    }
    return request.agreements().missing().stream().anyMatch(Agreements.AskedReport::isNobodys)
        ? failure("Not ready: it " + missing(request))
        : pending("By the files alone: " + changes);
  }

  private static String missing(RequestReport request) {
    List<Agreements.AskedReport> missing = request.agreements().missing();
    long toMend = missing.stream().filter(Agreements.AskedReport::isNobodys).count();
    long owners =
        missing.stream()
            .filter(one -> !one.isNobodys())
            .map(one -> List.of(one.unit(), one.owners()))
            .distinct()
            .count();
    if (toMend > 0) {
      return "has " + count(toMend, "thing") + " that nobody can agree to";
    }
    return owners == 0 ? "waits" : "waits for " + count(owners, "agreement");
  }

  private static String changes(RequestReport request) {
    Map<String, Long> kinds =
        request.plan().clusters().stream()
            .flatMap(cluster -> cluster.changes().stream())
            .collect(
                Collectors.groupingBy(
                    PlanReport.ChangeReport::kind, TreeMap::new, Collectors.counting()));
    long deferred =
        request.plan().clusters().stream()
            .flatMap(cluster -> cluster.deferrals().stream())
            .map(DeferralReport::connector)
            .filter(connector -> !connector.isEmpty())
            .count();
    String changed =
        KINDS.stream()
            .filter(kinds::containsKey)
            .map(kind -> kinds.get(kind) + " to " + verb(kind))
            .collect(Collectors.joining(", "));
    return (changed.isEmpty() ? "nothing that runs changes" : changed)
        + (deferred == 0 ? "" : ", " + deferred + " held back");
  }

  private static String verb(String kind) {
    return kind.equals("set-state") ? "pause, stop or start" : kind.toLowerCase(Locale.ROOT);
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static RequestVerdict success(String words) {
    return new RequestVerdict(RequestCheck.Conclusion.SUCCESS, words);
  }

  private static RequestVerdict pending(String words) {
    return new RequestVerdict(RequestCheck.Conclusion.PENDING, words);
  }

  private static RequestVerdict failure(String words) {
    return new RequestVerdict(RequestCheck.Conclusion.FAILURE, words);
  }
}
