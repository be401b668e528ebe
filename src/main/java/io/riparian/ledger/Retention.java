package io.riparian.ledger;

/**
 * How many cycles of each cluster are kept. Quiet ones are counted apart, so that a calm night does
 * not push out the change that somebody looks for in the morning.
 *
 * @param lastOwners of how many connectors that are gone it is known whose they were
 */
public record Retention(int cycles, int quietCycles, int lastOwners) {
  public static final Retention DEFAULT = new Retention(1_000, 200, 50_000);

  public Retention {
    if (cycles < 1 || quietCycles < 1) {
      throw new IllegalArgumentException("at least the last cycle of each kind is kept");
    }
    if (lastOwners < 1) {
      throw new IllegalArgumentException("at least the last owner of one name is kept");
    }
  }

  int of(boolean quiet) {
    return quiet ? quietCycles : cycles;
  }
}
