package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredState;
import io.riparian.model.Intervention;
import io.riparian.model.MarkKeys;
import io.riparian.model.Names;
import io.riparian.model.Observation;
import io.riparian.model.RunState;
import io.riparian.model.Warrant;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds in every world, however odd: random worlds, the same ones each time. */
class PlannerPropertyTest {
  private static final int WORLDS = 800;
  private static final String SECRET = "hunter2";
  private static final Instant SOON = World.NOW.plusSeconds(60);
  private static final Instant PAST = World.NOW.minusSeconds(60);

  /** What the ledger notes is no write, and does not wait. */
  private static final Set<DeferralReason> WAITS =
      Set.of(DeferralReason.HELD, DeferralReason.WINDOW_CLOSED);

  /** A world and what its maker knows of it, so that nobody has to believe the planner. */
  private static final class RandomWorld {
    private final int seed;
    private final Random random;
    private final World world = new World();

    /** Names that bear no mark of ours although they are here: strangers, forgeries, leftovers. */
    private final Set<String> untouchable = new HashSet<>();

    private final Set<String> brokenNames = new HashSet<>();
    private boolean isAcknowledged;

    RandomWorld(int seed) {
      this.seed = seed;
      random = new Random(seed);
      settings();
      int size = 1 + random.nextInt(18);
      for (int i = 0; i < size; i++) {
        add("c-" + i);
      }
      if (chance(10)) {
        String odd = pick("a/b", "a;b", "..");
        world.finds(connector(odd));
        if (chance(50)) {
          world.declares(connector(odd).adopted());
        }
      }
      troubles();
      hours();
      if (chance(15)) {
        world.acknowledges(world.plan());
        isAcknowledged = true;
      }
    }

    private void settings() {
      if (chance(20)) {
        world.masks("database.password");
      }
      if (chance(20)) {
        world.adds("errors.retry", "0");
      }
      if (chance(15)) {
        world.keepsMarksInTheLedger();
      }
      if (chance(15)) {
        world.onlyReportsDrift();
      }
      if (chance(20)) {
        world.forbidsDeletion();
      }
      if (chance(15)) {
        world.runsOn(pick("3.6.0", "4.0.0", "7.6.0-ccs"));
      }
    }

    private void troubles() {
      if (chance(5)) {
        world.losesTeam("audit");
      }
      if (chance(5)) {
        world.removesEverything();
      }
      if (chance(5)) {
        IntStream.range(0, 12).forEach(i -> world.loses("c-" + i));
      }
      if (chance(15)) {
        IntStream.range(0, random.nextInt(12)).forEach(i -> world.removes("c-" + i));
      }
      if (chance(8)) {
        world.doesNotProveAbsence();
      }
      if (chance(4)) {
        world.doesNotAnswer(pick(Observation.Problem.values()));
      }
      if (chance(6)) {
        world.stands(pick(Recalled.Standing.values()));
      }
      if (chance(4)) {
        world.lastSawKafka("kafka-0");
      }
      if (chance(4)) {
        world.isAt("http://shared-connect-api.kafka.svc:8083");
      }
    }

    private void hours() {
      if (chance(10)) {
        world.holds(
            HoldingTest.hold(pick("", "payments", "audit"), pick("*", "c-1*"), pick(SOON, PAST)));
      }
      if (chance(10)) {
        world.changesOnlyIn(WindowsTest.window(pick("allow 0 9 * * *", "deny 0 * * * *")));
      }
      if (chance(10)) {
        world.isSubjectTo(OverridingTest.override("c-" + random.nextInt(3), pick(SOON, PAST)));
      }
      if (chance(5)) {
        Warrant warrant = new Warrant("anna", "why", PAST, pick(SOON, PAST));
        world.isSubjectTo(
            pick(
                new Intervention.BreakGlass(pick("", World.SHARED), warrant),
                new Intervention.Suspension(World.SHARED, pick("", "c-1"), warrant)));
      }
    }

    private void add(String name) {
      int luck = random.nextInt(100);
      if (luck < 55) {
        addOurs(name);
      } else if (luck < 75) {
        world.declares(sample(name));
      } else {
        addStranger(name);
      }
    }

    private void addOurs(String name) {
      ConnectorSample ours = sample(name);
      world.runs(ours);
      for (int i = random.nextInt(3); i > 0; i--) {
        happens(name, ours);
      }
    }

