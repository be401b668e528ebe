package io.riparian.plan;

import static io.riparian.model.AppliedConnector.Origin.ADOPTED;
import static io.riparian.model.AppliedConnector.Origin.APPLIED;
import static io.riparian.model.AppliedConnector.Origin.BASELINE;
import static io.riparian.model.AppliedConnector.Origin.FORGOTTEN;
import static io.riparian.model.AppliedConnector.Origin.INTENDED;
import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.DeferralReason.FOREIGN_MARK;
import static io.riparian.plan.DeferralReason.MARK_MISSING;
import static io.riparian.plan.DeferralReason.NOT_ADOPTED;
import static io.riparian.plan.DeferralReason.ORPHANED;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredState;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.model.RunState;
import io.riparian.plan.UnmanagedConnector.Why;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Only what is ours is ever written to, and only a mark that verifies or the ledger makes it so.
 */
class WhoseItIsTest {
  private static final ConnectorConfig CONFIG = connector("orders").declared().config();

  private final World world = new World();

  @Test
  void whatNobodyDeclaredIsListedAndNeverTouched() {
    world.finds(connector("stray"));

    assertThat(world.plan()).lists("stray", Why.UNDECLARED).isQuiet();
  }

  @Test
  void whatNobodyDeclaredIsNotEvenListedWhereThePlatformDoesNotAsk() {
    world.finds(connector("stray")).ignoresUnmanaged();

    assertThat(world.plan()).listsNothing().isQuiet();
  }

  @Test
  void aDeclaredConnectorThatRunsAlreadyWaitsToBeAdopted() {
    world.finds(connector("orders")).declares(connector("orders").with("topic", "new"));

    assertThat(world.plan()).defers("orders", NOT_ADOPTED).listsNothing().andNothingElse();
  }

  @Test
  void adoptingWritesNothingAndThenIsQuiet() {
    world.finds(connector("orders")).declares(connector("orders").adopted());

    ClusterPlan plan = world.plan();

    assertThat(plan).adopts("orders").listsNothing().writesNothing().andNothingElse();
    assertThat(world.planAfter(plan)).writesNothing();
    assertThat(world.planAfter(world.plan())).isQuiet();
  }

  @Test
  void adoptingShowsWhatWillChangeAndTheNextCycleChangesIt() {
    world.finds(connector("orders")).declares(connector("orders").adopted().with("topic", "new"));

    ClusterPlan plan = world.plan();

    assertThat(plan)
        .adopts("orders")
        .shows("orders", new KeyChange("topic", KeyChange.Kind.CHANGED, "t", "new"))
        .andNothingElse();
    assertThat(world.planAfter(plan)).updates("orders", Cause.COMMIT, "topic").andNothingElse();
  }

  @Test
  void adoptingAFailedConnectorThatIsDeclaredPausedPausesItOnce() {
    world
        .finds(connector("orders"))
        .has("orders", RunState.FAILED)
        .declares(connector("orders").adopted().paused());

    ClusterPlan second = world.planAfter(world.plan());

    assertThat(second).setsState("orders", DeclaredState.PAUSED, Cause.COMMIT);
    assertThat(world.planAfter(second)).isQuiet();
  }

  @Test
  void anAdoptedConnectorIsMarkedByItsFirstRealChangeAndMayThenBeDeleted() {
    world.finds(connector("orders")).declares(connector("orders").adopted(), connector("other"));
    world.planAfter(world.plan());

    world.removes("orders");
    assertThat(world.plan()).defers("orders", MARK_MISSING);

    world.declares(connector("orders").adopted().with("topic", "new"));
    world.planAfter(world.plan());
    world.removes("orders");
    assertThat(world.plan()).deletes("orders").andNothingElse();
  }

  @Test
  void anAdoptedConnectorThatBearsOurMarkWasWrittenToAndIsRememberedAsApplied() {
    world.runs(connector("orders").adopted()).recalls("orders", WhoseItIsTest::adoptedOnly);

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
    assertThat(world.edits("orders", "topic", "else").plan())
        .updates("orders", Cause.DRIFT, "topic");
    assertThat(world.unmarks("orders").declares(connector("orders")).plan())
        .defers("orders", MARK_MISSING)
        .andNothingElse();
  }

