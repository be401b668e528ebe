package io.riparian.ledger;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The ledger could not be written: disk full, no permission, or taken away while open. */
public final class LedgerUnwritableException extends LedgerException {

  LedgerUnwritableException(Path file, String reason, @Nullable Throwable cause) {
    super("The ledger " + file + " cannot be written: " + reason + ".", cause);
  }

  LedgerUnwritableException(Path file, Exception cause) {
    this(file, cause.toString(), cause);
  }
}
