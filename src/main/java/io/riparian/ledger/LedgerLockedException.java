package io.riparian.ledger;

import java.nio.file.Path;

/** Another process, or another ledger of this one, leads. It names the holder. */
public final class LedgerLockedException extends LedgerException {
  private final String holder;

  LedgerLockedException(Path directory, String holder) {
    super("The ledger in " + directory + " is in use by " + holder + ".", null);
    this.holder = holder;
  }

  /** Who leads, in words: process id, role and since when. */
  public String holder() {
    return holder;
  }
}