  @Test
  void whatIsAsDeclaredIsRememberedAsGitSaidItWhenItWasAdopted() {
    world
        .finds(connector("orders"))
        .declares(connector("orders").adopted())
        .remembers(adoptedOnly(connector("orders").remembered(ADOPTED)));

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void whatWasAdoptedGetsItsMarkWhenAnOperatorAsksForExactlyThat() {
    world
        .finds(connector("orders"))
        .declares(connector("orders").adopted())
        .remembers(connector("orders").remembered(ADOPTED))
        .agreesTo(unmarked("another one"));
    assertThat(world.plan()).isQuiet();

    ClusterPlan plan = world.agreesTo(unmarked("orders")).plan();

    assertThat(plan).updates("orders", Cause.COMMIT, MarkKeys.MARK).andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  private static String unmarked(String name) {
    return new Unmarked(new ConnectorId(World.SHARED, name)).digest();
  }

  private static AppliedConnector adoptedOnly(AppliedConnector last) {
    return World.originally(World.withoutDigests(last), ADOPTED);
  }

  @Test
  void anAdoptedConnectorIsNeverPrunedWhereMarksAreInTheLedgerEither() {
    world.keepsMarksInTheLedger().runs(connector("other")).finds(connector("orders"));
    world.remembers(connector("orders").remembered(ADOPTED));

    assertThat(world.plan()).defers("orders", MARK_MISSING).andNothingElse();
  }

  /** A mark that somebody copied, or made with another key. */
  static Stream<String> foreignMarks() {
    ConnectorId orders = connector("orders").id();
    String ours = World.KEYS.mark(orders, CONFIG);
    return Stream.of(
        World.KEYS.mark(new ConnectorId(World.SHARED, "invoices"), CONFIG),
        World.KEYS.mark(new ConnectorId(World.OTHER, "orders"), CONFIG),
        World.KEYS
            .mark(new ConnectorId(World.OTHER, "orders"), CONFIG)
            .replace(":" + World.OTHER + ":", ":" + World.SHARED + ":"),
        new MarkKeys("test", List.of("the-key-of-this-test-world")).mark(orders, CONFIG),
        new MarkKeys("test", List.of("the-key-of-this-test-world"))
            .mark(orders, CONFIG)
            .replace(":test:", ":prod:"),
        new MarkKeys("prod", List.of("another-key-altogether")).mark(orders, CONFIG),
        ours.replaceFirst("^v1:", "v2:"),
        ours.substring(0, ours.length() - 1),
        ours + "x",
        ours + ":",
        "v1:prod:shared::",
        "v1",
        "");
  }

  @ParameterizedTest
  @MethodSource("foreignMarks")
  void aMarkThatDoesNotVerifyIsForeignHoweverTheConnectorIsDeclared(String mark) {
    world.finds(connector("orders")).marks("orders", mark);

    assertThat(world.plan()).lists("orders", Why.FOREIGN_MARK).isQuiet();
    assertThat(world.declares(connector("orders").with("topic", "new")).plan())
        .defers("orders", FOREIGN_MARK)
        .andNothingElse();
    assertThat(world.declares(connector("orders").adopted().stopped()).plan())
        .defers("orders", FOREIGN_MARK)
        .andNothingElse();
  }

  @ParameterizedTest
  @MethodSource("foreignMarks")
  void aForeignMarkOnWhatWasOursIsNeverTouchedAgain(String mark) {
    world.runs(connector("orders"), connector("other")).marks("orders", mark);

    assertThat(world.plan()).defers("orders", FOREIGN_MARK).andNothingElse();
    assertThat(world.removes("orders").plan()).lists("orders", Why.FOREIGN_MARK).changesNothing();
  }

  @ParameterizedTest
  @MethodSource("foreignMarks")
  void aForeignMarkWinsOverTheLedgerWhereMarksAreInTheLedger(String mark) {
    world.keepsMarksInTheLedger().runs(connector("orders"), connector("other"));

    assertThat(world.marks("orders", mark).removes("orders").plan()).changesNothing();
  }

  @Test
  void aMarkOfAnOlderKeyStillVerifies() {
    world.runs(connector("orders"), connector("other"));
    world.uses(
        new MarkKeys("prod", List.of("a-newer-key-of-this-world", "the-key-of-this-test-world")));

    assertThat(world.plan()).isQuiet();
    assertThat(world.removes("orders").plan()).deletes("orders").andNothingElse();
  }

  @Test
  void aMarkOfAKeyThatWasTakenOutIsForeign() {
    world.runs(connector("orders"));
    world.uses(new MarkKeys("prod", List.of("a-newer-key-of-this-world")));

    assertThat(world.plan()).defers("orders", FOREIGN_MARK).andNothingElse();
  }

  @Test
  void aLostMarkKeepsUsOffUntilItIsAdoptedAgain() {
    world.runs(connector("orders").with("topic", "x")).unmarks("orders");

    assertThat(world.plan()).defers("orders", MARK_MISSING).andNothingElse();
    assertThat(world.declares(connector("orders").adopted()).plan())
        .adopts("orders")
        .andNothingElse();
  }

  @Test
  void aLostMarkKeepsItFromBeingDeleted() {
    world.runs(connector("orders"), connector("other")).unmarks("orders").removes("orders");

    assertThat(world.plan()).defers("orders", MARK_MISSING).andNothingElse();
  }

  @Test
  void aMarkThatNobodyRemembersMakesADeclaredConnectorOurs() {
    world.runs(connector("orders")).losesMemoryOf("orders");

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").writesNothing().andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void aMarkThatNobodyRemembersNorDeclaresIsKeptAsAnOrphan() {
    world.runs(connector("orders"), connector("other"));
    world.losesMemoryOf("orders").removes("orders");

    assertThat(world.plan()).defers("orders", ORPHANED).andNothingElse();
  }

  @Test
  void whereMarksAreInTheLedgerTheLedgerIsEnough() {
    world.keepsMarksInTheLedger().runs(connector("orders"), connector("other"));

    assertThat(world.plan()).isQuiet();
    assertThat(world.edits("orders", "topic", "else").plan())
        .updates("orders", Cause.DRIFT, "topic");
    assertThat(world.removes("orders").plan()).deletes("orders").andNothingElse();
  }

  @Test
  void whereMarksAreInTheLedgerALostLedgerLeavesThemUnmanaged() {
    world.keepsMarksInTheLedger().runs(connector("orders"), connector("other"));
    world.losesMemoryOf("orders");

    assertThat(world.plan()).defers("orders", NOT_ADOPTED).andNothingElse();
    assertThat(world.removes("orders").plan()).lists("orders", Why.UNDECLARED).changesNothing();
  }

  @Test
  void aKillAfterTheCreateIsMendedByTheMark() {
    world.runs(connector("orders"));
    world.remembers(connector("orders").remembered(INTENDED));

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void aKillAfterTheCreateIsMendedByTheIntentionWhereMarksAreInTheLedger() {
    world.keepsMarksInTheLedger().runs(connector("orders"));
    world.remembers(connector("orders").remembered(INTENDED));

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void anIntentionAloneMakesNothingOurs() {
    world.finds(connector("orders").with("topic", "theirs"));
    world.remembers(connector("orders").remembered(INTENDED)).declares(connector("orders"));

    assertThat(world.plan()).defers("orders", NOT_ADOPTED).andNothingElse();
    assertThat(world.keepsMarksInTheLedger().plan()).defers("orders", NOT_ADOPTED).andNothingElse();
    assertThat(world.removes("orders").plan()).lists("orders", Why.UNDECLARED).changesNothing();
  }

  @Test
  void anIntentionIsNoClaimOnATwinThatBearsNoMark() {
    world.finds(connector("orders")).declares(connector("orders"));
    world.remembers(connector("orders").remembered(INTENDED));

    assertThat(world.plan()).defers("orders", NOT_ADOPTED).andNothingElse();
  }

  @Test
  void aForgottenConnectorIsUnmanagedAlthoughItBearsOurMark() {
    world.runs(connector("orders"), connector("other"));
    world.recalls("orders", last -> World.originally(last, FORGOTTEN));

    assertThat(world.plan()).defers("orders", NOT_ADOPTED).andNothingElse();
    assertThat(world.removes("orders").plan()).lists("orders", Why.FORGOTTEN).isQuiet();
  }

  @Test
  void aForgottenConnectorComesBackByAdoption() {
    world.runs(connector("orders"));
    world.recalls("orders", last -> World.originally(last, FORGOTTEN));
    world.declares(connector("orders").adopted());

    ClusterPlan plan = world.plan();

    assertThat(plan).adopts("orders").andNothingElse();
    ClusterPlan second = world.planAfter(plan);
    assertThat(second).remembers("orders").andNothingElse();
    assertThat(world.planAfter(second)).isQuiet();
  }

  @Test
  void theBaselineOfALostLedgerIsConfirmedByTheMark() {
    world.runs(connector("orders"), connector("unmarked")).unmarks("unmarked");
    world.recalls("orders", last -> World.originally(last, BASELINE));
    world.recalls("unmarked", last -> World.originally(last, BASELINE));

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").defers("unmarked", MARK_MISSING).andNothingElse();
    assertThat(world.planAfter(plan)).defers("unmarked", MARK_MISSING).andNothingElse();
  }

  @Test
  void aHandOverToAnotherTeamWritesNothing() {
    world.runs(connector("orders").inTeam("payments"));
    world.declares(connector("orders").inTeam("billing"));

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").writesNothing().andNothingElse();
    assertThat(plan.changes().get(0).team()).isEqualTo("billing");
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void aHandOverWithinOneFileIsRememberedToo() {
    world.runs(connector("orders").in("orders.yaml"));
    world.declares(connector("orders").in("orders.yaml").inTeam("billing"));

    assertThat(world.plan()).remembers("orders").writesNothing().andNothingElse();
  }

  @Test
  void whatIsToBecomeOfItOnRemovalIsRememberedBeforeItIsRemoved() {
    world.runs(connector("orders"), connector("other"));
    world.declares(connector("orders").forgottenOnRemoval());

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").writesNothing().andNothingElse();
    assertThat(world.removes("orders").planAfter(plan)).forgets("orders").andNothingElse();
  }

  @Test
  void aRenamedFileWritesNothing() {
    world.runs(connector("orders"));
    world.declares(connector("orders").in("teams/payments/connectors/renamed.yaml"));

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").writesNothing().andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a;b", "a b", "..", ".", "ünïcode", "%2e", ""})
  void namesThatRestCannotAddressAreListedAndNothingElse(String name) {
    world.runs(connector(name)).removesEverything().declares(connector("other"));
    world.runs(connector("other"));

    assertThat(world.plan()).lists(name, Why.UNADDRESSABLE).changesNothing().isQuiet();
  }

  @Test
  void ourMarkIsSeenBeforeAnythingIsRemembered() {
    Planner planner = new Planner(World.KEYS);
    Observation.Answered ours = new World().runs(connector("orders")).answered(World.SHARED);
    Observation.Answered theirs =
        new World()
            .runs(connector("orders"))
            .finds(connector("stray"))
            .marks("orders", "v1:prod:shared:x:y")
            .answered(World.SHARED);

    assertThat(planner.bearsOurMark(world.cluster(World.SHARED), ours)).isTrue();
    assertThat(planner.bearsOurMark(world.cluster(World.SHARED), theirs)).isFalse();
  }

  @Test
  void whatAnAppliedRecordNeedsToCountAsManaged() {
    assertThat(
            Map.of(
                APPLIED, connector("a").remembered(APPLIED).isManaged(),
                ADOPTED, connector("a").remembered(ADOPTED).isManaged(),
                BASELINE, connector("a").remembered(BASELINE).isManaged(),
                INTENDED, connector("a").remembered(INTENDED).isManaged(),
                FORGOTTEN, connector("a").remembered(FORGOTTEN).isManaged()))
        .containsEntry(FORGOTTEN, false)
        .containsValues(true)
        .hasSize(5);
  }
}
