package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.MarkKeys;
import io.riparian.model.RunState;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever fails, whenever, and whoever meddles: nothing foreign is written, nothing is created
 * twice, nothing is remembered as applied that was not, and once it is over everything declared is
 * so.
 */
class FaultScheduleTest {
  private static final int WORLDS = 100;
  private static final int STEPS = 40;
  private static final String ALWAYS = "payments-always";
  private static final List<String> NAMES =
      IntStream.rangeClosed(1, 6).mapToObj(number -> "payments-" + number).toList();

  /** What a connector that is declared may still wait for once nothing fails any more. */
  private static final Set<DeferralReason> HUMANS =
      EnumSet.of(
          DeferralReason.NOT_ADOPTED, DeferralReason.MARK_MISSING, DeferralReason.FOREIGN_MARK);

  /** Kinds that promise that nothing happened. */
  private static final Set<Kind> WITHOUT_EFFECT =
      EnumSet.of(Kind.UNREACHABLE, Kind.REBALANCING, Kind.REFUSED, Kind.UNAUTHORISED);

  private final World world = new World();
  private final Map<String, Set<Map<String, String>>> everStored = new HashMap<>();
  private Random random = new Random(0);

  private static Stream<Long> seeds() {
    return IntStream.range(0, WORLDS).mapToObj(seed -> 7919L * seed + 1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everythingConverges(long seed) {
    random = new Random(seed);
    arrange();
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(7)) {
        case 0, 1 -> commitSomething();
        case 2 -> meddle();
        case 3 -> failSomething();
        case 4 -> killSoon();
        case 5 -> meddleDuringTheWalk();
        default -> {}
      }
      walkAndCheck();
    }
    world.restart();
    converge();
    checkDeclared();
    checkUndeclared();
    world.assertQuiet();
    world.restart().assertQuiet();
    world.assertForeignUntouched();
  }

  private void arrange() {
    if (random.nextInt(3) == 0) {
      world.connect.masking("password");
    }
    if (random.nextInt(3) == 0) {
      world.connect.adding("added.by.server", "x");
    }
    world.foreign("somebody-elses", Map.of("connector.class", "B"));
    world.branch.connector(ALWAYS);
    world.commit().settle();
    world.alsoBeforeWrite = this::checkWrite;
  }

  private void checkWrite(String write) {
    String name = write.substring(write.indexOf(' ') + 1);
    if (write.startsWith("create ")
        && world.connect.has(name)
        && world.connect.stored(name).has(MarkKeys.MARK)) {
      throw new AssertionError(write + ", which we made already");
    }
  }

