package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.DeferralReason.HELD;
import static io.riparian.plan.DeferralReason.WINDOW_CLOSED;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ChangeWindow;
import io.riparian.model.Cron;
import io.riparian.model.Intervention;
import io.riparian.model.RunState;
import io.riparian.model.Warrant;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** It is ten in the morning, UTC, in each of these worlds. */
class WindowsTest {
  private static final String CLOSED = "allow 0 11 * * *";
  private static final Instant OPENS = World.NOW.plusSeconds(3600);

  /** Of one hour. */
  static ChangeWindow window(String text, ChangeWindow.Change... changes) {
    String[] parts = text.split(" ", 2);
    return new ChangeWindow(
        ChangeWindow.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        Cron.parse(parts[1]),
        Duration.ofHours(1),
        ZoneOffset.UTC,
        Set.of(changes),
        false,
        "");
  }

  private static World everyKindOfChange() {
    return new World()
        .runs(connector("edited"), connector("halted"), connector("gone"))
        .edits("edited", "topic", "other")
        .has("halted", RunState.PAUSED)
        .removes("gone")
        .declares(connector("new"));
  }

  private static Intervention.BreakGlass brokenGlass(String cluster, Instant until) {
    return new Intervention.BreakGlass(
        cluster, new Warrant("anna", "outage", World.NOW.minusSeconds(9), until));
  }

  @Test
  void everyWriteWaitsForAWindowDriftIncluded() {
    assertThat(everyKindOfChange().changesOnlyIn(window(CLOSED)).plan())
        .defers("new", WINDOW_CLOSED)
        .defers("edited", WINDOW_CLOSED)
        .defers("halted", WINDOW_CLOSED)
        .defers("gone", WINDOW_CLOSED)
        .andNothingElse();
  }

  @Test
  void whatWaitsSaysWhenItIsTried() {
    assertThat(
            new World().declares(connector("a")).changesOnlyIn(window(CLOSED)).plan().deferrals())
        .containsExactly(
            new Deferral(
                World.SHARED,
                "a",
                WINDOW_CLOSED,
                "changes of this cluster wait for a window, it opens at 2026-11-22T11:00:00Z"
                    + " (allow 0 11 * * * for 1h, Z); what waits: create",
                "",
                OPENS));
  }

  @Test
  void inAWindowEverythingIsDoneUntilItCloses() {
    ClusterPlan plan = everyKindOfChange().changesOnlyIn(window("allow 0 10 * * *")).plan();

    assertThat(plan).creates("new").updates("edited", Cause.DRIFT, "topic").deletes("gone");
    assertThat(plan.beginBy()).isEqualTo(World.NOW.plusSeconds(3600));
  }

  @Test
  void aWindowThatMayBeOverrunClosesOnNoPlan() {
    ChangeWindow strict = window("allow 0 10 * * *");
    ChangeWindow lenient =
        new ChangeWindow(
            strict.kind(),
            strict.schedule(),
            strict.duration(),
            strict.timeZone(),
            Set.of(),
            true,
            "");

    assertThat(everyKindOfChange().changesOnlyIn(lenient).plan().beginBy())
        .isEqualTo(ClusterPlan.AT_ANY_TIME);
  }

  @Test
  void whatIsAsDeclaredWaitsForNoWindow() {
    assertThat(new World().runs(connector("a")).changesOnlyIn(window(CLOSED)).plan()).isQuiet();
  }

  @Test
  void ofOneConnectorAllChangesWaitOrNone() {
    World world =
        new World()
            .runs(connector("a"))
            .declares(connector("a").stopped().with("topic", "other"))
            .changesOnlyIn(window(CLOSED, ChangeWindow.Change.STATE));

    assertThat(world.plan()).defers("a", WINDOW_CLOSED).andNothingElse();
  }

  @Test
  void aWindowForDeletionsLetsTheRestThrough() {
    assertThat(everyKindOfChange().changesOnlyIn(window(CLOSED, ChangeWindow.Change.DELETE)).plan())
        .creates("new")
        .updates("edited", Cause.DRIFT, "topic")
        .defers("gone", WINDOW_CLOSED);
  }

  @Test
  void brokenGlassOpensWindowsForAsLongAsItLasts() {
    World world = everyKindOfChange().changesOnlyIn(window(CLOSED));

    ClusterPlan plan = world.isSubjectTo(brokenGlass("", World.NOW.plusSeconds(60))).plan();

    assertThat(plan).creates("new").updates("edited", Cause.DRIFT, "topic").deletes("gone");
    assertThat(plan.beginBy()).isEqualTo(World.NOW.plusSeconds(60));
  }

  @Test
  void glassThatWasBrokenElsewhereOrBeforeOpensNothing() {
    assertThat(
            new World()
                .declares(connector("a"))
                .changesOnlyIn(window(CLOSED))
                .isSubjectTo(brokenGlass("", World.NOW), brokenGlass(World.OTHER, OPENS))
                .plan())
        .defers("a", WINDOW_CLOSED);
  }

  @Test
  void brokenGlassReleasesNoHold() {
    assertThat(
            new World()
                .declares(connector("a"))
                .changesOnlyIn(window(CLOSED))
                .holds(HoldingTest.hold("payments", "*", OPENS))
                .isSubjectTo(brokenGlass("", OPENS))
                .plan())
        .defers("a", HELD)
        .andNothingElse();
  }
}
