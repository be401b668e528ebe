package io.riparian.model;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * The windows of one cluster, taken together. Deny beats allow; where no window allows anything in
 * particular, everything is allowed that none denies; and of several that allow, one is enough.
 */
public record ChangeWindows(List<ChangeWindow> windows) {
  /** No window: always open. */
  public static final ChangeWindows NONE = new ChangeWindows(List.of());

  /** How far we look for the hour in which something changes; then nobody can tell. */
  private static final int MOST_BOUNDARIES = 2_000;

  public ChangeWindows {
    windows = List.copyOf(windows);
  }

  /**
   * How it stands at one moment.
   *
   * @param until when that changes; {@link Instant#MAX} when it does not, or nobody can tell
   * @param why what closes it, or which windows are waited for; empty text while it is open
   * @param overrun whether what was planned while it is open may be begun after {@code until}
   */
  public record Verdict(boolean isOpen, Instant until, String why, boolean overrun) {}

  /** How it stands for one kind of change. */
  public Verdict at(Instant now, ChangeWindow.Change change) {
    List<ChangeWindow> about = windows.stream().filter(one -> one.isAbout(change)).toList();
    boolean open = isOpen(about, now);
    return new Verdict(
        open,
        until(about, now, open),
        open ? "" : why(about, now),
        about.stream().allMatch(ChangeWindow::overrun));
  }

  private static boolean isOpen(List<ChangeWindow> about, Instant now) {
    Predicate<ChangeWindow> allows = one -> one.kind() == ChangeWindow.Kind.ALLOW;
    boolean denied = about.stream().filter(allows.negate()).anyMatch(one -> one.isActive(now));
    boolean restricted = about.stream().anyMatch(allows);
    return !denied
        && (!restricted || about.stream().filter(allows).anyMatch(one -> one.isActive(now)));
  }

  private static Instant until(List<ChangeWindow> about, Instant now, boolean open) {
    Instant at = now;
    for (int i = 0; i < MOST_BOUNDARIES; i++) {
      Instant from = at;
      at =
          about.stream()
              .map(one -> one.nextBoundary(from))
              .min(Instant::compareTo)
              .orElse(Instant.MAX);
      if (at.equals(Instant.MAX) || isOpen(about, at) != open) {
        return at;
      }
    }
    return Instant.MAX;
  }

  private static String why(List<ChangeWindow> about, Instant now) {
    return about.stream()
        .filter(one -> one.kind() == ChangeWindow.Kind.DENY && one.isActive(now))
        .findFirst()
        .map(ChangeWindow::sentence)
        .orElseGet(
            () ->
                String.join(
                    "; ",
                    about.stream()
                        .filter(one -> one.kind() == ChangeWindow.Kind.ALLOW)
                        .map(ChangeWindow::sentence)
                        .toList()));
  }
}
