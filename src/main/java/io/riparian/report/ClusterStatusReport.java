package io.riparian.report;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One cluster as people ask for it.
 *
 * @param reachable whether the last look was answered
 * @param problem why not, or empty
 * @param activity what is being done with it at the moment, and since when; empty when nothing is
 * @param lastLook when it was last looked at, RFC 3339, or empty
 * @param attempted the commit it was walked with the last time, or empty
 * @param applied the newest commit of which nothing was left to do here, or empty
 * @param workers how each of several workers was at the last full look, by its host and port:
 *     {@code ready}, {@code starting} or {@code away}
 * @param incidents what goes on of which the platform was told, the oldest first
 * @param deferrals what holds back the whole cluster
 */
public record ClusterStatusReport(
    String name,
    String mode,
    boolean reachable,
    String problem,
    String activity,
    String version,
    String kafkaClusterId,
    String lastLook,
    String lastFullLook,
    String attempted,
    String applied,
    int connectors,
    int managed,
    int pending,
    int drifted,
    int deferred,
    int unmanaged,
    SortedMap<String, String> workers,
    List<IncidentReport> incidents,
    List<PlanReport.DeferralReport> deferrals) {
  public ClusterStatusReport {
    // A daemon of an older version does not tell them.
    workers = Objects.requireNonNullElseGet(workers, TreeMap::new);
    incidents = List.copyOf(Objects.requireNonNullElse(incidents, List.of()));
  }

  /** The same without any host: what those may see who showed no credential. */
  public ClusterStatusReport withoutHosts() {
    return new ClusterStatusReport(
        name,
        mode,
        reachable,
        problem,
        activity,
        version,
        kafkaClusterId,
        lastLook,
        lastFullLook,
        attempted,
        applied,
        connectors,
        managed,
        pending,
        drifted,
        deferred,
        unmanaged,
        new TreeMap<>(),
        incidents.stream().map(IncidentReport::withoutHosts).toList(),
        deferrals);
  }

  @Override
  public String toString() {
    return "ClusterStatusReport[" + name + "]";
  }
}
