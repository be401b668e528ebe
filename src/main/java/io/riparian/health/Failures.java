package io.riparian.health;

import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorKind;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.FailureAnswer;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import io.riparian.model.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What has failed on one cluster, and since when. A text is read once, and the first failure is
 * kept against what only says that something had failed before. What moves between workers has not
 * failed until it has been on its way for longer than a rebalance takes.
 */
public record Failures(SortedMap<String, Known> known, SortedMap<String, Instant> moving) {
  /** Nothing has failed. */
  public static final Failures NONE = new Failures(new TreeMap<>(), new TreeMap<>());

  /** Kafka's {@code scheduled.rebalance.max.delay.ms}, and a minute. */
  private static final Duration LONGEST_MOVE = Duration.ofMinutes(6);

  private static final Verdict NOT_ASSIGNED =
      new Verdict(
          new FailureAnswer(
              FailureClass.INFRASTRUCTURE,
              Recipient.PLATFORM,
              Retry.NO,
              90,
              "Look whether all workers of the cluster run, and whether their group is balanced."),
          "not-assigned",
          "no worker has taken it since the last one gave it up",
          List.of());

  /**
   * One connector's failure.
   *
   * @param fingerprint what it has in common with itself, told again
   * @param cause what it has in common with others'
   * @param text the hash of what was read
   */
  public record Known(
      Verdict verdict, String fingerprint, String cause, int text, Instant since, String worker) {
    @Override
    public String toString() {
      return "Known[" + verdict + " " + since + "]";
    }
  }

  private record Part(RunState state, String worker, String trace) {
    boolean isMoving() {
      return switch (state) {
        case UNASSIGNED, RESTARTING -> true;
        case RUNNING, PAUSED, FAILED, STOPPED, DESTROYED, UNKNOWN -> false;
      };
    }

    @Override
    public String toString() {
      return "Part[" + state + "]";
    }
  }

  public Failures {
    known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
    moving = Collections.unmodifiableSortedMap(new TreeMap<>(moving));
  }

  /** After a look at what each connector is doing, of which nobody knows the kinds. */
  public Failures after(
      String cluster, Map<String, ConnectorStatus> statuses, Instant at, Classifier classifier) {
    return after(cluster, statuses, Map.of(), at, classifier);
  }

  /**
   * After a look at what each connector is doing.
   *
   * @param kinds those that are known, by name
   */
  public Failures after(
      String cluster,
      Map<String, ConnectorStatus> statuses,
      Map<String, ConnectorKind> kinds,
      Instant at,
      Classifier classifier) {
    NavigableMap<String, Known> next = new TreeMap<>();
    NavigableMap<String, Instant> onTheWay = new TreeMap<>();
    statuses.forEach(
        (name, status) -> {
          Optional<Part> failed =
              parts(status).filter(part -> part.state() == RunState.FAILED).findFirst();
          if (failed.isPresent()) {
            ConnectorId id = new ConnectorId(cluster, name);
            ConnectorKind kind = kinds.getOrDefault(name, ConnectorKind.UNKNOWN);
            next.put(name, known(id, kind, failed.orElseThrow(), at, classifier));
          } else if (parts(status).anyMatch(Part::isMoving)) {
            Instant since = moving.getOrDefault(name, at);
            onTheWay.put(name, since);
            if (!at.isBefore(since.plus(LONGEST_MOVE))) {
              next.put(name, notAssigned(since));
            }
          }
        });
    return new Failures(next, onTheWay);
  }

  private static Stream<Part> parts(ConnectorStatus status) {
    return Stream.concat(
        Stream.of(new Part(status.state(), status.workerId(), status.trace())),
        status.tasks().stream().map(Failures::part));
  }

  private static Part part(TaskStatus task) {
    return new Part(task.state(), task.workerId(), task.trace());
  }

  private Known known(
      ConnectorId id, ConnectorKind kind, Part failed, Instant at, Classifier classifier) {
    int text = failed.trace().hashCode();
    Optional<Known> before = Optional.ofNullable(known.get(id.name()));
    if (before.filter(same -> same.text() == text).isPresent()) {
      return before.orElseThrow();
    }
    Told told = Told.of(failed.trace());
    Verdict verdict = classifier.classify(told, id.name(), kind);
    Instant since = before.map(Known::since).orElse(at);
    if (before.isPresent() && verdict.failureClass() == FailureClass.UNKNOWN) {
      Known first = before.orElseThrow();
      return new Known(
          first.verdict(), first.fingerprint(), first.cause(), text, since, failed.worker());
    }
    return new Known(
        verdict,
        Fingerprint.of(id, verdict.failureClass(), told).digest(),
        Fingerprint.ofCause(verdict, told).digest(),
        text,
        since,
        failed.worker());
  }

  private static Known notAssigned(Instant since) {
    return new Known(NOT_ASSIGNED, NOT_ASSIGNED.rule(), NOT_ASSIGNED.rule(), 0, since, "");
  }

  @Override
  public String toString() {
    return "Failures" + known.keySet();
  }
}
