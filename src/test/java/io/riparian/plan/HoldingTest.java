package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.ConnectorSample.connectors;
import static io.riparian.plan.DeferralReason.HELD;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.DeclaredState;
import io.riparian.model.Glob;
import io.riparian.model.Hold;
import io.riparian.model.Location;
import io.riparian.model.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldingTest {
  private static final Instant LATER = World.NOW.plus(Duration.ofHours(3));

  static Hold hold(String team, String glob, Instant until) {
    return hold(team, glob, until, Set.of(Hold.Stop.APPLY));
  }

  static Hold hold(String team, String glob, Instant until, Set<Hold.Stop> stops) {
    String path = team.isEmpty() ? "platform/holds/brake.yaml" : "teams/" + team + "/holds/b.yaml";
    return new Hold(
        team,
        "brake",
        new Location(path, 5, 3),
        List.of(new Glob(glob)),
        Set.of(),
        "the database moves",
        until,
        stops);
  }

  private static World everyKindOfChange() {
    return new World()
        .runs(connector("edited"), connector("halted"), connector("gone"))
        .edits("edited", "topic", "other")
        .has("halted", RunState.PAUSED)
        .removes("gone")
        .declares(connector("new"));
  }

  @Test
  void everyKindOfWriteWaitsForAHold() {
    assertThat(everyKindOfChange().plan())
        .creates("new")
        .updates("edited", Cause.DRIFT, "topic")
        .deletes("gone");

    assertThat(everyKindOfChange().holds(hold("payments", "*", LATER)).plan())
        .defers("new", HELD)
        .defers("edited", HELD)
        .defers("halted", HELD)
        .defers("gone", HELD)
        .andNothingElse();
  }

  @Test
  void itSaysByWhomAndWhyAndUntilWhenAndWhatWaits() {
    ClusterPlan plan = everyKindOfChange().holds(hold("payments", "edited", LATER)).plan();

    assertThat(plan.deferrals())
        .containsExactly(
            new Deferral(
                World.SHARED,
                "edited",
                HELD,
                "held by teams/payments/holds/b.yaml until 2026-11-22T13:00:00Z: the database moves; what waits: update",
                "",
                LATER));
  }

  @Test
  void whatIsHeldIsSaidAlsoWhenNothingWaits() {
    assertThat(new World().runs(connector("orders")).holds(hold("payments", "ord*", LATER)).plan())
        .defers("orders", HELD)
        .andNothingElse();
  }

  @Test
  void aTeamHoldsNobodyElsesConnectors() {
    assertThat(everyKindOfChange().holds(hold("logistics", "*", LATER)).plan())
        .creates("new")
        .updates("edited", Cause.DRIFT, "topic")
        .deletes("gone");
  }

  @Test
  void thePlatformHoldsAnybodysConnectors() {
    assertThat(
            new World()
                .declares(connector("a"), connector("b").inTeam("logistics"))
                .holds(hold("", "*", LATER))
                .plan())
        .defers("a", HELD)
        .defers("b", HELD)
        .andNothingElse();
  }

  @Test
  void aHoldIsForTheClustersThatItNames() {
    Hold elsewhere =
        new Hold(
            "payments",
            "brake",
            Location.ofFile("teams/payments/holds/b.yaml"),
            List.of(Glob.ALL),
            Set.of(World.OTHER),
            "elsewhere",
            LATER,
            Set.of(Hold.Stop.APPLY));

    assertThat(new World().declares(connector("a")).holds(elsewhere).plan()).creates("a");
    assertThat(
            new World().declares(connector("a").on(World.OTHER)).holds(elsewhere).planOn("other"))
        .defers("a", HELD);
  }

  @Test
  void aHoldEndsByItselfToTheSecond() {
    assertThat(new World().declares(connector("a")).holds(hold("payments", "*", World.NOW)).plan())
        .creates("a")
        .andNothingElse();
    assertThat(
            new World()
                .declares(connector("a"))
                .holds(hold("payments", "*", World.NOW.plusNanos(1)))
                .plan())
        .defers("a", HELD);
  }

  @Test
  void aHoldLastsNoLongerThanThirtyDaysFromWhenItCameIntoForce() {
    Instant faraway = World.NOW.plus(Duration.ofDays(400));
    Instant longAgo = World.NOW.minus(Duration.ofDays(30));
    Hold hold = hold("payments", "*", faraway);
    World world = new World().declares(connector("a")).holds(hold);

    assertThat(world.plan().deferrals())
        .extracting(Deferral::until)
        .containsExactly(World.NOW.plus(Duration.ofDays(30)));
    assertThat(world.hasHeldSince(hold, longAgo).plan()).creates("a");
  }

  @Test
  void aHoldThatWasOverWhenItsFileWasChangedHoldsAnew() {
    Instant longAgo = World.NOW.minus(Duration.ofDays(40));
    Hold over = hold("payments", "*", longAgo.plus(Duration.ofDays(9)));
    Hold renewed = hold("payments", "*", World.NOW.plus(Duration.ofDays(10)));

    assertThat(
            new World()
                .declares(connector("a"))
                .hasHeldSince(over, longAgo)
                .holds(renewed)
                .plan()
                .deferrals())
        .extracting(Deferral::until)
        .containsExactly(renewed.until());
  }

  @Test
  void aHoldThatIsPutOffWhileItHoldsKeepsItsThirtyDays() {
    Instant since = World.NOW.minus(Duration.ofDays(29));
    Hold before = hold("payments", "*", LATER);
    Hold putOff = hold("payments", "*", World.NOW.plus(Duration.ofDays(10)));

    assertThat(
            new World()
                .declares(connector("a"))
                .hasHeldSince(before, since)
                .holds(putOff)
                .plan()
                .deferrals())
        .extracting(Deferral::until)
        .containsExactly(World.NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void ofTwoHoldsTheLongerOneCounts() {
    assertThat(
            new World()
                .declares(connector("a"))
                .holds(hold("payments", "a", LATER), hold("", "a", LATER.plusSeconds(1)))
                .plan()
                .deferrals())
        .extracting(Deferral::why)
        .singleElement()
        .asString()
        .startsWith("held by platform/holds/brake.yaml");
  }

  @Test
  void aHoldThatNobodyCanReadHoldsTheWholeTeamUntilItIsMended() {
    ClusterPlan plan =
        everyKindOfChange()
            .holds(Hold.unreadable("payments", "teams/payments/holds/b.yaml"))
            .plan();

    assertThat(plan)
        .defers("new", HELD)
        .defers("edited", HELD)
        .defers("halted", HELD)
        .defers("gone", HELD)
        .andNothingElse();
    assertThat(plan.deferrals()).extracting(Deferral::until).containsOnly(Deferral.NOT_BY_ITSELF);
  }

  @Test
  void aHoldOfRestartsLetsChangesThrough() {
    assertThat(
            new World()
                .declares(connector("a"))
                .holds(hold("payments", "*", LATER, Set.of(Hold.Stop.RESTART)))
                .plan())
        .creates("a")
        .andNothingElse();
  }

  @Test
  void anAgreementToDeleteIsNotUsedUpWhileTheDeletionsAreHeld() {
    World world = new World().runs(connectors("c", 10)).removes("c-1", "c-2", "c-3", "c-4");
    world.acknowledges(world.plan()).holds(hold("payments", "*", LATER));

    ClusterPlan plan = world.plan();

    assertThat(plan).writesNothing();
    assertThat(plan.agreed()).noneMatch(reliance -> reliance.isUsedUp(List.of()));
  }

  @Test
  void deletionsThatAreHeldCountForNoBudget() {
    World world =
        new World()
            .runs(connectors("c", 10))
            .runs(connector("theirs").inTeam("logistics"))
            .removes("c-1", "c-2", "c-3", "c-4", "theirs")
            .holds(hold("payments", "*", LATER));

    assertThat(world.plan())
        .deletes("theirs")
        .defers("c-1", HELD)
        .defers("c-2", HELD)
        .defers("c-3", HELD)
        .defers("c-4", HELD);
  }

  @Test
  void whatOnlyTheLedgerNotesIsNotHeld() {
    assertThat(
            new World()
                .runs(connector("a"))
                .recalls("a", last -> last.withState(DeclaredState.PAUSED))
                .holds(hold("payments", "*", LATER))
                .plan())
        .remembers("a");
  }
}
