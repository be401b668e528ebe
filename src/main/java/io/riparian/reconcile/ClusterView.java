package io.riparian.reconcile;

import io.riparian.connect.Glance;
import io.riparian.health.Course;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.Observation;
import io.riparian.model.WorkerStanding;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one cluster at the moment, for those who ask. It is a snapshot: nothing in it
 * changes.
 *
 * @param observation the last full look
 * @param statuses what the connectors were doing at the last look, short or full
 * @param problem why the last look was not answered, or empty
 * @param lastLook when the last look of either kind was
 * @param outcomes what became of that plan, empty when it was not carried out
 * @param sightings since when each connector has been as it is
 * @param nextLook when the next full look is due, if nothing calls before
 * @param workers how each of several workers was at the last full look, by its host and port
 * @param course what has failed, who was told, and what was restarted
 */
public record ClusterView(
    Cluster cluster,
    Optional<Observation> observation,
    SortedMap<String, ConnectorStatus> statuses,
    String problem,
    Instant lastLook,
    Optional<ClusterPlan> plan,
    List<Outcome> outcomes,
    Sightings sightings,
    Instant nextLook,
    SortedMap<String, WorkerStanding> workers,
    Course course) {

  ClusterView(
      Cluster cluster,
      Optional<Observation> observation,
      SortedMap<String, ConnectorStatus> statuses,
      String problem,
      Instant lastLook,
      Optional<ClusterPlan> plan,
      List<Outcome> outcomes) {
    this(
        cluster,
        observation,
        statuses,
        problem,
        lastLook,
        plan,
        outcomes,
        Sightings.NONE,
        Instant.EPOCH,
        new TreeMap<>(),
        Course.NONE);
  }

  static ClusterView notAsked(Cluster cluster) {
    return new ClusterView(
        cluster,
        Optional.empty(),
        new TreeMap<>(),
        "it has not been asked yet",
        Instant.EPOCH,
        Optional.empty(),
        List.of());
  }

  /** After a short look that was answered: a problem that a full look met lasts until the next. */
  ClusterView glanced(Glance.Seen seen) {
    return new ClusterView(
        cluster,
        observation,
        seen.statuses(),
        problem,
        seen.at(),
        plan,
        outcomes,
        sightings.saw(seen.statuses(), seen.at()),
        nextLook,
        workers,
        course);
  }

  /**
   * After a whole walk.
   *
   * @param standings how each of several workers was
   */
  ClusterView walked(ClusterWalk.Result walk, SortedMap<String, WorkerStanding> standings) {
    SortedMap<String, ConnectorStatus> seen = new TreeMap<>();
    walk.observation()
        .answered()
        .ifPresent(
            answered ->
                answered
                    .connectors()
                    .forEach((name, connector) -> seen.put(name, connector.status())));
    return new ClusterView(
        cluster,
        Optional.of(walk.observation()),
        seen,
        walk.observation().fold(answered -> "", Observation.Unanswered::why),
        walk.observation().at(),
        Optional.of(walk.plan()),
        walk.outcomes(),
        walk.observation()
            .fold(
                answered -> sightings.saw(seen, answered.at()).keeping(seen.keySet()),
                unanswered -> sightings),
        nextLook,
        standings,
        course);
  }

  /** After a walk that broke off. */
  ClusterView broken(String mistake, Instant at) {
    return new ClusterView(
        cluster,
        observation,
        statuses,
        mistake,
        at,
        plan,
        outcomes,
        sightings,
        nextLook,
        workers,
        course);
  }

  /**
   * As it is for those who ask.
   *
   * @param next when the next full look is due
   */
  ClusterView with(Instant next, Course now) {
    return new ClusterView(
        cluster,
        observation,
        statuses,
        problem,
        lastLook,
        plan,
        outcomes,
        sightings,
        next,
        workers,
        now);
  }

  /** The last full look, if it was answered. */
  Optional<Observation.Answered> answered() {
    return observation.flatMap(Observation::answered);
  }

  /** Whether only another look is waited for: nothing is wrong, and nobody has to agree. */
  boolean waitsForALook() {
    return plan.stream()
        .flatMap(known -> known.deferrals().stream())
        .map(Deferral::reason)
        .anyMatch(
            reason ->
                reason == DeferralReason.FIRST_START
                    || reason == DeferralReason.SETTLING
                    || reason == DeferralReason.ABSENCE_UNCONFIRMED);
  }
}
