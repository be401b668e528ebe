package io.riparian.reconcile;

import java.time.Duration;

/**
 * How many connectors of one cluster are worked on at once: as many as make it faster, and no more.
 * It never leaves one to {@code most}.
 *
 * <p>A worker takes changes one by one beside some waiting, so more hands help until they only wait
 * for each other; where that is depends on the worker, and on how many connectors it has. So it is
 * tried out: after each round of changes the rate tells whether the last step was worth it. Up is
 * kept if the rate rises with it, down if the rate does not fall, and a call that is not answered
 * halves it at once.
 *
 * <p>The rate is taken from how long changes take and how many were under way meanwhile, so it
 * needs no clock, and pauses between two plans do not count. It is used by one thread.
 */
final class Tempo {
  private static final int FIRST = 4;
  private static final int SHORTEST_ROUND = 8;

  /** How many rounds it keeps a width before another one is tried. */
  private static final int REST = 3;

  private static final double WORTH_MORE = 1.05;
  private static final double AS_GOOD = 0.97;

  private final int most;
  private int width;

  /** What the current width is compared with. */
  private int provenWidth;

  private double provenRate;
  private Step step = Step.NONE;
  private Step next = Step.UP;
  private boolean fresh = true;
  private int rested = REST;

  private int ended;
  private double secondsPerChange;
  private int busy;

  /** How many were under way beside the one that ended last. */
  private int others;

  /** How many changes are still to end that began with another width. */
  private int old;

  private enum Step {
    NONE,
    UP,
    DOWN
  }

  /**
   * @param most the upper limit, at least one
   */
  Tempo(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("one at a time is the least");
    }
    this.most = most;
    this.width = Math.min(FIRST, most);
  }

  /** How many may be under way now. */
  int width() {
    return width;
  }

  /**
   * Something that called the cluster has ended.
   *
   * @param underWay how many were under way when it did, itself included
   * @param took how long it took, its own pauses included
   * @param strain what the calls since the last one met
   */
  void ended(int underWay, Duration took, Strain strain) {
    if (old > 0) {
      old--;
      return;
    }
    others = underWay - 1;
    if (strain.silent() > 0) {
      turnTo(Math.max(1, width / 2));
      settle(Step.UP);
      return;
    }
    busy += strain.busy() > 0 ? 1 : 0;
    if (underWay < width) {
      return; // The plan runs out: this says nothing of the width.
    }
    ended++;
    secondsPerChange += Math.max(took.toNanos(), 1) / 1e9 / underWay;
    if (ended >= Math.max(SHORTEST_ROUND, 2 * width)) {
      double rate = ended / secondsPerChange;
      boolean mostlyBusy = 2 * busy >= ended;
      begin();
      if (mostlyBusy) {
        turnTo(Math.max(1, width - 1));
        settle(Step.UP);
      } else {
        judge(rate);
      }
    }
  }

  private void judge(double rate) {
    switch (step) {
      case NONE -> rest(rate);
      case UP -> {
        if (rate >= provenRate * WORTH_MORE) {
          provenWidth = width;
          provenRate = rate;
          up();
        } else {
          fresh = false;
          turnTo(provenWidth);
          settle(Step.DOWN);
        }
      }
      case DOWN -> {
        if (rate >= provenRate * AS_GOOD) {
          // The rate that the descent began with stays the measure, or it would creep down.
          provenWidth = width;
          down();
        } else {
          turnTo(provenWidth);
          settle(Step.UP);
        }
      }
    }
  }

  private void rest(double rate) {
    boolean slowed = rate < provenRate / 2;
    rested++;
    if (rested < REST && !slowed) {
      return;
    }
    provenWidth = width;
    provenRate = rate;
    if (slowed || next == Step.DOWN) {
      down();
    } else {
      up();
    }
  }

  private void up() {
    int wider = Math.min(most, fresh ? width * 2 : width + Math.max(1, width / 4));
    if (wider == width) {
      settle(Step.DOWN);
    } else {
      step = Step.UP;
      turnTo(wider);
    }
  }

  private void down() {
    int narrower = Math.max(1, width - Math.max(1, width / 4));
    if (narrower == width) {
      settle(Step.UP);
    } else {
      step = Step.DOWN;
      turnTo(narrower);
    }
  }

  private void settle(Step afterwards) {
    step = Step.NONE;
    next = afterwards;
    rested = 0;
  }

  private void turnTo(int other) {
    old = others;
    width = other;
    begin();
  }

  private void begin() {
    ended = 0;
    secondsPerChange = 0;
    busy = 0;
  }
}
