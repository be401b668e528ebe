package io.riparian.reconcile;

/** What the engine promises, whatever happens. A referee watches each of them. */
enum Promise {
  /** A write reaches only what a read, one call earlier, showed to be ours. */
  ONLY_OURS_IS_WRITTEN,
  /** Nothing is deleted that does not prove to be ours, is declared, or may be. */
  ONLY_WHAT_WAS_REMOVED_IS_DELETED,
  /** Nothing is created again before it was seen to be absent. */
  NOTHING_IS_CREATED_TWICE,
  /** What is as declared is not written to. */
  QUIET_IS_QUIET,
  /** A failed or cut answer leads to no write, and a name that it lacks is not absent. */
  HALF_AN_ANSWER_IS_NONE,
  /** Nothing happens where only looking is allowed, nor more than a human has agreed to. */
  NOT_MORE_THAN_AGREED,
  /** Nothing is remembered that did not happen, and nothing forgotten that stands. */
  WHAT_HAPPENED_IS_REMEMBERED,
  /** Once nothing fails any more, everything is as declared. */
  IT_CONVERGES;

  Broken broken(String how) {
    return new Broken(this, how);
  }

  /** One was not kept. */
  static final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Promise promise;

    private Broken(Promise promise, String how) {
      super(promise + ": " + how);
      this.promise = promise;
    }

    Promise promise() {
      return promise;
    }
  }
}
