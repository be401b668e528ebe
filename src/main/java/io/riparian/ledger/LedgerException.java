package io.riparian.ledger;

import org.jspecify.annotations.Nullable;

/** The world's mistake at this door. Whatever it is, the ledger's content is left as it was. */
public abstract sealed class LedgerException extends RuntimeException
    permits LedgerLockedException, LedgerUnreadableException, LedgerUnwritableException {

  LedgerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
