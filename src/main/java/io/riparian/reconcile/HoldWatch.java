package io.riparian.reconcile;

import io.riparian.ledger.Ledger;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Tells of each hold that its end is near, once. Whether something is held it does not decide: the
 * planner does, by the hour.
 */
final class HoldWatch {
  private static final Logger LOG = Logger.getLogger(HoldWatch.class);
  private static final String ACTION = "near-end-hold";

  private final Ledger ledger;
  private final Map<Hold.Id, Instant> announced = new HashMap<>();

  HoldWatch(Ledger ledger) {
    this.ledger = ledger;
  }

  void look(Judged judged, Instant now) {
    Map<Hold.Id, HoldTerm> terms = ledger.holdTerms();
    for (Hold hold : judged.desired().holds()) {
      // One that nobody can read ends when it is mended, which no clock tells.
      if (hold.isReadable()) {
        Instant end = HoldTerm.of(hold, terms, now).end();
        if (end.isAfter(now) && !end.isAfter(now.plus(InterventionWatch.NEAR))) {
          announce(hold, end, now);
        }
      }
    }
  }

  private void announce(Hold hold, Instant end, Instant now) {
    if (end.equals(announced.get(hold.id()))) {
      return;
    }
    LOG.warnf("%s: the hold %s ends at %s", hold.path(), hold.name(), end);
    ledger.audit(
        now,
        "riparian",
        ACTION,
        hold.path(),
        Chronicle.json(Map.of("hold", hold.name(), "until", end.toString())));
    announced.put(hold.id(), end);
  }
}
