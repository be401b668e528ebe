package io.riparian.reconcile;

import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Intervention;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells of what operators began on one cluster that its end is near, and drops what has ended, each
 * once and with the reason. Whether something is in force it does not decide: the planner does, by
 * the hour.
 */
final class InterventionWatch {
  private static final Logger LOG = Logger.getLogger(InterventionWatch.class);

  /** How long before its end it is announced; a hold's too. */
  static final Duration NEAR = Duration.ofMinutes(30);

  private static final String GONE = "the connector is no longer managed";

  private final Ledger ledger;
  private final String cluster;
  private final Map<Intervention.Key, Instant> announced = new HashMap<>();

  InterventionWatch(Ledger ledger, String cluster) {
    this.ledger = ledger;
    this.cluster = cluster;
  }

  /** The action that the audit trail has for it. */
  static String action(String what, Intervention.Kind kind) {
    return what + "-" + Survey.word(kind);
  }

  void look(Judged judged, Instant now) {
    for (Intervention one : ledger.interventions()) {
      // What began after the look it does not concern.
      if (!isWatched(one, judged) || one.warrant().at().isAfter(now)) {
        continue;
      }
      if (!one.warrant().isInForce(now)) {
        drop(one, now, "its time is over");
      } else if (isDeclaredAnew(one, judged)) {
        drop(one, now, "a commit changed the declared state");
      } else if (isWithoutConnector(one, judged)) {
        drop(one, now, GONE);
      } else if (one.isOn(cluster)) {
        announce(one, now);
      }
    }
  }

  /** A cluster that is declared no more has no watch of its own. */
  private boolean isWatched(Intervention one, Judged judged) {
    return one.isOn(cluster) || !judged.desired().clusters().containsKey(one.cluster());
  }

  /**
   * Whether it is neither declared nor ours. The ledger forgets nothing because of a file that
   * cannot be read.
   */
  private boolean isWithoutConnector(Intervention one, Judged judged) {
    return one instanceof Intervention.StateOverride override
        && !judged.desired().connectors().containsKey(override.id())
        && ledger.applied(override.id()).filter(AppliedConnector::isManaged).isEmpty();
  }

  /** A connector that is gone needs no state; one that comes back begins as its file says. */
  void after(List<Outcome> outcomes, Instant now) {
    for (Outcome outcome : outcomes) {
      boolean gone = outcome.kind() == ChangeKind.DELETE || outcome.kind() == ChangeKind.FORGET;
      if (gone && outcome.result() == Outcome.Result.DONE) {
        ledger.interventions().stream()
            .filter(one -> one.kind() == Intervention.Kind.OVERRIDE)
            .filter(one -> one.isOn(cluster) && one.connector().equals(outcome.connector()))
            .forEach(one -> drop(one, now, GONE));
      }
    }
  }

  private static boolean isDeclaredAnew(Intervention one, Judged judged) {
    if (!(one instanceof Intervention.StateOverride override)) {
      return false;
    }
    ConnectorId id = override.id();
    return Optional.ofNullable(judged.desired().connectors().get(id))
        .map(DeclaredConnector::state)
        .filter(state -> state != override.declared())
        .isPresent();
  }

  private void drop(Intervention one, Instant now, String why) {
    announced.remove(one.key());
    if (ledger.endIntervention(one)) {
      String subject = InterventionDesk.subject(one.key());
      LOG.infof("%s: %s by %s ended: %s", subject, one.kind(), one.warrant().actor(), why);
      ledger.audit(
          now, "riparian", action("end", one.kind()), subject, Chronicle.json(Map.of("why", why)));
    }
  }

  private void announce(Intervention one, Instant now) {
    Instant until = one.warrant().until();
    boolean near = !until.isAfter(now.plus(NEAR));
    if (near && !until.equals(announced.get(one.key()))) {
      String subject = InterventionDesk.subject(one.key());
      LOG.warnf("%s: %s by %s ends at %s", subject, one.kind(), one.warrant().actor(), until);
      ledger.audit(
          now,
          "riparian",
          action("near-end", one.kind()),
          subject,
          Chronicle.json(Map.of("until", until.toString())));
      announced.put(one.key(), until);
    }
  }
}
