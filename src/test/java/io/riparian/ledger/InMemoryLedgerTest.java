package io.riparian.ledger;

/** The fake keeps the contract. */
class InMemoryLedgerTest extends LedgerContract {
  @Override
  Ledger open(Retention retention) {
    return new InMemoryLedger(retention);
  }
}
