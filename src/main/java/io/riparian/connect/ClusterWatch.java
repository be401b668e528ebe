package io.riparian.connect;

import io.riparian.connect.Agreement.Verdict;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.Observation;
import io.riparian.model.Observation.Problem;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Worker;
import io.riparian.model.WorkerStanding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who keeps looking at one cluster: often and cheaply with {@link #glance}, thoroughly
 * with {@link #observe}. It remembers just enough to be surprised, and to tell a connector that is
 * gone from a worker that has not read its topics yet; it never sleeps, and looks once at a time.
 */
public final class ClusterWatch {
  private final String name;
  private final ConnectCluster cluster;
  private final InstantSource clock;
  private final Absence absence = new Absence();
  private final Agreement agreement = new Agreement();

  private @Nullable Memory memory;
  private @Nullable Doubt doubt;

  /** What the last long look left open, and from when on another one may settle it. */
  private record Doubt(Set<String> missing, Verdict verdict, @Nullable Instant askAgain) {
    Doubt settled() {
      return new Doubt(missing, verdict, null);
    }
  }

  /**
   * @param name our name for the cluster
   */
  public ClusterWatch(String name, ConnectCluster cluster, InstantSource clock) {
    this.name = name;
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * The short look: exactly one GET, whatever the number of connectors. The first one, and the
   * first after a failure, asks for a long look; after that each difference does so once.
   */
  public synchronized Glance glance() {
    Instant at = clock.instant();
    try {
      SortedMap<String, ConnectorStatus> statuses = cluster.statuses();
      return new Glance.Seen(at, statuses, surprise(at, statuses));
    } catch (ConnectFailure failure) {
      return new Glance.Blind(unanswered(at, failure));
    }
  }

  private String surprise(Instant at, Map<String, ConnectorStatus> statuses) {
    Memory before = memory;
    if (before == null) {
      memory = Memory.ofStatuses(statuses);
      return "the cluster answers, after a failure or for the first time";
    }
    Memory now = before.after(statuses);
    memory = now;
    String surprise = before.surprise(now);
    return surprise.isEmpty() ? openDoubt(at) : surprise;
  }

  /** One follow-up for each doubt, not one for each glance: some doubts last. */
  private String openDoubt(Instant at) {
    Doubt open = doubt;
    if (open == null || open.askAgain() == null || at.isBefore(open.askAgain())) {
      return "";
    }
    doubt = open.settled();
    return "the last long look left a doubt";
  }

  /**
   * How each worker was at the last long look that was answered, by its host and port; empty where
   * there is one only.
   */
  public synchronized SortedMap<String, WorkerStanding> workers() {
    return agreement.standings();
  }

  /**
   * The long look: who answers, every connector with its configuration, and, if there are several
   * URLs, whether they agree.
   *
   * @param expected if one of its names is missing, that is confirmed or does not count
   */
  public synchronized Observation observe(Expected expected) {
    Instant at = clock.instant();
    try {
      Observation.Answered answered = cluster.onOneWorker(one -> look(one, at, expected));
      Verdict verdict = agreement.compare(cluster.workers());
      remember(answered, verdict);
      return judge(answered, verdict);
    } catch (ConnectFailure failure) {
      return unanswered(at, failure);
    }
  }

  private Observation.Answered look(ConnectCluster one, Instant at, Expected expected) {
    Worker worker = one.worker();
    SortedMap<String, ObservedConnector> connectors = one.connectors();
    boolean absenceCounts = absence.confirm(one, worker, at, expected, connectors);
    return new Observation.Answered(name, at, worker, connectors, absenceCounts);
  }

  private void remember(Observation.Answered answered, Verdict verdict) {
    memory = Memory.of(answered.connectors());
    if (answered.absenceCounts() && verdict == Verdict.AGREED) {
      doubt = null;
      return;
    }
    Doubt last = doubt;
    boolean isSame =
        last != null && last.missing().equals(absence.missing()) && last.verdict() == verdict;
    doubt =
        isSame ? last : new Doubt(absence.missing(), verdict, answered.at().plus(Absence.APART));
  }

  private Observation judge(Observation.Answered answered, Verdict verdict) {
    return switch (verdict) {
      case AGREED -> answered;
      case IN_DOUBT ->
          new Observation.Answered(
              name, answered.at(), answered.worker(), answered.connectors(), false);
      case DISAGREED ->
          new Observation.Unanswered(
              name,
              answered.at(),
              Problem.WORKERS_DISAGREE,
              "the urls of this cluster lead to different connectors or to different Kafka"
                  + " clusters, twice in a row");
    };
  }

  private Observation.Unanswered unanswered(Instant at, ConnectFailure failure) {
    memory = null;
    doubt = null;
    absence.forget();
    return new Observation.Unanswered(
        name, at, problem(failure.kind()), String.valueOf(failure.getMessage()));
  }

  private static Problem problem(ConnectFailure.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, TIMED_OUT, REBALANCING, OUTCOME_UNKNOWN, WORKER_ERROR ->
          Problem.UNREACHABLE;
      case UNAUTHORISED -> Problem.UNAUTHORISED;
      case BAD_ANSWER, NOT_FOUND, REFUSED, CONFLICT -> Problem.BAD_ANSWER;
    };
  }
}
