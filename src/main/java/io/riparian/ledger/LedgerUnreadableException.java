package io.riparian.ledger;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * There is a ledger, and we cannot read it: corrupt, of a newer version, not ours, or without its
 * driver. It is never created anew for that reason; an operator restores it or moves it away.
 */
public final class LedgerUnreadableException extends LedgerException {

  LedgerUnreadableException(Path file, String reason, @Nullable Throwable cause) {
    super("The ledger " + file + " cannot be read: " + reason + ".", cause);
  }

  LedgerUnreadableException(Path file, Exception cause) {
    this(file, cause.toString(), cause);
  }
}
