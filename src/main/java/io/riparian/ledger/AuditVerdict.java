package io.riparian.ledger;

import java.util.List;

/**
 * What a walk along the audit trail found. The trail cannot show that lines are missing at its end:
 * for that, compare the head with one noted elsewhere.
 */
public sealed interface AuditVerdict {

  boolean isIntact();

  /**
   * Every line follows from the one before.
   *
   * @param head the hash of the last line
   */
  record Intact(long entries, String head) implements AuditVerdict {
    @Override
    public boolean isIntact() {
      return true;
    }
  }

  /** From this line on, the trail is not what was written. */
  record Broken(long sequence, String reason) implements AuditVerdict {
    @Override
    public boolean isIntact() {
      return false;
    }
  }

  /** Walks the trail of a ledger, a page at a time. */
  static AuditVerdict of(Ledger ledger) {
    long expected = 1;
    String head = AuditEntry.GENESIS;
    while (true) {
      List<AuditEntry> page = ledger.auditAfter(expected - 1, 1_000);
      if (page.isEmpty()) {
        return new Intact(expected - 1, head);
      }
      for (AuditEntry entry : page) {
        if (entry.sequence() != expected) {
          return new Broken(expected, "entry is missing");
        }
        if (!entry.isChainedTo(head)) {
          return new Broken(expected, "entry does not follow from the one before");
        }
        head = entry.hash();
        expected++;
      }
    }
  }
}
