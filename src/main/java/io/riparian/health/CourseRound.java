package io.riparian.health;

import io.riparian.health.Failures.Known;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.Explanation;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One look's consequences for a cluster that answers. What a restart may mend is restarted and not
 * told, as long as its budget lasts; and nothing is restarted while one cause has many fail.
 */
final class CourseRound {
  /** Over so many seconds are spread what an incident kept waiting. */
  private static final int SPREAD = 60;

  private final Course before;
  private final Sight sight;
  private final String cluster;
  private final AlarmTimes times;
  private final Instant now;
  private final Set<String> well;

  CourseRound(Course before, Sight sight, String cluster, AlarmTimes times) {
    this.before = before;
    this.sight = sight;
    this.cluster = cluster;
    this.times = times;
    this.now = sight.at();
    this.well = well();
  }

  Course.Step step(Classifier classifier) {
    Failures failures =
        before
            .failures()
            .after(
                cluster,
                sight.statuses(),
                name -> sight.keeping().apply(name).kind(),
                sight.symptoms(),
                now,
                classifier);
    Map<String, Failing> failing = new HashMap<>();
    failures.known().forEach((name, known) -> failing.put(name, failing(name, known)));
    Alarms.Step told = before.alarms().after(look(failing), cluster, times);
    Instant resumed = resumed(told.alarms());
    SortedSet<String> due = due(failing, told.alarms(), resumed);
    return new Course.Step(
        new Course(failures, told.alarms(), restarts(failing.keySet()), resumed),
        told.notices(),
        due);
  }

  private Look look(Map<String, Failing> failing) {
    return Look.answered(now, failing, well, gone(), byWorker(failing)).with(sight.parts());
  }

  /** Of what goes on, what runs with all its tasks and may be taken to work. */
  private Set<String> well() {
    Set<String> well = new HashSet<>(before.alarms().episodes().keySet());
    well.addAll(before.restarts().keySet());
    well.removeIf(name -> !isRunning(statusOf(name)) || sight.unsure().contains(name));
    return well;
  }

  /** Of what goes on, what is not there any more, or not meant to run. */
  private Set<String> gone() {
    Set<String> gone = new HashSet<>(before.alarms().episodes().keySet());
    gone.removeIf(name -> !isMeantToRest(statusOf(name)));
    gone.addAll(sight.absent());
    return gone;
  }

  /** All that runs on those workers on which something has failed. */
  private Map<String, Set<String>> byWorker(Map<String, Failing> failing) {
    Map<String, Set<String>> byWorker = new HashMap<>();
    failing.values().forEach(one -> byWorker.put(one.worker(), new HashSet<>()));
    byWorker.remove("");
    if (!byWorker.isEmpty()) {
      sight
          .statuses()
          .forEach(
              (name, status) ->
                  workers(status).stream()
                      .map(byWorker::get)
                      .filter(Objects::nonNull)
                      .forEach(names -> names.add(name)));
    }
    return byWorker;
  }

  private ConnectorStatus statusOf(String name) {
    return sight.statuses().getOrDefault(name, ConnectorStatus.NONE);
  }

  private static boolean isRunning(ConnectorStatus status) {
    return status.state() == RunState.RUNNING
        && status.tasks().stream().allMatch(task -> task.state() == RunState.RUNNING);
  }

  private static boolean isMeantToRest(ConnectorStatus status) {
    return (status.state() == RunState.PAUSED || status.state() == RunState.STOPPED)
        && !status.hasFailure();
  }

  private static Set<String> workers(ConnectorStatus status) {
    Set<String> workers = new HashSet<>();
    workers.add(status.workerId());
    status.tasks().stream().map(TaskStatus::workerId).forEach(workers::add);
    workers.remove("");
    return workers;
  }

  private Failing failing(String name, Known known) {
    Keeping keeping = sight.keeping().apply(name);
    Restarts restarts = restartsOf(name);
    Instant since = since(name, known);
    Verdict verdict = known.verdict();
    return new Failing(
        name,
        keeping.team(),
        verdict.rule(),
        known.fingerprint(),
        known.cause(),
        verdict.failureClass(),
        verdict.answer().recipient(),
        verdict.answer().confidence(),
        since,
        known.worker(),
        !isHeldForLong() && isWorthIt(verdict, keeping) && restarts.isTried(keeping.autoRestart()),
        explanation(keeping, verdict, since),
        details(keeping, restarts, since));
  }

  /** What was restarted and fails again has failed since the first time. */
  private Instant since(String name, Known known) {
    return Optional.ofNullable(before.alarms().episodes().get(name))
        .map(Episode::since)
        .orElse(known.since());
  }

  /** Nobody waits for restarts that an incident of others keeps from coming. */
  private boolean isHeldForLong() {
    return before
        .alarms()
        .heldSince()
        .filter(since -> !now.isBefore(since.plus(times.window())))
        .isPresent();
  }

  private static boolean isWorthIt(Verdict verdict, Keeping keeping) {
    return verdict.answer().retry() == Retry.YES && keeping.mayBeRestarted();
  }

  private static Explanation explanation(Keeping keeping, Verdict verdict, Instant since) {
    return new Explanation(
        keeping.team().isEmpty() ? "unowned" : keeping.team(),
        verdict.failureClass().word(),
        String.format(Locale.ROOT, "%.2f", verdict.confidence()),
        verdict.evidence(),
        since.toString(),
        keeping.lastChange(),
        verdict.action(),
        keeping.runbook().isEmpty()
            ? "docs/failures.md#" + verdict.failureClass().word().replace("/", "")
            : keeping.runbook());
  }

  private static List<String> details(Keeping keeping, Restarts restarts, Instant since) {
    List<String> details = new ArrayList<>();
    keeping.undoOfWhatCameBefore(since).ifPresent(details::add);
    int done = restarts.budget().done();
    if (done > 0) {
      details.add("It was restarted " + (done == 1 ? "once" : done + " times") + " meanwhile.");
    }
    if (!restarts.left().isEmpty()) {
      details.add("It is not restarted: " + restarts.left() + ".");
    }
    return details;
  }

  private Restarts restartsOf(String name) {
    return before.restarts().getOrDefault(name, Restarts.NONE);
  }

  private @Nullable Instant resumed(Alarms after) {
    return before.alarms().holdsRestarts() && !after.holdsRestarts() ? now : before.resumed();
  }

  private SortedSet<String> due(
      Map<String, Failing> failing, Alarms alarms, @Nullable Instant resumed) {
    SortedSet<String> due = new TreeSet<>();
    if (!alarms.holdsRestarts() && !sight.isBusy()) {
      failing.values().stream()
          .filter(Failing::isTried)
          .filter(one -> !now.isBefore(one.since().plus(times.correlation())))
          .filter(one -> restartsOf(one.connector()).budget().isDue(now))
          .filter(one -> resumed == null || !now.isBefore(resumed.plusSeconds(delay(one))))
          .forEach(one -> due.add(one.connector()));
    }
    return due;
  }

  /** Not all at once, and each always after the same time. */
  private static int delay(Failing one) {
    return Math.floorMod(one.connector().hashCode(), SPREAD);
  }

  private SortedMap<String, Restarts> restarts(Set<String> failing) {
    SortedMap<String, Restarts> next = new TreeMap<>();
    before
        .restarts()
        .forEach(
            (name, one) ->
                next.put(
                    name,
                    well.contains(name) && !failing.contains(name)
                        ? one.well(now, times)
                        : one.failing()));
    next.values().removeIf(Restarts.NONE::equals);
    return next;
  }
}
