package io.riparian.reconcile;

import io.riparian.connect.ClusterWatch;
import io.riparian.connect.ConnectCluster;
import io.riparian.connect.Expected;
import io.riparian.ledger.Ledger;
import io.riparian.model.Cluster;
import io.riparian.model.Diagnostic;
import io.riparian.model.Observation;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Recalled.Standing;
import io.riparian.repo.FileSet;
import io.riparian.report.PlanReport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What would be done if some files were in force: the line, ended after the plan. Nothing is done,
 * and nothing is remembered; and what is not accepted sends our credentials nowhere.
 */
final class Preview {
  private final RevisionReader reader;
  private final Beginning beginning;
  private final ConnectDoor door;
  private final BiFunction<Cluster, ClusterWalk.Look, ClusterWalk> walks;
  private final Ledger ledger;
  private final InstantSource clock;

  Preview(
      RevisionReader reader,
      Beginning beginning,
      ConnectDoor door,
      BiFunction<Cluster, ClusterWalk.Look, ClusterWalk> walks,
      Ledger ledger,
      InstantSource clock) {
    this.reader = reader;
    this.beginning = beginning;
    this.door = door;
    this.walks = walks;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The plan against what the loops saw last. */
  PlanReport of(FileSet files, List<ClusterView> known, Standing standing) {
    Judged candidate = Judged.of(reader.judge(files));
    Map<String, ClusterView> views = new HashMap<>();
    known.forEach(view -> views.put(view.cluster().name(), view));
    List<ClusterPlan> plans = new ArrayList<>();
    for (Cluster cluster : candidate.desired().clusters().values()) {
      Observation seen =
          Optional.ofNullable(views.get(cluster.name()))
              .filter(view -> isSameTarget(view.cluster(), cluster))
              .flatMap(ClusterView::observation)
              .orElseGet(() -> notAsked(cluster));
      plans.add(walks.apply(cluster, expected -> seen).plan(candidate, seen, standing));
    }
    return PlanReport.of(files.revision(), plans, diagnostics(candidate));
  }

  /**
   * The plan against clusters that are asked now, once.
   *
   * @param inForce the clusters that may be asked
   */
  PlanReport once(FileSet files, Map<String, Cluster> inForce) {
    Judged candidate = Judged.of(reader.judge(files));
    Map<ClusterWalk, Observation> seen = new LinkedHashMap<>();
    for (Cluster cluster : candidate.desired().clusters().values()) {
      boolean known =
          Optional.ofNullable(inForce.get(cluster.name()))
              .filter(accepted -> isSameTarget(accepted, cluster))
              .isPresent();
      ClusterWalk walk =
          walks.apply(cluster, expected -> known ? lookOnce(cluster, expected) : notAsked(cluster));
      seen.put(walk, walk.observe(candidate));
    }
    // An empty ledger means what all of them showed together.
    Standing standing = beginning.outlook(candidate);
    List<ClusterPlan> plans = new ArrayList<>();
    seen.forEach((walk, observation) -> plans.add(walk.plan(candidate, observation, standing)));
    return PlanReport.of(files.revision(), plans, diagnostics(candidate));
  }

  private List<Diagnostic> diagnostics(Judged candidate) {
    return candidate.diagnostics(ledger.holdTerms(), clock.instant());
  }

  private Observation lookOnce(Cluster cluster, Expected expected) {
    try (ConnectCluster connect = door.open(cluster)) {
      return new ClusterWatch(cluster.name(), connect, clock).observe(expected);
    } catch (IllegalArgumentException unusable) {
      return new Observation.Unanswered(
          cluster.name(),
          clock.instant(),
          Observation.Problem.UNAUTHORISED,
          String.valueOf(unusable.getMessage()));
    }
  }

  private static boolean isSameTarget(Cluster one, Cluster other) {
    return one.urls().equals(other.urls()) && one.credential().equals(other.credential());
  }

  private Observation notAsked(Cluster cluster) {
    return new Observation.Unanswered(
        cluster.name(),
        clock.instant(),
        Observation.Problem.UNREACHABLE,
        "it has not been asked: only the clusters of the revision in force are, at their urls and with their"
            + " credentials");
  }
}