    private void happens(String name, ConnectorSample ours) {
      switch (random.nextInt(15)) {
        case 0 -> world.edits(name, "topic", "edited");
        case 1 -> world.edits(name, "by.hand", "password=" + SECRET);
        case 2 -> world.has(name, pick(RunState.values()));
        case 3, 4 -> world.removes(name);
        case 5 -> world.declares(sample(name));
        case 6 -> world.loses(name);
        case 12 -> world.unmarks(name);
        case 7 -> world.losesMemoryOf(name);
        case 8 -> world.recalls(name, last -> World.originally(last, pick(Origin.values())));
        case 9 -> world.refuses(ours);
        case 14 -> world.refuses(ours, "P-11");
        case 10 -> {
          world.removes(name).breaks(ours.declared().at().file());
          brokenNames.add(name);
        }
        case 11 -> {
          world.removes(name);
          world.declares(sample(name).on(World.OTHER));
        }
        default -> {
          world.marks(name, pick(forgeries(name)));
          untouchable.add(name);
        }
      }
    }

    private void addStranger(String name) {
      world.finds(sample(name));
      untouchable.add(name);
      if (chance(40)) {
        world.marks(name, pick(forgeries(name)));
      }
      if (chance(50)) {
        ConnectorSample claim = sample(name);
        world.declares(chance(40) ? claim.adopted() : claim);
      }
    }

    private static String[] forgeries(String name) {
      ConnectorId id = connector(name).id();
      return new String[] {
        World.KEYS.mark(
            new ConnectorId(World.SHARED, "another"), connector(name).declared().config()),
        World.KEYS.mark(new ConnectorId(World.OTHER, name), connector(name).declared().config()),
        new MarkKeys("prod", List.of("not-the-key-of-this-world"))
            .mark(id, connector(name).declared().config()),
        "v1:prod:shared:x:y"
      };
    }

    private ConnectorSample sample(String name) {
      ConnectorSample sample =
          connector(name)
              .inTeam(pick("payments", "billing", "audit"))
              .in(pick(DeclaredState.values()))
              .with("topic", pick("t1", "t2"))
              .with("database.password", SECRET + random.nextInt(2));
      if (chance(10)) {
        sample.with("errors.retry", pick("0", "5"));
      }
      if (chance(5)) {
        sample.with("connector.plugin.version", "1.0.0");
      }
      if (chance(15)) {
        sample.forgottenOnRemoval();
      }
      return sample;
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    @SafeVarargs
    private <T> T pick(T... some) {
      return some[random.nextInt(some.length)];
    }
  }

  @Test
  void theWorldsAreOddEnough() {
    Map<ChangeKind, Integer> changes = new EnumMap<>(ChangeKind.class);
    Map<DeferralReason, Integer> deferrals = new EnumMap<>(DeferralReason.class);
    inEveryWorld(
        random -> {
          ClusterPlan plan = random.world.plan();
          plan.changes().forEach(change -> changes.merge(change.kind(), 1, Integer::sum));
          plan.deferrals().forEach(one -> deferrals.merge(one.reason(), 1, Integer::sum));
        });

    assertThat(changes.keySet()).contains(ChangeKind.values());
    // These come from what happened before, and from mistakes of ours: no world alone has them.
    assertThat(deferrals.keySet())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(
                EnumSet.of(
                    DeferralReason.SETTLING,
                    DeferralReason.CONTESTED,
                    DeferralReason.QUARANTINED)));
  }

  @Test
  void onlyWhatIsOursIsWrittenToAndOnlyWhatIsAbsentIsCreated() {
    inEveryWorld(
        random -> {
          for (Change change : writes(random.world.plan())) {
            if (change.kind() == ChangeKind.CREATE) {
              assertThat(random.world.isRunning(change.id())).as("%s", change).isFalse();
            } else {
              assertThat(random.world.possession(change.id()).isOurs()).as("%s", change).isTrue();
              assertThat(random.untouchable).doesNotContain(change.id().name());
            }
          }
        });
  }

  @Test
  void noChangeNamesWhatRestCannotAddress() {
    inEveryWorld(
        random ->
            assertThat(random.world.plan().changes())
                .extracting(change -> change.id().name())
                .allMatch(Names::isAddressable));
  }

  @Test
  void aBlockedPlanChangesNothing() {
    inEveryWorld(
        random -> {
          ClusterPlan plan = random.world.plan();
          assertThat(plan.isBlocked() && !plan.changes().isEmpty()).isFalse();
        });
  }