  // What happens.

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void commitSomething() {
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      String name = any(NAMES);
      if (random.nextInt(4) == 0) {
        world.branch.withoutConnector(name);
      } else {
        world.branch.connector(name, spec());
      }
    }
    world.commit();
  }

  private String[] spec() {
    List<String> spec = new ArrayList<>();
    String password =
        random.nextBoolean() ? ", password: '${file:a:" + random.nextInt(2) + "}'" : "";
    spec.add("config: {topic: t" + random.nextInt(3) + password + "}");
    switch (random.nextInt(4)) {
      case 0 -> spec.add("state: running");
      case 1 -> spec.add("state: paused");
      case 2 -> spec.add("state: stopped");
      default -> {}
    }
    if (random.nextInt(4) == 0) {
      spec.add("adopt: true");
    }
    if (random.nextInt(4) == 0) {
      spec.add("onRemoval: forget");
    }
    return spec.toArray(String[]::new);
  }

  private void meddle() {
    noteWhatIsStored();
    String name = any(NAMES);
    if (!world.connect.has(name)) {
      appear(name);
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> {
        world.connect.givenGone(name);
        world.notForeign(name);
      }
      case 1 -> {
        world.connect.givenGone(name);
        world.notForeign(name);
        appear(name);
      }
      case 2 -> edit(name);
      case 3 -> world.connect.givenFailedTask(name, "boom");
      case 4 -> world.connect.givenStatus(name, RunState.UNASSIGNED);
      default ->
          world.connect.givenState(name, random.nextBoolean() ? RunState.PAUSED : RunState.RUNNING);
    }
  }

  /** Between the plan and the call, just before somebody looks or creates. */
  private void meddleDuringTheWalk() {
    world.watched.before(any(List.of("read", "read", "create")), this::meddle);
  }

  private void appear(String name) {
    Map<String, String> config = Map.of("connector.class", "B", "by", "curl");
    Optional<AppliedConnector> known = world.ledger().applied(World.id(name));
    if (known.filter(it -> it.origin() == Origin.ADOPTED).isPresent()) {
      // It bears no mark by agreement, so nobody can tell it from the one that was adopted.
      world.connect.given(name, config);
    } else {
      world.foreign(name, config);
    }
  }

  private void edit(String name) {
    if (!world.isForeign(name)) {
      Map<String, String> edited = new TreeMap<>(world.connect.stored(name).entries());
      edited.put("topic", "by.hand");
      edited.put("more", "by.hand");
      RunState target = world.connect.target(name);
      world.connect.given(name, edited);
      world.connect.givenState(name, target);
    }
  }

  private void failSomething() {
    Operation operation = any(List.of(Operation.values()));
    Kind kind = any(List.of(Kind.values()));
    Effect effect =
        WITHOUT_EFFECT.contains(kind) || random.nextBoolean() ? Effect.NOT_DONE : Effect.DONE;
    world.connect.failing(operation, 1 + random.nextInt(4), kind, effect);
  }

  private void killSoon() {
    String method = any(List.of("read", "create", "update", "delete", "pause", "isGone"));
    if (random.nextBoolean()) {
      world.watched.killBefore(method);
    } else {
      world.watched.killAfter(method);
    }
  }

  // What holds at every moment.

  private Optional<ClusterPlan> walkAndCheck() {
    noteWhatIsStored();
    Optional<ClusterWalk.Result> result = world.walkOrDie();
    if (result.isEmpty()) {
      world.restart();
    }
    noteWhatIsStored();
    world
        .ledger()
        .applied()
        .values()
        .forEach(
            applied -> {
              if (applied.origin() == Origin.ADOPTED) {
                world.notForeign(applied.id().name());
              }
              if (applied.origin() == Origin.APPLIED) {
                assertThat(everStored.getOrDefault(applied.id().name(), Set.of()))
                    .as("what ever stood under %s", applied.id())
                    .contains(applied.digests());
              }
            });
    world.assertForeignUntouched();
    return result.map(ClusterWalk.Result::plan);
  }

  private void noteWhatIsStored() {
    Stream.concat(NAMES.stream(), Stream.of(ALWAYS))
        .filter(world.connect::has)
        .forEach(
            name ->
                everStored
                    .computeIfAbsent(name, any -> new HashSet<>())
                    .add(World.KEYS.digests(asSent(name))));
  }

  private ConnectorConfig asSent(String name) {
    return world
        .connect
        .stored(name)
        .without(Set.of(ConnectorConfig.NAME, MarkKeys.MARK, "added.by.server"));
  }

  // What holds in the end.

  /** Walks until the failures that are left have run out and there is nothing to do. */
  private void converge() {
    for (int walk = 0; walk < 60; walk++) {
      NAMES.forEach(
          name -> {
            // A rebalance ends.
            if (world.connect.has(name)) {
              world.connect.givenState(name, world.connect.target(name));
            }
          });
      world.pass(Duration.ofSeconds(10));
      Optional<ClusterPlan> plan = walkAndCheck();
      if (plan.isPresent() && plan.get().changes().isEmpty() && !plan.get().isBlocked()) {
        List<String> digests =
            plan.get().deferrals().stream()
                .map(Deferral::digest)
                .filter(digest -> !digest.isEmpty())
                .distinct()
                .toList();
        if (digests.isEmpty()) {
          return;
        }
        digests.forEach(digest -> world.ledger().acknowledge(digest, "operator", World.START));
      }
    }
    throw new AssertionError("still not settled: " + world.plan());
  }

  private void checkDeclared() {
    Map<String, DeferralReason> waiting = new HashMap<>();
    world.plan().deferrals().forEach(it -> waiting.put(it.connector(), it.reason()));
    for (DeclaredConnector declared : world.judged().desired().connectors().values()) {
      String name = declared.id().name();
      if (waiting.containsKey(name)) {
        assertThat(HUMANS).as(name).contains(waiting.get(name));
        assertThat(declared.adopt()).as(name).isFalse();
        assertThat(world.connect.stored(name).has(MarkKeys.MARK) && !isForgotten(name))
            .as(name + " bears our mark")
            .isFalse();
        continue;
      }
      assertThat(asSent(name)).as(name).isEqualTo(declared.config());
      if (declared.state() != DeclaredState.UNMANAGED) {
        assertThat(world.connect.target(name).name()).as(name).isEqualTo(declared.state().name());
      }
      checkRemembered(declared);
    }
  }

  private void checkRemembered(DeclaredConnector declared) {
    String name = declared.id().name();
    AppliedConnector applied = world.applied(name);
    Map<String, String> digests = World.KEYS.digests(declared.config());
    if (world.connect.stored(name).has(MarkKeys.MARK)) {
      assertThat(applied.origin()).as(name).isEqualTo(Origin.APPLIED);
      assertThat(applied.digests()).as(name).isEqualTo(digests);
    } else {
      assertThat(applied.origin()).as(name).isEqualTo(Origin.ADOPTED);
      assertThat(applied.digests()).as(name + ", never written to").isIn(Map.of(), digests);
    }
  }

  private boolean isForgotten(String name) {
    return world.ledger().applied(World.id(name)).filter(it -> !it.isManaged()).isPresent();
  }

  private void checkUndeclared() {
    Map<ConnectorId, DeclaredConnector> declared = world.judged().desired().connectors();
    for (String name : NAMES) {
      if (!declared.containsKey(World.id(name)) && world.connect.has(name)) {
        boolean forgotten =
            world
                .ledger()
                .applied(World.id(name))
                .filter(it -> !it.isManaged() || it.origin() == Origin.ADOPTED)
                .isPresent();
        assertThat(forgotten || world.isForeign(name)).as("%s was left behind", name).isTrue();
      }
    }
    assertThat(world.plan().deferrals())
        .extracting(Deferral::reason)
        .doesNotContain(DeferralReason.ORPHANED);
  }
}
