package io.riparian.reconcile;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** Which requests somebody said to look at, until somebody does. Any thread may say so. */
final class RequestHints {
  /** More of them are as good as any. */
  private static final int MOST = 2_000;

  private final Set<Long> numbers = new HashSet<>();
  private boolean any;

  /** Something may have happened to a request; empty for any of them. */
  synchronized void add(OptionalLong number) {
    number.ifPresentOrElse(numbers::add, () -> any = true);
    if (numbers.size() > MOST) {
      numbers.clear();
      any = true;
    }
  }

  synchronized boolean isEmpty() {
    return numbers.isEmpty() && !any;
  }

  /**
   * Takes what was said until now.
   *
   * @param known the requests of which any may be meant
   */
  synchronized Set<Long> take(Set<Long> known) {
    if (any) {
      numbers.addAll(known);
    }
    Set<Long> taken = Set.copyOf(numbers);
    numbers.clear();
    any = false;
    return taken;
  }

  /** What was taken could not be looked at. */
  synchronized void giveBack(Set<Long> taken) {
    numbers.addAll(taken);
  }
}
