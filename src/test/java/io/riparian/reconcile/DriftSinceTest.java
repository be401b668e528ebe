package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.ledger.Drifted;
import io.riparian.model.Cluster;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drift is as old as its first sight, whatever happens in between. */
class DriftSinceTest {
  private static final String ORDERS = "payments-orders";
  private static final Drifted TOPIC = new Drifted(World.id(ORDERS), ChangeKind.UPDATE, "topic");

  private final World world = new World();

  @BeforeEach
  void aConnectorWhoseDriftIsOnlyReported() {
    world.branch.cluster("shared", "drift: report");
    world.branch.connector(ORDERS, "config: {topic: orders}");
    world.commit().settle();
  }

  private void edit(String key, String value) {
    Map<String, String> config = new TreeMap<>(world.connect.stored(ORDERS).entries());
    config.put(key, value);
    world.connect.given(ORDERS, config);
  }

  private Map<Drifted, Instant> drift() {
    return world.ledger().drift("shared");
  }

  @Test
  void whatDriftsIsNotedAndNotTouched() {
    edit("topic", "else");

    ClusterWalk.Result walk = world.walk();

    assertThat(walk.plan().deferrals())
        .extracting(Deferral::reason)
        .containsExactly(DeferralReason.DRIFT_REPORTED);
    assertThat(drift()).containsOnly(Map.entry(TOPIC, world.now()));
    assertThat(world.connect.stored(ORDERS).get("topic")).contains("else");
  }

  @Test
  void itsAgeOutlivesARestartAndEachKeyHasItsOwn() {
    Instant first = world.now();
    edit("topic", "else");
    world.walk();
    world.pass(Duration.ofMinutes(5));
    edit("tasks.max", "9");

    world.restart().walk();

    assertThat(drift())
        .containsOnly(
            Map.entry(TOPIC, first),
            Map.entry(
                new Drifted(World.id(ORDERS), ChangeKind.UPDATE, "tasks.max"),
                first.plusSeconds(300)));
  }

  @Test
  void aLookThatIsNotAnsweredEndsNothing() {
    edit("topic", "else");
    world.walk();

    world.connect.down(true);
    world.walk();

    assertThat(drift()).containsOnlyKeys(TOPIC);
  }

  @Test
  void aLookThatComesToNothingAboutAConnectorEndsNothingOfIt() {
    edit("topic", "else");
    world.walk();
    Instant first = world.now();
    world.pass(Duration.ofMinutes(5));
    ClusterPlan untold =
        new ClusterPlan(
            "shared",
            "r",
            Cluster.Mode.MANAGE,
            1,
            List.of(),
            List.of(
                new Deferral(
                    "shared", ORDERS, DeferralReason.ABSENCE_UNCONFIRMED, "the next tells", "")),
            List.of(),
            List.of());

    new DriftSince(world.ledger()).saw(untold, List.of(), world.now());

    assertThat(drift()).containsOnly(Map.entry(TOPIC, first));
  }

  @Test
  void itEndsWhenTheClusterIsAsDeclaredAgain() {
    edit("topic", "else");
    world.walk();

    edit("topic", "orders");
    world.walk();

    assertThat(drift()).isEmpty();
  }

  @Test
  void whatIsPutBackByTheSameWalkDoesNotStand() {
    edit("topic", "else");
    world.branch.cluster("shared");

    world.commit().walk();

    assertThat(drift()).isEmpty();
    assertThat(world.connect.stored(ORDERS).get("topic")).contains("orders");
  }

  @Test
  void theRevisionIsAppliedWhateverDrifts() {
    edit("topic", "else");
    world.branch.connector("payments-other");

    world.commit().walk();

    assertThat(world.ledger().lastCycle("shared").orElseThrow())
        .satisfies(
            cycle -> {
              assertThat(cycle.revision()).isEqualTo(cycle.applied());
              assertThat(cycle.applied()).isEqualTo(world.judged().desired().revision());
            });
  }

  @Test
  void aRevisionOfWhichSomethingFailedIsAttemptedAndNotApplied() {
    String before = world.judged().desired().revision();
    world.branch.connector("payments-other", "config: {topic: x, bad: y}");
    world.connect.refusing("bad");

    world.commit().walk();

    assertThat(world.ledger().lastCycle("shared").orElseThrow())
        .satisfies(
            cycle -> {
              assertThat(cycle.revision()).isEqualTo(world.judged().desired().revision());
              assertThat(cycle.applied()).isEqualTo(before);
            });
  }

  @Test
  void whatIsAppliedOutlivesARestart() {
    String before = world.judged().desired().revision();
    world.branch.connector("payments-other", "config: {topic: x, bad: y}");
    world.connect.refusing("bad");

    world.restart().walk();

    assertThat(world.ledger().lastCycle("shared").orElseThrow().applied()).isEqualTo(before);
  }

  @Test
  void aWalkThatOnlyRepeatsIsCounted() {
    int before = world.ledger().cycles(100).size();
    int repeated = world.ledger().lastCycle("shared").orElseThrow().repeated();
    world.pass(Duration.ofMinutes(1));

    world.walk();

    assertThat(world.ledger().cycles(100)).hasSize(before);
    assertThat(world.ledger().lastCycle("shared").orElseThrow())
        .satisfies(
            cycle -> {
              assertThat(cycle.repeated()).isEqualTo(repeated + 1);
              assertThat(cycle.lastAt()).isEqualTo(world.now());
            });
  }
}
