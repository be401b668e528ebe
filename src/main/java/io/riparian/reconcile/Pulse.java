package io.riparian.reconcile;

import java.time.Duration;
import java.time.Instant;

/**
 * What a loop is doing at the moment, and since when. Whoever asks gets it without waiting for the
 * loop, so that one that hangs can be named while it does.
 *
 * @param loop {@code repository}, or {@code cluster} and a name
 * @param since when it began with it
 * @param last when it last came forward with it
 * @param done how many changes have ended, while it applies
 * @param of of how many
 */
public record Pulse(String loop, Doing doing, Instant since, Instant last, int done, int of) {
  /**
   * No call that we make, with all its tries, takes so long: a loop that does not come forward
   * meanwhile is our own mistake.
   */
  private static final Duration TOO_LONG = Duration.ofMinutes(30);

  /** What a loop can be doing. */
  public enum Doing {
    /** Nothing: it waits for the next call or the next look. */
    IDLE("idle since %s"),
    /** The loop that had this cluster before has not ended yet. */
    WAITING("waits since %s for the loop before it to end"),
    /** It fetches, reads and judges. */
    FETCHING("asked since %s, no answer yet"),
    /** It has asked the cluster. */
    ASKING("asked since %s, no answer yet"),
    /** It works out what is to be done. */
    PLANNING("planning since %s"),
    /** It carries out a plan. */
    APPLYING("applying since %s");

    private final String sentence;

    Doing(String sentence) {
      this.sentence = sentence;
    }
  }

  /** In one sentence; empty while it is idle. */
  public String sentence() {
    String counted = doing == Doing.APPLYING ? ", %d of %d changes".formatted(done, of) : "";
    return doing == Doing.IDLE ? "" : doing.sentence.formatted(since) + counted;
  }

  /** For how long it has not come forward; nothing while it is idle. */
  public Duration stillFor(Instant now) {
    return doing == Doing.IDLE || now.isBefore(last) ? Duration.ZERO : Duration.between(last, now);
  }

  /** Whether it hangs for a reason that no cluster and no repository can give. */
  boolean isStuck(Instant now) {
    return doing != Doing.WAITING && stillFor(now).compareTo(TOO_LONG) > 0;
  }
}
