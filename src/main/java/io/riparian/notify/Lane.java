package io.riparian.notify;

import io.riparian.model.Urgency;
import io.riparian.notify.NotSent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What waits for one channel, and who brings it there: the most urgent first, and what is told of
 * the same thing to the same place in its order. Whatever the channel does, it holds up no other.
 */
final class Lane implements Runnable {
  static final int MOST = 1_000;
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private static final Comparator<Letter> MOST_URGENT =
      Comparator.<Letter, Urgency>comparing(letter -> letter.notice().urgency())
          .reversed()
          .thenComparing(Letter::number);

  private final Channel channel;
  private final Delivery delivery;
  private final Backoff backoff;
  private final InstantSource clock;
  private final RandomGenerator chance;

  private final SortedMap<Long, Letter> waiting = new TreeMap<>();
  private Instant pausedUntil = Instant.MIN;
  private int failures;
  private String problem = "";
  private Optional<Instant> failedAt = Optional.empty();
  private Optional<Instant> sentAt = Optional.empty();
  private boolean ended;
  private final Semaphore calls = new Semaphore(0);

  /** Who hears what became of a letter. Called without any lock of the lane. */
  interface Delivery {
    void sent(Letter letter);

    /** It is to be tried again. */
    void again(Letter letter);

    /** It is given up. */
    void dead(Letter letter);
  }

  Lane(
      Channel channel,
      Delivery delivery,
      Backoff backoff,
      InstantSource clock,
      RandomGenerator chance) {
    this.channel = channel;
    this.delivery = delivery;
    this.backoff = backoff;
    this.clock = clock;
    this.chance = chance;
  }

  Channel channel() {
    return channel;
  }

  /**
   * Takes one more, without waiting for anything.
   *
   * @return the one that has no place any more: less urgent than this one, or this one
   */
  synchronized Optional<Letter> add(Letter letter) {
    Optional<Letter> out = Optional.empty();
    if (waiting.size() >= MOST) {
      Letter least =
          waiting.values().stream()
              .min(Comparator.<Letter, Urgency>comparing(it -> it.notice().urgency()))
              .orElseThrow();
      if (least.notice().urgency().compareTo(letter.notice().urgency()) >= 0) {
        return Optional.of(letter);
      }
      waiting.remove(least.number());
      out = Optional.of(least);
    }
    waiting.put(letter.number(), letter);
    calls.release();
    return out;
  }

  /**
   * Brings one letter there, if one is due.
   *
   * @return when the next one is due, which may be now; empty when nothing waits
   */
  Optional<Instant> step() {
    Optional<Letter> next = next();
    next.ifPresent(this::bring);
    return nextDue();
  }

  private synchronized Optional<Letter> next() {
    Instant now = clock.instant();
    if (now.isBefore(pausedUntil)) {
      return Optional.empty();
    }
    return firsts().filter(letter -> !letter.due().isAfter(now)).min(MOST_URGENT);
  }

  /** The first of each strand: what follows it has to wait for it. */
  private Stream<Letter> firsts() {
    Set<Letter.Strand> seen = new HashSet<>();
    return waiting.values().stream().filter(letter -> seen.add(letter.strand()));
  }

  private synchronized Optional<Instant> nextDue() {
    return firsts()
        .map(Letter::due)
        .min(Comparator.naturalOrder())
        .map(due -> due.isBefore(pausedUntil) ? pausedUntil : due);
  }

  private void bring(Letter letter) {
    try {
      channel.send(letter.notice(), letter.to());
    } catch (NotSent why) {
      failed(letter, why);
      return;
    } catch (RuntimeException ours) {
      // What it says may quote what was to be sent and where.
      failed(
          letter,
          new NotSent(Kind.LATER, "a mistake of ours (" + ours.getClass().getSimpleName() + ")"));
      return;
    }
    synchronized (this) {
      failures = 0;
      problem = "";
      pausedUntil = Instant.MIN;
      sentAt = Optional.of(clock.instant());
      waiting.remove(letter.number());
    }
    delivery.sent(letter);
  }

  private void failed(Letter letter, NotSent why) {
    Letter after;
    synchronized (this) {
      if (ended) {
        return; // It was our own end that broke it off: it stays as it is.
      }
      Instant now = clock.instant();
      problem = why.sentence();
      failedAt = Optional.of(now);
      Instant later = later(now, why, letter.tries() + 1);
      if (why.kind() == Kind.DOWN) {
        failures++;
        pausedUntil = later(now, why, failures);
      }
      boolean given =
          why.kind() == Kind.REFUSED
              || letter.tries() + 1 >= backoff.tries()
              || later.isAfter(letter.begun().plus(backoff.patience()));
      after = letter.again(later, why.sentence());
      if (given) {
        after = after.dead(now, why.sentence());
        waiting.remove(letter.number());
      } else if (waiting.containsKey(letter.number())) {
        waiting.put(letter.number(), after);
      } else {
        return; // It lost its place meanwhile, and is dead already.
      }
    }
    if (after.state() == Letter.State.DEAD) {
      delivery.dead(after);
    } else {
      delivery.again(after);
    }
  }

  private Instant later(Instant now, NotSent why, int tries) {
    Instant ours = now.plus(backoff.after(tries, chance.nextDouble()));
    return why.notBefore().filter(theirs -> theirs.isAfter(ours)).orElse(ours);
  }

  /** Brings what is due until it is told to end. */
  @Override
  public void run() {
    try {
      while (!hasEnded()) {
        step();
        sleep();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /** Until the next letter is due, or a call comes that one has been added or that it is over. */
  private void sleep() throws InterruptedException {
    Duration sleep =
        nextDue().map(due -> Duration.between(clock.instant(), due)).orElse(LONGEST_SLEEP);
    if (calls.tryAcquire(
        Math.min(sleep.toMillis() + 1, LONGEST_SLEEP.toMillis()), TimeUnit.MILLISECONDS)) {
      calls.drainPermits();
    }
  }

  synchronized void end() {
    ended = true;
    calls.release();
  }

  synchronized ChannelStanding standing() {
    Instant now = clock.instant();
    int held = (int) waiting.values().stream().filter(it -> it.due().isAfter(now)).count();
    return new ChannelStanding(
        channel.name(), waiting.size() - held, held, problem, failedAt, sentAt);
  }
}
