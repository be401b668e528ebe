package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riparian.model.Cluster;
import io.riparian.plan.Cause;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens is counted under names and words of fixed lists, whatever else is said of it. */
class EventMetricsTest {
  /** Counted from zero, with each word that there is. */
  private static final Set<String> FROM_THE_START =
      Set.of("riparian.deliveries", "riparian.notices", "riparian.restarts");

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EventMetrics metrics = new EventMetrics(registry, () -> NOW);

  private static ClusterPlan plan(Deferral... deferrals) {
    return new ClusterPlan(
        "shared",
        "c1",
        Cluster.Mode.MANAGE,
        0,
        List.of(),
        List.of(deferrals),
        List.of(),
        List.of());
  }

  private static Outcome outcome(Outcome.Result result) {
    return new Outcome(
        "payments-orders", ChangeKind.SET_STATE, Cause.COMMIT, result, "hunter2", 120);
  }

  private List<String> tags(String name, String tag) {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> id.getName().equals(name))
        .map(id -> String.valueOf(id.getTag(tag)))
        .sorted()
        .toList();
  }

  @Test
  void aTriggerIsToldByItsFirstWordAndNobodysNameIsALabel() {
    for (String trigger :
        List.of("timer", "apply by olive", "surprise: payments-orders failed", "Nonsense", "")) {
      metrics.cycleEnds(plan(), trigger, Duration.ofMillis(20));
    }

    assertThat(tags("riparian.cycle", "trigger"))
        .containsExactly("apply", "other", "surprise", "timer");
  }

  @Test
  void aCycleThatWasHeldBackAsAWholeIsNoFullOne() {
    metrics.cycleEnds(
        plan(new Deferral("shared", "", DeferralReason.LEDGER_LOST, "", "")),
        "timer",
        Duration.ofMillis(20));
    assertThat(metrics.lastFullCycles()).isEmpty();

    metrics.cycleEnds(plan(), "timer", Duration.ofMillis(20));
    assertThat(metrics.lastFullCycles()).isEqualTo(Map.of("shared", NOW));
  }

  @Test
  void onlyWhatIsTriedAgainIsARetry() {
    metrics.changed("shared", outcome(Outcome.Result.FAILED), false);
    metrics.changed("shared", outcome(Outcome.Result.DONE), true);

    assertThat(registry.get("riparian.change.retries").counter().count()).isEqualTo(1);
    assertThat(tags("riparian.change", "result")).containsExactly("done", "failed");
    assertThat(tags("riparian.change", "kind")).containsOnly("set-state");
  }

  @Test
  void deliveriesAreCountedFromZero() {
    assertThat(tags("riparian.deliveries", "result"))
        .containsExactlyInAnyOrder(
            "taken", "repeated", "ignored", "foreign", "forged", "strange", "too-large");
    metrics.delivered(DeliveryResult.FORGED);
    assertThat(registry.get("riparian.deliveries").tag("result", "forged").counter().count())
        .isEqualTo(1);
  }

  @Test
  void noLabelHoldsAConnectorsNameOrASentence() {
    metrics.changed("shared", outcome(Outcome.Result.REFUSED), true);
    metrics.drifted("shared", ChangeKind.UPDATE, 2);
    metrics.deferred(
        new Deferral("shared", "payments-orders", DeferralReason.NOT_ADOPTED, "hunter2", "d1"));
    metrics.calls("shared").begins("GET /connectors/{name}").ends("200");

    assertThat(registry.getMeters())
        .filteredOn(meter -> !FROM_THE_START.contains(meter.getId().getName()))
        .flatExtracting(meter -> meter.getId().getTags())
        .filteredOn(tag -> !tag.getKey().equals("le"))
        .extracting(Tag::getValue)
        .containsOnly(
            "shared",
            "set-state",
            "refused",
            "update",
            "NOT_ADOPTED",
            "GET /connectors/{name}",
            "200");
    assertThat(registry.get("riparian.drift").counter().count()).isEqualTo(2);
  }
}
