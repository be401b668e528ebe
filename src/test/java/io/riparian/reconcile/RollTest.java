package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.ledger.AuditEntry;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.RewrittenHistory;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.Observation;
import io.riparian.model.RunState;
import io.riparian.plan.RestartWish.OfSecret;
import io.riparian.policy.SecretName;
import io.riparian.report.RestartReport;
import io.riparian.report.RestartReport.Restart;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollTest {
  private static final OfSecret SECRET = new OfSecret(SecretName.of("file:a").orElseThrow(), "");
  private static final ConnectorStatus FAILED =
      new ConnectorStatus(RunState.FAILED, "", "", List.of());

  private final World world = new World();
  private Ledger ledger = world.ledger();
  private String stop = "";

  @BeforeEach
  void running() {
    for (String name : List.of("payments-a", "payments-b", "payments-c")) {
      world.branch.connector(name, "config: {password: '${file:a:password}'}");
    }
    world.branch.connector("payments-neighbour", "config: {password: '${file:ab:password}'}");
    world.commit().settle();
    world.watched.forget();
  }

  private RestartReport roll() {
    RestartOrder order =
        new RestartOrder(
            "1",
            "anna",
            "rotation",
            SECRET.secret(),
            SECRET,
            world.now(),
            Set.of("shared"),
            outcome -> {});
    ClusterWalk line = world.line();
    Observation seen = line.observe(world.judged());
    Restarter restarter =
        new Restarter(world.guarded(), world.watched.cluster()::statuses, World.SOON, () -> false);
    new Roll(
            order,
            "shared",
            () -> line.restarts(world.judged(), seen, SECRET),
            restarter,
            () -> stop,
            tried -> {},
            ledger,
            world::now)
        .run();
    return order.report();
  }

  private static List<String> results(RestartReport report) {
    return report.restarts().stream().map(one -> one.connector() + " " + one.result()).toList();
  }

  private static List<String> old(RestartReport report) {
    return report.restarts().stream().filter(Restart::stillOld).map(Restart::connector).toList();
  }

  @Test
  void thoseThatReferToItAreRestartedOneAfterTheOtherAndNobodyElse() {
    RestartReport report = roll();

    assertThat(world.watched.writes())
        .containsExactly("restart payments-a", "restart payments-b", "restart payments-c");
    assertThat(report.finished()).isTrue();
    assertThat(results(report))
        .containsExactly("payments-a restarted", "payments-b restarted", "payments-c restarted");
    assertThat(old(report)).isEmpty();
    world.assertQuiet();
  }

  @Test
  void oneThatDoesNotComeBackStopsIt() {
    world.connect.givenAfterRestart("payments-b", FAILED);

    RestartReport report = roll();

    assertThat(world.watched.writes()).doesNotContain("restart payments-c");
    assertThat(results(report))
        .containsExactly("payments-a restarted", "payments-b not-back", "payments-c left");
    assertThat(old(report)).containsExactly("payments-c");
    assertThat(report.restarts().get(2).why()).contains("because of payments-b");
  }

  @Test
  void oneThatHadFailedBeforeStopsNobody() {
    world
        .connect
        .givenStatus("payments-b", RunState.FAILED)
        .givenAfterRestart("payments-b", FAILED);

    assertThat(results(roll()))
        .containsExactly("payments-a restarted", "payments-b not-back", "payments-c restarted");
  }

  @Test
  void aHoldThatComesMeanwhileCounts() {
    world.watched.after(
        "restart",
        () -> {
          world.branch.file(
              "teams/payments/holds/move.yaml",
              "apiVersion: riparian/v1",
              "kind: Hold",
              "metadata: {name: move}",
              "spec: {connectors: [payments-b], reason: it moves, until: '2026-11-23T12:00:00Z',"
                  + " stops: [restart]}");
          world.commit();
        });

    RestartReport report = roll();

    assertThat(results(report))
        .containsExactly("payments-a restarted", "payments-b held", "payments-c restarted");
    assertThat(old(report)).containsExactly("payments-b");
  }

  @Test
  void whatIsNotOursAnyMoreIsLeftAloneAndTheOthersAreNot() {
    world.watched.after(
        "restart", () -> world.foreign("payments-b", Map.of("connector.class", "theirs")));

    assertThat(results(roll()))
        .containsExactly("payments-a restarted", "payments-b not-ours", "payments-c restarted");
    world.assertForeignUntouched();
  }

  @Test
  void nothingIsBegunOnceItIsToStop() {
    stop = "the daemon is stopping";

    RestartReport report = roll();

    assertThat(world.watched.writes()).isEmpty();
    assertThat(old(report)).hasSize(3);
    assertThat(report.restarts()).extracting(Restart::why).containsOnly("the daemon is stopping");
  }

  @Test
  void aHistoryThatIsRewrittenMeanwhileStopsIt() {
    world.watched.after("restart", this::ledgerFreezes);

    assertThat(results(roll()))
        .containsExactly(
            "payments-a restarted", "payments-b cluster-held-back", "payments-c cluster-held-back");
  }

  private void ledgerFreezes() {
    world.ledger().freeze(new RewrittenHistory("c1", "c9", world.now()));
  }

  @Test
  void everyOneIsInTheTrailWithWhoAskedForItAndWhy() {
    world.connect.givenAfterRestart("payments-b", FAILED);

    roll();

    List<AuditEntry> trail =
        world.ledger().auditAfter(0, 1_000).stream()
            .filter(entry -> entry.action().equals("restart"))
            .toList();
    assertThat(trail)
        .extracting(AuditEntry::subject)
        .containsExactly("shared/payments-a", "shared/payments-b", "shared/payments-c");
    assertThat(trail)
        .allSatisfy(
            entry -> {
              assertThat(entry.actor()).isEqualTo("anna");
              assertThat(entry.detailJson()).contains("\"reason\":\"rotation\"", "file:a");
            });
    assertThat(trail.get(1).detailJson()).contains("\"result\":\"not-back\"");
  }

  @Test
  void whatCannotBeNotedIsNotGoneOnWith() {
    ledger =
        (Ledger)
            Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("the disk is full");
                });

    RestartReport report = roll();

    assertThat(world.watched.writes()).containsExactly("restart payments-a");
    assertThat(report.finished()).isTrue();
    assertThat(results(report))
        .containsExactly("payments-a restarted", "payments-b left", "payments-c left");
    assertThat(report.unasked())
        .extracting(RestartReport.UnaskedCluster::cluster)
        .containsExactly("shared");
  }
}