  @Test
  void nothingIsBothChangedAndDeferred() {
    inEveryWorld(
        random -> {
          ClusterPlan plan = random.world.plan();
          Set<String> deferred =
              plan.deferrals().stream()
                  .filter(one -> one.reason() != DeferralReason.OVERRIDDEN)
                  .filter(one -> !WAITS.contains(one.reason()))
                  .map(Deferral::connector)
                  .collect(Collectors.toSet());
          assertThat(plan.changes()).noneMatch(change -> deferred.contains(change.id().name()));
        });
  }

  @Test
  void nothingIsWrittenToWhatIsHeldOrWaitsForAWindow() {
    inEveryWorld(
        random -> {
          ClusterPlan plan = random.world.plan();
          Set<String> held =
              plan.deferrals().stream()
                  .filter(one -> WAITS.contains(one.reason()))
                  .map(Deferral::connector)
                  .collect(Collectors.toSet());
          assertThat(writes(plan)).noneMatch(change -> held.contains(change.id().name()));
        });
  }

  @Test
  void deletionsStayWithinTheBudgetUnlessAcknowledged() {
    inEveryWorld(
        random -> {
          ClusterPlan plan = random.world.plan();
          assertThat(
                  random.isAcknowledged || deletes(plan).size() <= Math.max(3, plan.managed() / 5))
              .isTrue();
        });
  }

  @Test
  void nothingIsDeletedThatIsDeclaredRefusedOrInABrokenFile() {
    inEveryWorld(
        random -> {
          for (Change delete : deletes(random.world.plan())) {
            assertThat(random.world.isDeclaredOrRefused(delete.id())).as("%s", delete).isFalse();
            assertThat(random.brokenNames).doesNotContain(delete.id().name());
          }
        });
  }

  @Test
  void whatWasDoneIsNotDoneAgain() {
    inEveryWorld(
        random -> {
          ClusterPlan first = random.world.plan();
          ClusterPlan second = random.world.planAfter(first);
          ClusterPlan third = random.world.planAfter(second);

          assertThat(writes(second)).noneMatch(again -> ids(writes(first)).contains(again.id()));
          assertThat(writes(third)).noneMatch(again -> ids(writes(second)).contains(again.id()));
        });
  }

  @Test
  void whereNothingIsDeferredTheSecondPlanWritesNothing() {
    inEveryWorld(
        random -> {
          ClusterPlan first = random.world.plan();
          ClusterPlan second = random.world.planAfter(first);
          // What was adopted gets its first real change in the cycle after.
          Set<ConnectorId> adopted =
              first.changes().stream()
                  .filter(change -> change.kind() == ChangeKind.ADOPT)
                  .map(Change::id)
                  .collect(Collectors.toSet());

          if (first.deferrals().isEmpty()) {
            assertThat(writes(second)).allMatch(change -> adopted.contains(change.id()));
          }
          if (first.deferrals().isEmpty() && second.deferrals().isEmpty()) {
            ClusterPlan third = random.world.planAfter(second);
            assertThat(writes(third)).isEmpty();
            assertThat(random.world.planAfter(third).isQuiet()).isTrue();
          }
        });
  }

  @Test
  void theSameWorldGivesTheSamePlan() {
    inEveryWorld(
        random ->
            assertThat(new RandomWorld(random.seed).world.plan()).isEqualTo(random.world.plan()));
  }

  @Test
  void noPlanHoldsASecret() {
    inEveryWorld(random -> assertThat(random.world.plan().toString()).doesNotContain(SECRET));
  }

  private static void inEveryWorld(Consumer<RandomWorld> check) {
    for (int seed = 0; seed < WORLDS; seed++) {
      try {
        check.accept(new RandomWorld(seed));
      } catch (AssertionError broken) {
        throw new AssertionError("in the world of seed " + seed, broken);
      }
    }
  }

  private static List<Change> deletes(ClusterPlan plan) {
    return plan.changes().stream().filter(change -> change.kind() == ChangeKind.DELETE).toList();
  }

  private static List<Change> writes(ClusterPlan plan) {
    return plan.changes().stream().filter(PlanAssert::writesToConnect).toList();
  }

  private static Set<ConnectorId> ids(List<Change> changes) {
    return changes.stream().map(Change::id).collect(Collectors.toSet());
  }
}
