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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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

  /** Of so many parts that failed for different causes the text is read. */
  private static final int MOST_TEXTS = 10;

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
    /** Whether it was read from a text. */
    boolean isOfText() {
      return text != 0;
    }

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

  /**
   * After a look at what each connector is doing.
   *
   * @param kinds what kind a connector is, by its name
   * @param symptoms what is wrong with those that have not failed, or are not there
   */
  public Failures after(
      String cluster,
      Map<String, ConnectorStatus> statuses,
      Function<String, ConnectorKind> kinds,
      Map<String, Verdict> symptoms,
      Instant at,
      Classifier classifier) {
    NavigableMap<String, Known> next = new TreeMap<>();
    NavigableMap<String, Instant> onTheWay = new TreeMap<>();
    statuses.forEach(
        (name, status) -> {
          List<Part> failed =
              parts(status).filter(part -> part.state() == RunState.FAILED).toList();
          if (!failed.isEmpty()) {
            ConnectorId id = new ConnectorId(cluster, name);
            ConnectorKind kind = kinds.apply(name);
            next.put(name, known(id, kind, failed, at, classifier));
          } else if (parts(status).anyMatch(Part::isMoving)) {
            Instant since = moving.getOrDefault(name, at);
            onTheWay.put(name, since);
            if (!at.isBefore(since.plus(LONGEST_MOVE))) {
              next.put(name, notAssigned(since));
            }
          }
        });
    symptoms.forEach(
        (name, verdict) ->
            next.computeIfAbsent(
                name, any -> symptom(new ConnectorId(cluster, name), verdict, at)));
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
      ConnectorId id, ConnectorKind kind, List<Part> failed, Instant at, Classifier classifier) {
    // Other rules may know more of the same text.
    int text = Objects.hash(failed.stream().map(Part::trace).toList(), classifier.version());
    Optional<Known> before = Optional.ofNullable(known.get(id.name()));
    if (before.filter(same -> same.text() == text).isPresent()) {
      return before.orElseThrow();
    }
    Read read = worst(id, kind, failed, classifier);
    Instant since = before.map(Known::since).orElse(at);
    boolean saysLess = read.verdict().failureClass() == FailureClass.UNKNOWN;
    if (saysLess && before.filter(Known::isOfText).isPresent()) {
      Known first = before.orElseThrow();
      return new Known(
          first.verdict(), first.fingerprint(), first.cause(), text, since, read.part().worker());
    }
    return new Known(
        read.verdict(),
        Fingerprint.of(id, read.verdict().failureClass(), read.told()).digest(),
        Fingerprint.ofCause(read.verdict(), read.told()).digest(),
        text,
        since,
        read.part().worker());
  }

  /** What was read of a part. */
  private record Read(Part part, Told told, Verdict verdict) {
    boolean needsSomebody() {
      return verdict.answer().retry() != FailureAnswer.Retry.YES
          && verdict.failureClass() != FailureClass.UNKNOWN;
    }

    @Override
    public String toString() {
      return "Read[" + part + "]";
    }
  }

  /** Of several that failed, the one that no restart mends. */
  private static Read worst(
      ConnectorId id, ConnectorKind kind, List<Part> failed, Classifier classifier) {
    List<Read> all = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    for (Part part : failed) {
      if (texts.add(part.trace()) && texts.size() <= MOST_TEXTS) {
        Told told = Told.of(part.trace());
        all.add(new Read(part, told, classifier.classify(told, id.name(), kind)));
      }
    }
    return all.stream()
        .filter(Read::needsSomebody)
        .findFirst()
        .or(
            () ->
                all.stream()
                    .filter(one -> one.verdict().failureClass() != FailureClass.UNKNOWN)
                    .findFirst())
        .orElse(all.get(0));
  }

  /** The first words for it stay, while it is the same. */
  private Known symptom(ConnectorId id, Verdict verdict, Instant at) {
    return Optional.ofNullable(known.get(id.name()))
        .filter(before -> before.verdict().rule().equals(verdict.rule()))
        .filter(before -> before.fingerprint().equals(symptomPrint(id, verdict)))
        .orElseGet(() -> new Known(verdict, symptomPrint(id, verdict), "", 0, at, ""));
  }

  /** What moves on in the words of a symptom is numbers. */
  private static String symptomPrint(ConnectorId id, Verdict verdict) {
    return Fingerprint.of(id, verdict.failureClass(), verdict.rule() + ": " + verdict.evidence())
        .digest();
  }

  private static Known notAssigned(Instant since) {
    return new Known(
        NOT_ASSIGNED, NOT_ASSIGNED.rule(), "rule " + NOT_ASSIGNED.rule(), 0, since, "");
  }

  @Override
  public String toString() {
    return "Failures" + known.keySet();
  }
}
