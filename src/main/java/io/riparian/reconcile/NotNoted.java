package io.riparian.reconcile;

/** What was done cannot be noted, and so nothing more may be done: this is no mistake over one. */
final class NotNoted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotNoted(RuntimeException cause) {
    super("what was done cannot be noted", cause);
  }
}
