package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.ledger.InMemoryLedger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.Observation;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.DeferralReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final String ORDERS = "payments-orders";
  private static final Map<String, String> CLASS_A = Map.of("connector.class", "A");

  private final World world = new World(new InMemoryLedger());

  private List<AppliedConnector> applied() {
    world.branch.connector(ORDERS);
    world.commit();
    ClusterWalk.Result result = world.walk();
    ClusterView view = view(result.observation(), result.plan());
    return new Baseline(world.judged(), List.of(view), World.KEYS, () -> World.START).applied();
  }

  private ClusterView view(Observation observation, ClusterPlan plan) {
    return new ClusterView(
        world.cluster(),
        Optional.of(observation),
        new TreeMap<>(),
        "",
        World.START,
        Optional.of(plan),
        List.of());
  }

  @Test
  void whatBearsOurMarkIsRemembered() {
    world.marked(ORDERS, CLASS_A);

    assertThat(applied())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.id()).isEqualTo(World.id(ORDERS));
              assertThat(it.origin()).isEqualTo(Origin.BASELINE);
              assertThat(it.team()).isEqualTo("payments");
              assertThat(it.path()).isEqualTo(Branch.connectorFile(ORDERS));
              assertThat(it.digests()).isEmpty();
            });
  }

  @Test
  void whatBearsNoMarkIsNotRemembered() {
    world.marked("payments-other", CLASS_A).connect.given(ORDERS, CLASS_A);

    assertThat(applied()).isEmpty();
  }

  @Test
  void whatBearsSomebodyElsesMarkIsNotRemembered() {
    world
        .marked("payments-other", CLASS_A)
        .connect
        .given(ORDERS, Map.of("riparian.mark", World.mark("payments-other", CLASS_A)));

    assertThat(applied()).isEmpty();
  }

  @Test
  void whatIsMissingCountsAsOurs() {
    world.marked("payments-other", CLASS_A);

    assertThat(applied()).extracting(AppliedConnector::id).containsExactly(World.id(ORDERS));
  }

  @Test
  void whatCannotBeSeenCountsAsOurs() {
    world.connect.down(true);

    assertThat(applied()).extracting(AppliedConnector::id).containsExactly(World.id(ORDERS));
  }

  @Test
  void aClusterWithMarksInTheLedgerIsLeftUnmanaged() {
    world.branch.cluster("shared", "marks: ledger");
    world.connect.down(true);

    assertThat(applied()).isEmpty();
  }

  @Test
  void afterABaselineWhatIsMarkedIsTakenOverWithoutAWrite() {
    world.marked(ORDERS, CLASS_A);
    List<AppliedConnector> applied = applied();
    assertThat(world.walk().plan().deferrals().get(0).reason())
        .isEqualTo(DeferralReason.LEDGER_LOST);

    world
        .ledger()
        .begin(
            new io.riparian.ledger.Birth(
                io.riparian.ledger.Birth.Kind.BASELINE, "c1", "operator", World.START),
            List.of(),
            applied);
    world.settle();

    assertThat(world.connect.writes()).isZero();
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.APPLIED);
  }
}
