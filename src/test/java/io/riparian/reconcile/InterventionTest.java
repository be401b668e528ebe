package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.riparian.ledger.AuditEntry;
import io.riparian.ledger.Ledger;
import io.riparian.model.DeclaredState;
import io.riparian.model.Intervention;
import io.riparian.model.RunState;
import io.riparian.model.Warrant;
import io.riparian.plan.Cause;
import io.riparian.plan.Change;
import io.riparian.plan.DeferralReason;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class InterventionTest {
  private static final String ORDERS = "payments-orders";
  private static final Duration FOUR_HOURS = Duration.ofHours(4);

  private final World world = new World();
  private final List<String> looks = new ArrayList<>();
  private Instant now = World.START;

  private InterventionDesk desk() {
    return new InterventionDesk(
        world.ledger(),
        () -> now,
        () -> Optional.of(world.judged()),
        () -> List.of(view()),
        looks::add);
  }

  private ClusterView view() {
    ClusterWalk line = world.line();
    return ClusterView.notAsked(world.cluster())
        .walked(
            new ClusterWalk.Result(line.observe(world.judged()), world.plan(), List.of()),
            new TreeMap<>());
  }

  private void pass(Duration time) {
    now = now.plus(time);
    world.pass(time);
  }

  private void running(String... spec) {
    world.branch.connector(ORDERS, spec);
    world.commit().settle();
  }

  private void pause(Duration length) {
    desk().override(World.id(ORDERS), DeclaredState.PAUSED, length, "anna", "full disk");
  }

  private static void refuses(String why, ThrowingCallable call) {
    assertThatExceptionOfType(InterventionDesk.Refused.class)
        .isThrownBy(call)
        .withMessageContaining(why);
  }

  private List<String> audited() {
    return world.ledger().auditAfter(0, 100).stream()
        .filter(entry -> entry.action().contains("override"))
        .map(AuditEntry::action)
        .toList();
  }

  @Test
  void aPauseLastsAsLongAsItWasAskedForAndIsThenTakenBack() {
    running("state: running");

    pause(FOUR_HOURS);
    assertThat(looks).containsExactly("asked for by anna");
    assertThat(world.walk().plan().changes()).extracting(Change::cause).contains(Cause.OVERRIDE);
    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.PAUSED);
    world.assertQuiet();

    pass(FOUR_HOURS);
    world.walk();

    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.RUNNING);
    assertThat(world.ledger().interventions()).isEmpty();
    world.assertQuiet();
    assertThat(audited()).containsExactly("begin-override", "end-override");
  }

  @Test
  void itsEndIsAnnouncedOnceHalfAnHourBefore() {
    running("state: running");
    pause(FOUR_HOURS);
    InterventionWatch watch = new InterventionWatch(world.ledger(), "shared");

    watch.look(world.judged(), now.plus(FOUR_HOURS).minusSeconds(1801));
    assertThat(audited()).containsExactly("begin-override");

    watch.look(world.judged(), now.plus(FOUR_HOURS).minusSeconds(1800));
    watch.look(world.judged(), now.plus(FOUR_HOURS).minusSeconds(900));

    assertThat(audited()).containsExactly("begin-override", "near-end-override");
  }

  @Test
  void nothingIsInForceThatTheTrailDoesNotTell() {
    running("state: running");
    List<String> order = new ArrayList<>();
    Ledger listening =
        (Ledger)
            Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, method, arguments) -> {
                  if (List.of("audit", "intervene").contains(method.getName())) {
                    order.add(method.getName());
                  }
                  if (method.getName().equals("audit")) {
                    throw new IllegalStateException("the disk is full");
                  }
                  return method.invoke(world.ledger(), arguments);
                });
    InterventionDesk desk =
        new InterventionDesk(
            listening,
            () -> now,
            () -> Optional.of(world.judged()),
            () -> List.of(view()),
            looks::add);

    assertThatIllegalStateException()
        .isThrownBy(() -> desk.suspend("shared", "", FOUR_HOURS, "anna", "on the phone"))
        .withMessage("the disk is full");

    assertThat(order).containsExactly("audit");
    assertThat(world.ledger().interventions()).isEmpty();
    assertThat(looks).isEmpty();
  }

  @Test
  void aCommitThatChangesTheStateEndsItForGood() {
    running("state: running");
    pause(FOUR_HOURS);
    world.walk();

    running("state: stopped");
    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.STOPPED);

    running("state: running");
    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.RUNNING);
    assertThat(world.ledger().interventions()).isEmpty();
  }

  @Test
  void aConnectorThatIsRemovedTakesItsOverrideWithIt() {
    running("state: running");
    pause(FOUR_HOURS);
    world.branch.withoutConnector(ORDERS).connector("payments-other");
    world.commit().settle();

    assertThat(world.connect.has(ORDERS)).isFalse();
    assertThat(world.ledger().interventions()).isEmpty();
  }

  private String sync() {
    return new ClusterSurvey(view(), Optional.of(world.judged()), world.ledger().applied())
        .connectors().stream()
            .filter(one -> one.name().equals(ORDERS))
            .map(one -> one.sync() + " " + one.reason())
            .collect(Collectors.joining());
  }

  @Test
  void overriddenIsSaidOfWhatIsAsTheOperatorWantsItAndNothingElseIsToBeSaidOf() {
    running("config: {topic: orders}", "state: running");
    pause(FOUR_HOURS);
    assertThat(sync()).isEqualTo("pending SET_STATE");

    world.walk();
    assertThat(sync()).isEqualTo("overridden OVERRIDDEN");

    Map<String, String> edited = new TreeMap<>(world.connect.stored(ORDERS).entries());
    edited.put("topic", "by.hand");
    world.connect.given(ORDERS, edited);
    world.connect.givenState(ORDERS, RunState.PAUSED);
    assertThat(sync()).isEqualTo("drifted UPDATE");

    world.branch.cluster("shared", "drift: report");
    world.commit();
    assertThat(sync()).isEqualTo("drifted DRIFT_REPORTED");
  }

  @Test
  void anOverrideEndsWithItsConnectorHoweverThatWent() {
    running("state: running");
    pause(FOUR_HOURS);
    world.branch.withoutConnector(ORDERS).connector("payments-other");
    world.commit();
    world.ledger().retire(World.id(ORDERS), now);
    new InterventionWatch(world.ledger(), "shared").look(world.judged(), now);

    assertThat(world.ledger().interventions()).isEmpty();
  }

  @Test
  void anOverrideStaysWhileItsConnectorIsOursAndItsFileIsBroken() {
    running("state: running");
    pause(FOUR_HOURS);
    world.branch.file(Branch.connectorFile(ORDERS), "spec: [");
    world.commit();
    new InterventionWatch(world.ledger(), "shared").look(world.judged(), now);

    assertThat(world.ledger().interventions()).hasSize(1);
  }

  @Test
  void whatWasBegunOnAClusterThatIsDeclaredNoMoreIsDroppedAtItsEnd() {
    running("state: running");
    Warrant warrant = new Warrant("anna", "why", now, now.plus(FOUR_HOURS));
    world.ledger().intervene(new Intervention.Suspension("gone", "", warrant));
    InterventionWatch watch = new InterventionWatch(world.ledger(), "shared");

    watch.look(world.judged(), now.plus(FOUR_HOURS).minusSeconds(1));
    assertThat(world.ledger().interventions()).hasSize(1);

    watch.look(world.judged(), now.plus(FOUR_HOURS));
    assertThat(world.ledger().interventions()).isEmpty();
  }

  @Test
  void aLookDoesNotConcernWhatBeganAfterIt() {
    running("state: running");
    pause(FOUR_HOURS);
    world.branch.connector(ORDERS, "state: stopped");
    world.commit();
    new InterventionWatch(world.ledger(), "shared").look(world.judged(), now.minusSeconds(1));

    assertThat(world.ledger().interventions()).hasSize(1);
  }

  @Test
  void whoeverBeganItMayEndItEarlier() {
    running("state: running");
    pause(FOUR_HOURS);
    world.walk();
    Intervention.Key key = new Intervention.Key(Intervention.Kind.OVERRIDE, "shared", ORDERS);

    desk().end(key, "ben");
    world.walk();

    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.RUNNING);
    refuses("nothing of the kind", () -> desk().end(key, "ben"));
  }

  @Test
  void anotherDaemonOnTheSameLedgerKnowsIt() {
    running("state: running");
    pause(FOUR_HOURS);
    world.walk();

    world.restart().assertQuiet();

    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.PAUSED);
  }

  @Test
  void whatIsNotOursIsNotOverridden() {
    world.foreign("payments-theirs", Map.of("connector.class", "A"));
    running("state: running");
    world.branch.connector("payments-theirs");
    world.commit();

    refuses(
        "is not managed",
        () ->
            desk()
                .override(
                    World.id("payments-theirs"), DeclaredState.STOPPED, FOUR_HOURS, "anna", "w"));
    refuses(
        "no accepted file declares",
        () ->
            desk()
                .override(World.id("payments-x"), DeclaredState.STOPPED, FOUR_HOURS, "anna", "w"));
    assertThat(world.ledger().interventions()).isEmpty();
  }

  @Test
  void whatIsHeldIsNotOverridden() {
    running("state: running");
    world.branch.file(
        "teams/payments/holds/move.yaml",
        "apiVersion: riparian/v1",
        "kind: Hold",
        "metadata: {name: move}",
        "spec: {connectors: all, reason: it moves, until: '2026-11-23T12:00:00Z'}");
    world.commit();

    refuses("held by teams/payments/holds/move.yaml", () -> pause(FOUR_HOURS));
  }

  @Test
  void anOverridePassesTheGateThatACommitPasses() {
    world.branch.cluster(
        "shared", "windows: [{kind: deny, schedule: '0 12 * * *', duration: 2h, timeZone: UTC}]");
    world.branch.connector(ORDERS, "state: running");
    world.commit();
    desk().breakGlass("shared", Duration.ofMinutes(10), "anna", "first start");
    world.settle();
    desk().end(new Intervention.Key(Intervention.Kind.BREAK_GLASS, "shared", ""), "anna");

    refuses("no window of the cluster shared is open", () -> pause(FOUR_HOURS));

    desk().breakGlass("", Duration.ofMinutes(10), "anna", "outage");
    pause(FOUR_HOURS);
    world.settle();
    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.PAUSED);
  }

  @Test
  void whatWaitsForAWindowIsDoneWhenItOpens() {
    world.branch.cluster(
        "shared", "windows: [{kind: deny, schedule: '0 12 * * *', duration: 2h, timeZone: UTC}]");
    world.branch.connector(ORDERS);
    world.commit();
    assertThat(world.walk().plan().deferrals())
        .extracting(deferral -> deferral.reason() + " " + deferral.until())
        .containsExactly(DeferralReason.WINDOW_CLOSED + " 2026-11-22T14:00:00Z");

    pass(Duration.ofHours(2));
    world.walk();

    assertThat(world.connect.has(ORDERS)).isTrue();
  }

  @Test
  void aSuspensionHoldsAndEndsByItself() {
    running();
    desk().suspend("shared", "", FOUR_HOURS, "anna", "on the phone");
    running("config: {topic: other}", "state: running");
    assertThat(world.connect.stored(ORDERS).entries()).doesNotContainEntry("topic", "other");

    pass(FOUR_HOURS);
    world.walk();

    assertThat(world.connect.stored(ORDERS).entries()).containsEntry("topic", "other");
  }

  @Test
  void nothingLastsForEverAndNothingIsWithoutAReason() {
    running("state: running");

    refuses("at most 7d", () -> pause(Duration.ofDays(7).plusSeconds(1)));
    refuses("at most 7d", () -> pause(Duration.ZERO));
    refuses("at most 1d", () -> desk().breakGlass("", Duration.ofHours(25), "anna", "why"));
    refuses("give a reason", () -> desk().breakGlass("", FOUR_HOURS, "anna", "  "));
    refuses("there is no cluster", () -> desk().suspend("x", "", FOUR_HOURS, "anna", "why"));
    assertThatNoException().isThrownBy(() -> pause(Duration.ofDays(7)));
  }
}
