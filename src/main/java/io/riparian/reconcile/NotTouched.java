package io.riparian.reconcile;

/** Nothing was sent, because the look right before the call did not find what the plan had seen. */
final class NotTouched extends RuntimeException {
  private final Why why;

  /** What the look found instead. */
  enum Why {
    /** A connector that is not ours. */
    FOREIGN,
    /** A newer commit or an operator came: what was to be tried again is to be planned again. */
    SUPERSEDED,
    /** No connector at all. */
    GONE,
    /** A connector of ours where none was expected, and not as it was to be created. */
    OTHERWISE
  }

  NotTouched(Why why) {
    super("nothing was sent: " + why, null, false, false);
    this.why = why;
  }

  Why why() {
    return why;
  }
}
