package io.riparian.ledger;

/**
 * How many cycles of each cluster are kept. Quiet ones are counted apart, so that a calm night does
 * not push out the change that somebody looks for in the morning.
 */
public record Retention(int cycles, int quietCycles) {
  public static final Retention DEFAULT = new Retention(1_000, 200);

  public Retention {
    if (cycles < 1 || quietCycles < 1) {
      throw new IllegalArgumentException("at least the last cycle of each kind is kept");
    }
  }

  int of(boolean quiet) {
    return quiet ? quietCycles : cycles;
  }
}
