package io.riparian.policy.doctor;

import io.riparian.model.Plugin;
import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A connector may run on any worker of its cluster, so they have to be alike. */
final class LikenessCheck {
  private static final int MOST_NAMED = 5;

  private LikenessCheck() {}

  static List<Symptom> of(Patient patient) {
    List<Symptom> found = new ArrayList<>();
    Shares clusters = by(patient, worker -> worker.worker().kafkaClusterId());
    if (clusters.differ()) {
      found.add(
          unlike(
              "the urls lead to workers on different Kafka clusters: " + clusters,
              "list the workers of one Connect cluster only, under `urls` in "
                  + patient.cluster().at().file()));
    }
    Shares releases = by(patient, worker -> worker.worker().version());
    if (releases.differ()) {
      found.add(
          unlike(
              "the workers run different releases: " + releases,
              "finish the upgrade, or take it back; until then a connector behaves by the worker it"
                  + " is on"));
    }
    List<String> differences = differences(patient, releases.differ());
    if (!differences.isEmpty()) {
      found.add(
          unlike(
              "the workers have different plugins: " + named(differences),
              "install the same plugins in the same versions on every worker and restart it; until"
                  + " then a rebalance can break a connector"));
    }
    List<String> untold = patient.where(worker -> worker.plugins().isEmpty());
    if (!untold.isEmpty()) {
      found.add(
          Symptom.check(
              DoctorRule.SAME_WORKERS,
              Severity.WARNING,
              untold,
              "it did not tell its plugins",
              "ask again, or compare `GET /connector-plugins?connectorsOnly=false` of the"
                  + " workers"));
    }
    return found;
  }

  private static Symptom unlike(String saw, String fix) {
    return Symptom.seen(DoctorRule.SAME_WORKERS, Severity.ERROR, List.of(), saw, fix);
  }

  /** The workers by something they should have in common. */
  private record Shares(Map<String, List<String>> workers) {
    boolean differ() {
      return workers.size() > 1;
    }

    @Override
    public String toString() {
      return workers.entrySet().stream()
          .map(entry -> entry.getKey() + " on " + String.join(", ", entry.getValue()))
          .collect(Collectors.joining("; "));
    }
  }

  private static Shares by(Patient patient, Function<WorkerFacts, String> what) {
    Map<String, List<String>> workers = new TreeMap<>();
    patient
        .workers()
        .forEach(
            worker ->
                workers
                    .computeIfAbsent(what.apply(worker), any -> new ArrayList<>())
                    .add(worker.address()));
    return new Shares(workers);
  }

  /**
   * @param bundled whether what a worker brings along in its own version is left out, because its
   *     release differs from that of others
   */
  private static List<String> differences(Patient patient, boolean bundled) {
    Map<Plugin, SortedSet<String>> having = new TreeMap<>();
    List<WorkerFacts> told =
        patient.workers().stream().filter(worker -> worker.plugins().isPresent()).toList();
    for (WorkerFacts worker : told) {
      worker.plugins().orElseThrow().stream()
          .filter(plugin -> !(bundled && plugin.version().equals(worker.worker().version())))
          .forEach(
              plugin ->
                  having.computeIfAbsent(plugin, any -> new TreeSet<>()).add(worker.address()));
    }
    List<String> differences = new ArrayList<>();
    having.forEach(
        (plugin, workers) -> {
          if (workers.size() < told.size()) {
            differences.add(
                "%s %s is on %s only"
                    .formatted(plugin.className(), plugin.version(), String.join(", ", workers)));
          }
        });
    return differences;
  }

  private static String named(List<String> differences) {
    int more = differences.size() - MOST_NAMED;
    return differences.stream().limit(MOST_NAMED).collect(Collectors.joining("; "))
        + (more > 0 ? "; and " + more + " more" : "");
  }
}
