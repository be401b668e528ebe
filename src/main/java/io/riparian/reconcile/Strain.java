package io.riparian.reconcile;

/**
 * How hard a cluster takes what it is asked, counted in calls.
 *
 * @param busy writes that it put off, because its workers were rebalancing
 * @param silent calls that it did not answer
 */
record Strain(int busy, int silent) {
  static final Strain NONE = new Strain(0, 0);

  /** What was added since {@code before}. */
  Strain since(Strain before) {
    return new Strain(busy - before.busy, silent - before.silent);
  }
}
