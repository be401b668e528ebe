package io.riparian.reconcile;

import io.riparian.connect.ClusterWatch;
import io.riparian.connect.ConnectCluster;
import io.riparian.connect.Expected;
import io.riparian.ledger.Ledger;
import io.riparian.manifest.KeyPlaces;
import io.riparian.model.Cluster;
import io.riparian.model.Declarations;
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
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What would be done if some files were in force: the line, ended after the plan. Nothing is done,
 * and nothing is remembered; and what is not accepted sends our credentials nowhere.
 */
final class Preview {
  private final Supplier<Optional<Judged>> accepted;
  private final RevisionReader reader;
  private final Beginning beginning;
  private final ConnectDoor door;
  private final PlanValidation validation;
  private final BiFunction<Cluster, ClusterWalk.Look, ClusterWalk> walks;
  private final Ledger ledger;
  private final InstantSource clock;

  /**
   * @param accepted what is in force
   */
  Preview(
      Supplier<Optional<Judged>> accepted,
      RevisionReader reader,
      Beginning beginning,
      ConnectDoor door,
      PluginCatalogue catalogue,
      BiFunction<Cluster, ClusterWalk.Look, ClusterWalk> walks,
      Ledger ledger,
      InstantSource clock) {
    this.accepted = accepted;
    this.reader = reader;
    this.beginning = beginning;
    this.door = door;
    this.validation = new PlanValidation(catalogue, clock);
    this.walks = walks;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What would be done, as it is told and as it would be carried out.
   *
   * @param plans one for each cluster that the files declare
   */
  record Planned(PlanReport report, List<ClusterPlan> plans, Judged candidate) {
    Planned {
      plans = List.copyOf(plans);
    }
  }

  /** The plan against what the loops saw last. */
  PlanReport of(FileSet files, List<ClusterView> known, Standing standing) {
    return planned(files, known, standing, true).report();
  }

  /**
   * The plan against what the loops saw last.
   *
   * @param mayAsk whether clusters may be asked what they have installed; for a stranger's files
   *     they are not, and what they said last counts
   */
  Planned planned(FileSet files, List<ClusterView> known, Standing standing, boolean mayAsk) {
    Reading reading = reader.reading(files);
    Judged candidate = Judged.of(reading.accepted());
    Map<String, ClusterView> views = new HashMap<>();
    known.forEach(view -> views.put(view.cluster().name(), view));
    Map<Cluster, ClusterPlan> plans = new LinkedHashMap<>();
    for (Cluster cluster : candidate.desired().clusters().values()) {
      Observation seen =
          Optional.ofNullable(views.get(cluster.name()))
              .filter(view -> isSameTarget(view.cluster(), cluster))
              .flatMap(ClusterView::observation)
              .orElseGet(() -> notAsked(cluster));
      plans.put(cluster, walks.apply(cluster, expected -> seen).plan(candidate, seen, standing));
    }
    PlanReport report = report(reading, candidate, plans, name -> target(views, name), mayAsk);
    return new Planned(report, List.copyOf(plans.values()), candidate);
  }

  private static Optional<Cluster> target(Map<String, ClusterView> views, String name) {
    return Optional.ofNullable(views.get(name)).map(ClusterView::cluster);
  }

  /**
   * The plan against clusters that are asked now, once.
   *
   * @param inForce the clusters that may be asked
   */
  PlanReport once(FileSet files, Map<String, Cluster> inForce) {
    Reading reading = reader.reading(files);
    Judged candidate = Judged.of(reading.accepted());
    Map<Cluster, Looked> seen = new LinkedHashMap<>();
    for (Cluster cluster : candidate.desired().clusters().values()) {
      boolean known =
          Optional.ofNullable(inForce.get(cluster.name()))
              .filter(accepted -> isSameTarget(accepted, cluster))
              .isPresent();
      ClusterWalk walk =
          walks.apply(cluster, expected -> known ? lookOnce(cluster, expected) : notAsked(cluster));
      seen.put(cluster, new Looked(walk, walk.observe(candidate)));
    }
    // An empty ledger means what all of them showed together.
    Standing standing = beginning.outlook(candidate);
    Map<Cluster, ClusterPlan> plans = new LinkedHashMap<>();
    seen.forEach(
        (cluster, looked) ->
            plans.put(cluster, looked.walk().plan(candidate, looked.at(), standing)));
    return report(reading, candidate, plans, name -> Optional.ofNullable(inForce.get(name)), true);
  }

  private record Looked(ClusterWalk walk, Observation at) {}

  /**
   * @param inForce the cluster of this name that may be asked
   */
  private PlanReport report(
      Reading reading,
      Judged candidate,
      Map<Cluster, ClusterPlan> plans,
      Function<String, Optional<Cluster>> inForce,
      boolean mayAsk) {
    List<Diagnostic> all =
        new ArrayList<>(candidate.diagnostics(ledger.holdTerms(), clock.instant()));
    all.addAll(
        new PlannedMoves(accepted.get().map(Judged::accepted).orElse(candidate.accepted()))
            .of(
                candidate.accepted(),
                new KeyPlaces(reading.files())::of,
                plans.values(),
                clock.instant()));
    plans.forEach(
        (cluster, plan) ->
            inForce
                .apply(cluster.name())
                .filter(accepted -> isSameTarget(accepted, cluster))
                .ifPresent(
                    target -> all.addAll(validation.of(reading, candidate, target, plan, mayAsk))));
    return PlanReport.of(
        candidate.desired().revision(),
        List.copyOf(plans.values()),
        Declarations.inOrder(all.stream().distinct().toList()));
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
