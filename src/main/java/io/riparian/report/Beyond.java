package io.riparian.report;

import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.DeferralReport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The part of a plan that a request is responsible for: what the plan in force has not, and what is
 * said of what the request touches. That a cluster tells nothing is part of every plan.
 */
final class Beyond {
  private final PlanReport proposed;
  private final PlanReport inForce;
  private final Touched touched;

  Beyond(PlanReport proposed, PlanReport inForce, Touched touched) {
    this.proposed = proposed;
    this.inForce = inForce;
    this.touched = touched;
  }

  PlanReport report() {
    return new PlanReport(
        proposed.revision(),
        proposed.approval(),
        proposed.clusters().stream().map(this::cluster).toList(),
        diagnostics());
  }

  private ClusterReport cluster(ClusterReport cluster) {
    Set<ChangeReport> changes = inForce(cluster, one -> new HashSet<>(one.changes()));
    Set<Held> held =
        inForce(cluster, one -> one.deferrals().stream().map(Held::of).collect(Collectors.toSet()));
    return new ClusterReport(
        cluster.cluster(),
        cluster.mode(),
        cluster.managed(),
        cluster.changes().stream()
            .filter(change -> isTouched(cluster, change) || !changes.contains(change))
            .toList(),
        cluster.deferrals().stream()
            .filter(
                deferral ->
                    deferral.connector().isEmpty()
                        || touched.has(cluster.cluster(), deferral.connector())
                        || !held.contains(Held.of(deferral)))
            .toList(),
        List.of());
  }

  /** Why something waits, however it is put today. */
  private record Held(String connector, String reason) {
    static Held of(DeferralReport deferral) {
      return new Held(deferral.connector(), deferral.reason());
    }
  }

  private boolean isTouched(ClusterReport cluster, ChangeReport change) {
    return touched.files().contains(change.file())
        || touched.has(cluster.cluster(), change.connector());
  }

  private <T> Set<T> inForce(ClusterReport cluster, Function<ClusterReport, Set<T>> what) {
    return inForce.clusters().stream()
        .filter(one -> one.cluster().equals(cluster.cluster()))
        .findFirst()
        .map(what)
        .orElse(Set.of());
  }

  /** Lines may have moved, so that they do not count. */
  private List<DiagnosticReport> diagnostics() {
    Fingerprint before = new Fingerprint();
    Set<String> known = inForce.diagnostics().stream().map(before::of).collect(Collectors.toSet());
    Set<DiagnosticReport> refusing =
        touched.refused().values().stream().map(DiagnosticReport::of).collect(Collectors.toSet());
    Fingerprint now = new Fingerprint();
    return proposed.diagnostics().stream()
        .filter(
            one -> {
              boolean isNew = !known.contains(now.of(one));
              return isNew || touched.files().contains(one.file()) || refusing.contains(one);
            })
        .toList();
  }
}
