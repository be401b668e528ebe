package io.riparian.health;

import io.riparian.health.Position.Kind;
import io.riparian.model.FailureAnswer;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Since when each connector that runs on one cluster has not got on. What has moved, what has
 * nothing to do and what runs as another one begins anew; of what is not told, nothing is said.
 *
 * @param at when it was last looked at
 */
public record Progress(SortedMap<String, Stand> stands, Instant at) {
  /** Nothing was looked at. */
  public static final Progress NONE = new Progress(new TreeMap<>(), Instant.EPOCH);

  /** How long a sink may stand still while records wait, unless its file says otherwise. */
  public static final Duration USUAL = Duration.ofMinutes(15);

  /** The rule that a stalled connector is known by. */
  public static final String STALLED = "stalled";

  private static final int CONFIDENCE = 70;
  private static final String SINK_ACTION =
      "Look whether the system that it writes to takes records, and what the worker's log tells of"
          + " retries. A sink that waits until a batch is full needs a longer `freshness`.";
  private static final String SOURCE_ACTION =
      "Look whether the system that it reads from has anything new, and still lets it in. A source"
          + " that is silent by nature needs a longer `freshness`, or none.";

  /**
   * One connector.
   *
   * @param position where it was when it last told
   * @param since when it was first seen to stand there
   * @param waitingThen how many records waited then
   * @param isTold whether the last look told where it stands
   * @param hasMoved whether it was seen to move since it began to run
   */
  public record Stand(
      Position position, Instant since, long waitingThen, boolean isTold, boolean hasMoved) {

    private static Stand begins(Position position, Instant at) {
      return new Stand(position, at, position.waiting(), position.kind() != Kind.UNTOLD, false);
    }

    private Stand then(Position next, Instant at) {
      if (!next.run().equals(position.run())) {
        return begins(next, at);
      }
      if (next.kind() == Kind.UNTOLD) {
        return new Stand(position, since, waitingThen, false, hasMoved);
      }
      return next.isStillAt(position)
          ? new Stand(next, since, waitingThen, true, hasMoved)
          : new Stand(next, at, next.waiting(), true, position.kind() != Kind.UNTOLD);
    }

    private boolean getsOn() {
      return isTold && (hasMoved || !position.mayBeStalled());
    }

    private boolean isStalled(Instant now) {
      return isTold && position.mayBeStalled() && !now.isBefore(since.plus(position.longest()));
    }

    private Verdict verdict(Instant now) {
      boolean sink = position.kind() == Kind.SINK;
      return new Verdict(
          new FailureAnswer(
              FailureClass.UNKNOWN,
              Recipient.TEAM,
              Retry.NO,
              CONFIDENCE,
              sink ? SINK_ACTION : SOURCE_ACTION),
          STALLED,
          sink ? sinkStands(now) : sourceStands(now),
          List.of());
    }

    private String sinkStands(Instant now) {
      long more = position.waiting() - waitingThen;
      return "its consumer group has not moved for %s while %s records wait%s"
          .formatted(
              spoken(Duration.between(since, now)),
              counted(position.waiting()),
              more > 0 ? ", %s more than at first".formatted(counted(more)) : "");
    }

    private String sourceStands(Instant now) {
      return "its offsets have not changed for %s, and its file expects it within %s"
          .formatted(spoken(Duration.between(since, now)), spoken(position.longest()));
    }

    private static String counted(long records) {
      return String.format(Locale.ROOT, "%,d", records);
    }

    private static String spoken(Duration length) {
      if (length.toMinutes() < 1) {
        return length.toSeconds() + " s";
      }
      if (length.toHours() < 2) {
        return length.toMinutes() + " min";
      }
      return length.toDays() < 2 ? length.toHours() + " h" : length.toDays() + " d";
    }
  }

  public Progress {
    stands = Collections.unmodifiableSortedMap(new TreeMap<>(stands));
  }

  /**
   * After a look.
   *
   * @param seen each connector that runs and is worth a look, also those that were not told
   */
  public Progress after(Map<String, Position> seen, Instant now) {
    SortedMap<String, Stand> next = new TreeMap<>();
    seen.forEach(
        (name, position) ->
            next.put(
                name,
                Optional.ofNullable(stands.get(name))
                    .map(stand -> stand.then(position, now))
                    .orElseGet(() -> Stand.begins(position, now))));
    return new Progress(next, now);
  }

  /**
   * Without those that do not run any more, or as another one: they begin anew.
   *
   * @param runs what each runs as, by its name
   */
  public Progress keeping(Map<String, String> runs) {
    SortedMap<String, Stand> kept = new TreeMap<>(stands);
    kept.entrySet()
        .removeIf(one -> !one.getValue().position().run().equals(runs.get(one.getKey())));
    return new Progress(kept, at);
  }

  /** Without one that was restarted: it begins anew. */
  public Progress without(String connector) {
    SortedMap<String, Stand> kept = new TreeMap<>(stands);
    kept.remove(connector);
    return new Progress(kept, at);
  }

  /** Those that have not got on for too long, and what to say of them. */
  public SortedMap<String, Verdict> stalled() {
    SortedMap<String, Verdict> stalled = new TreeMap<>();
    stands.forEach(
        (name, stand) -> {
          if (stand.isStalled(at)) {
            stalled.put(name, stand.verdict(at));
          }
        });
    return stalled;
  }

  /** Whether the last look told where this one stands: of any other, its progress is unknown. */
  public boolean isKnown(String connector) {
    return Optional.ofNullable(stands.get(connector)).filter(Stand::isTold).isPresent();
  }

  /** Whether it was seen to move, or has nothing to move for. */
  public boolean getsOn(String connector) {
    return Optional.ofNullable(stands.get(connector)).filter(Stand::getsOn).isPresent();
  }

  @Override
  public String toString() {
    return "Progress" + stands.keySet();
  }
}
