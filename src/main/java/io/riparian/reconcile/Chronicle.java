package io.riparian.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.ledger.CycleRecord;
import io.riparian.ledger.Ledger;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import io.riparian.report.OutcomeReport;
import io.riparian.report.PlanReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Records and tells what a walk decided and did. A walk that decides what the last one decided, and
 * does nothing, is not worth a line.
 */
final class Chronicle {
  private static final Logger LOG = Logger.getLogger(Chronicle.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ledger ledger;
  private final InstantSource clock;
  private final Map<String, String> lastPlans = new HashMap<>();

  Chronicle(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  synchronized void tell(
      String trigger, Instant started, ClusterPlan plan, List<Outcome> outcomes) {
    String planJson = json(PlanReport.cluster(plan));
    boolean isNews = !planJson.equals(lastPlans.put(plan.cluster(), planJson));
    if (isNews) {
      plan.deferrals()
          .forEach(
              deferral ->
                  LOG.warnf(
                      "%s: %s deferred, %s: %s",
                      deferral.cluster(),
                      deferral.coversCluster() ? "everything" : deferral.connector(),
                      deferral.reason(),
                      deferral.why()));
    }
    if ((isNews && !plan.isQuiet()) || !outcomes.isEmpty()) {
      ledger.recordCycle(
          new CycleRecord(
              UUID.randomUUID().toString(),
              plan.cluster(),
              trigger,
              plan.revision(),
              started,
              clock.instant(),
              plan.isQuiet(),
              planJson,
              json(outcomes.stream().map(OutcomeReport::of).toList())));
    }
  }

  /** Records one outcome at once: a kill later in the same cycle does not lose it. */
  void tell(ClusterPlan plan, Outcome outcome) {
    LOG.infof(
        "%s/%s: %s (%s) %s in %d ms%s",
        plan.cluster(),
        outcome.connector(),
        outcome.kind(),
        outcome.cause(),
        outcome.result(),
        outcome.millis(),
        outcome.detail().isEmpty() ? "" : ": " + outcome.detail());
    ledger.audit(
        clock.instant(),
        "riparian",
        OutcomeReport.of(outcome).kind(),
        plan.cluster() + "/" + outcome.connector(),
        json(Map.of("revision", plan.revision(), "outcome", OutcomeReport.of(outcome))));
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("reports are plain records", impossible);
    }
  }
}
