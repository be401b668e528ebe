package io.riparian.reconcile;

import io.riparian.health.AlarmTimes;
import io.riparian.health.Course;
import io.riparian.health.Sight;
import io.riparian.ledger.Ledger;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.Notice;
import io.riparian.model.WorkerStanding;
import io.riparian.notify.RouteBook;
import io.riparian.plan.RestartOutcome;
import io.riparian.plan.RestartWish.OfFailed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches how one cluster is doing: after each look it has those told who have to know, and says
 * what is to be restarted. What it cannot do is logged, and keeps nothing else from being done.
 */
final class HealthWatch {
  private static final Logger LOG = Logger.getLogger(HealthWatch.class);
  private static final String RIPARIAN = "riparian";

  private final Cluster cluster;
  private final Supplier<Judged> judged;
  private final Ledger ledger;
  private final Courses courses;
  private final KnownFailures known;
  private final LastChanges changes;
  private final RouteBook routes;
  private final Herald herald;
  private final Witness witness;
  private final AlarmTimes times;
  private final InstantSource clock;
  private final SortedMap<String, Instant> away = new TreeMap<>();
  private volatile @Nullable Course course;
  private @Nullable Instant silentSince;
  private @Nullable RestartOrder underWay;

  HealthWatch(
      Cluster cluster,
      Supplier<Judged> judged,
      Ledger ledger,
      KnownFailures known,
      LastChanges changes,
      RouteBook routes,
      Herald herald,
      Witness witness,
      AlarmTimes times,
      InstantSource clock) {
    this.cluster = cluster;
    this.judged = judged;
    this.ledger = ledger;
    this.courses = new Courses(ledger);
    this.known = known;
    this.changes = changes;
    this.routes = routes;
    this.herald = herald;
    this.witness = witness;
    this.times = times;
    this.clock = clock;
  }

  /** How the cluster has been until now. */
  Course course() {
    Course now = course;
    return now == null ? courses.of(cluster.name()) : now;
  }

  /** Not before the first look: until then the loop before this one may still note something. */
  private Course current() {
    Course current = course();
    course = current;
    return current;
  }

  /**
   * After a look.
   *
   * @param headway tells whether what runs gets on
   * @return what is to be restarted because of it
   */
  synchronized Optional<RestartOrder> saw(ClusterView view, Supplier<Headway> headway) {
    try {
      if (view.answered().isPresent()) {
        return answered(view, headway.get());
      }
      view.observation().ifPresent(blind -> isSilent(view.lastLook(), view.problem()));
    } catch (RuntimeException mistake) {
      LOG.errorf(mistake, "%s: the failures of this look are not told", cluster.name());
    }
    return Optional.empty();
  }

  private Optional<RestartOrder> answered(ClusterView view, Headway headway) {
    silentSince = null;
    Judged now = judged.get();
    Sight sight =
        new HealthSight(
                view,
                new Whereabouts(cluster, now, ledger, changes),
                headway,
                current().alarms().episodes())
            .sight(headway.parts().with(away(view)), isRestarting());
    Course.Step step =
        current().after(sight, cluster.name(), known.by(now.declarations().failureRules()), times);
    take(step);
    return order(step.due());
  }

  /** After a look that nobody answered. */
  synchronized void silent(Instant at, String problem) {
    try {
      isSilent(at, problem);
    } catch (RuntimeException mistake) {
      LOG.errorf(mistake, "%s: nobody is told that it does not answer", cluster.name());
    }
  }

  private void isSilent(Instant at, String problem) {
    Instant since = silentSince == null ? at : silentSince;
    silentSince = since;
    take(current().silent(at, since, problem, cluster.name(), times));
  }

  /** Told before it is noted: a kill in between has it told twice, and not never. */
  private void take(Course.Step step) {
    step.notices().forEach(this::tell);
    note(step.course());
  }

  private void note(Course now) {
    if (!now.equals(current())) {
      course = now;
      courses.keep(cluster.name(), now);
    }
  }

  private void tell(Notice notice) {
    LOG.infof("%s: %s, %s: %s", cluster.name(), notice.kind(), notice.to(), notice.title());
    witness.told(notice);
    herald.tell(notice, routes.of(notice.to()));
  }

  private SortedMap<String, Instant> away(ClusterView view) {
    Map<String, Instant> before = Map.copyOf(away);
    away.clear();
    view.workers()
        .forEach(
            (worker, standing) -> {
              if (standing == WorkerStanding.AWAY) {
                String part = "worker " + worker;
                away.put(part, before.getOrDefault(part, view.lastLook()));
              }
            });
    return away;
  }

  /** One after the other: a cluster in trouble is not to be kept busy by us. */
  private Optional<RestartOrder> order(SortedSet<String> due) {
    if (due.isEmpty()) {
      return Optional.empty();
    }
    RestartOrder order =
        new RestartOrder(
            UUID.randomUUID().toString(),
            RIPARIAN,
            "it has failed, and a restart may mend that",
            due.size() == 1
                ? new ConnectorId(cluster.name(), due.first()).toString()
                : cluster.name(),
            new OfFailed(due),
            clock.instant(),
            Set.of(cluster.name()),
            this::restarted);
    ledger.audit(
        clock.instant(),
        RIPARIAN,
        "begin-restart",
        order.subject(),
        Chronicle.json(order.detail()));
    underWay = order;
    return Optional.of(order);
  }

  private boolean isRestarting() {
    return underWay != null && !underWay.open().isEmpty();
  }

  /** What was tried is counted; of what cannot be tried somebody has to know at once. */
  private synchronized void restarted(RestartOutcome outcome) {
    witness.restarted(outcome);
    String connector = outcome.id().name();
    note(
        switch (outcome.result()) {
          case RESTARTED, NOT_BACK, FAILED -> current().restarted(connector, clock.instant());
          case HELD, NOT_OURS, ONLY_OBSERVED, CLUSTER_HELD_BACK ->
              current().leaving(connector, outcome.why());
          case NOTHING_FAILED, LEFT, GONE -> current();
        });
  }

  /** The cluster is nobody's concern any more: whatever goes on is told to be over. */
  synchronized void abandon() {
    try {
      current().abandoned(cluster.name(), clock.instant()).forEach(this::tell);
      note(Course.NONE);
    } catch (RuntimeException mistake) {
      LOG.errorf(mistake, "%s: nobody is told that it is declared no more", cluster.name());
    }
  }
}
