package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.AppliedConnector;
import io.riparian.model.MarkKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What differs is updated, with its cause; what only looks different is left alone. */
class ComparingTest {
  private final World world = new World();

  @Test
  void whatRunsAsDeclaredIsLeftAlone() {
    world.runs(connector("orders"), connector("invoices").paused());

    assertThat(world.plan()).isQuiet();
  }

  @Test
  void anUpdateNamesExactlyTheKeysThatDiffer() {
    world
        .runs(connector("orders").with("old", "1").with("same", "1").with("other", "1"))
        .declares(connector("orders").with("new", "1").with("same", "1").with("other", "2"));

    ClusterPlan plan = world.plan();

    assertThat(plan)
        .updates("orders", Cause.COMMIT, "new", "old", "other")
        .shows("orders", new KeyChange("new", KeyChange.Kind.ADDED, "", "1"))
        .shows("orders", new KeyChange("old", KeyChange.Kind.REMOVED, "1", ""))
        .shows("orders", new KeyChange("other", KeyChange.Kind.CHANGED, "1", "2"))
        .andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void aSecretIsNeverShownNeitherTheOldNorTheNew() {
    world
        .runs(connector("orders").with("database.password", "hunter2").with("gone.token", "t0ken"))
        .declares(connector("orders").with("database.password", "correct-horse"));

    ClusterPlan plan = world.plan();

    assertThat(plan)
        .updates("orders", Cause.COMMIT, "database.password", "gone.token")
        .shows(
            "orders",
            new KeyChange("database.password", KeyChange.Kind.CHANGED, "******", "******"))
        .shows("orders", new KeyChange("gone.token", KeyChange.Kind.REMOVED, "******", ""));
    assertThat(plan.toString()).doesNotContain("hunter2", "correct-horse", "t0ken");
  }

  @Test
  void aHandEditIsDrift() {
    world.runs(connector("orders")).edits("orders", "topic", "else");

    ClusterPlan plan = world.plan();

    assertThat(plan).updates("orders", Cause.DRIFT, "topic").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void aKeyAddedByHandIsDriftAndIsTakenOut() {
    world.runs(connector("orders")).edits("orders", "errors.tolerance", "all");

    assertThat(world.plan()).updates("orders", Cause.DRIFT, "errors.tolerance").andNothingElse();
  }

  @Test
  void aHandEditUnderACommitCountsAsTheCommit() {
    world
        .runs(connector("orders"))
        .edits("orders", "tasks.max", "9")
        .declares(connector("orders").with("topic", "new"));

    assertThat(world.plan()).updates("orders", Cause.COMMIT, "tasks.max", "topic");
  }

  @Test
  void withoutMemoryTheMarkTellsDriftFromACommit() {
    world.runs(connector("orders"), connector("invoices"));
    world.losesMemoryOf("orders").edits("orders", "topic", "else");
    world.losesMemoryOf("invoices").declares(connector("invoices").with("topic", "new"));

    assertThat(world.plan())
        .updates("orders", Cause.DRIFT, "topic")
        .updates("invoices", Cause.COMMIT, "topic")
        .andNothingElse();
  }

  @Test
  void withoutMemoryACommitOnTopOfAHandEditIsNoDrift() {
    world
        .runs(connector("orders"))
        .losesMemoryOf("orders")
        .edits("orders", "tasks.max", "9")
        .declares(connector("orders").with("topic", "new"));

    assertThat(world.plan()).updates("orders", Cause.COMMIT, "tasks.max", "topic");
  }

  @Test
  void aHandEditAfterAKillBeforeTheRecordIsStillDrift() {
    world.runs(connector("orders"));
    AppliedConnector before = connector("orders").remembered(AppliedConnector.Origin.APPLIED);
    world.runs(connector("orders").with("topic", "new")).remembers(before);

    assertThat(world.plan()).writesNothing();
    assertThat(world.edits("orders", "topic", "else").plan())
        .updates("orders", Cause.DRIFT, "topic");
  }

  @Test
  void withMarksInTheLedgerWhatAKillLeftUnrecordedIsRemembered() {
    world.keepsMarksInTheLedger().runs(connector("orders").with("topic", "new"));
    world.remembers(connector("orders").remembered(AppliedConnector.Origin.APPLIED));

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
    assertThat(world.edits("orders", "topic", "else").plan())
        .updates("orders", Cause.DRIFT, "topic");
  }

  @Test
  void whatIsRememberedWithoutItsConfigurationIsRememberedWithItOnceItIsAsDeclared() {
    world
        .masks("database.password")
        .runs(connector("orders").with("database.password", "hunter2"))
        .recalls("orders", World::withoutDigests);

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void keysThatConnectAddsByItselfAreNoDifference() {
    world.adds("errors.retry", "0").declares(connector("orders"));

    assertThat(world.planAfter(world.plan())).isQuiet();
    assertThat(world.edits("orders", "errors.retry", "5").plan()).isQuiet();
  }

  @Test
  void aKeyThatConnectAddedCountsOnceGitDeclaresIt() {
    world
        .adds("errors.retry", "0")
        .runs(connector("orders"))
        .declares(connector("orders").with("errors.retry", "3"));

    ClusterPlan plan = world.plan();

    assertThat(plan).updates("orders", Cause.COMMIT, "errors.retry").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void declaringAKeyAsConnectAddedItWritesNothing() {
    world
        .adds("errors.retry", "0")
        .runs(connector("orders"))
        .declares(connector("orders").with("errors.retry", "0"));

    ClusterPlan plan = world.plan();

    assertThat(plan).writesNothing();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @ParameterizedTest
  @MethodSource("masks")
  void aMaskedValueIsWhatWeLastSent(String mask) {
    world
        .runs(connector("orders").with("database.password", "hunter2"))
        .edits("orders", "database.password", mask);

    assertThat(world.plan()).isQuiet();
  }

  @ParameterizedTest
  @MethodSource("masks")
  void aNewSecretIsSentAlthoughTheWorkerMasksTheOldOne(String mask) {
    world
        .runs(connector("orders").with("database.password", "hunter2"))
        .edits("orders", "database.password", mask)
        .declares(connector("orders").with("database.password", "correct-horse"));

    assertThat(world.plan()).updates("orders", Cause.COMMIT, "database.password").andNothingElse();
  }

  static Stream<String> masks() {
    return Stream.of("••••••••", "********", "[hidden]");
  }

  @Test
  void whatWasOnlyIntendedIsNoProofOfWhatStandsBehindAMask() {
    world.masks("database.password");
    world.runs(connector("orders").with("database.password", "hunter2"));
    world.declares(connector("orders").with("database.password", "correct-horse"));
    world.remembers(
        connector("orders")
            .with("database.password", "correct-horse")
            .remembered(AppliedConnector.Origin.INTENDED));

    assertThat(world.plan()).updates("orders", Cause.COMMIT, "database.password").andNothingElse();
  }

  @Test
  void aWorkerThatMasksIsQuietAfterEachChange() {
    world
        .masks("database.password")
        .declares(connector("orders").with("database.password", "hunter2"));

    assertThat(world.planAfter(world.plan())).isQuiet();

    world.declares(connector("orders").with("database.password", "correct-horse"));
    ClusterPlan plan = world.plan();

    assertThat(plan).updates("orders", Cause.COMMIT, "database.password");
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void theMarkRemembersWhatTheLedgerDoesNotEvenBehindAMask() {
    world
        .masks("database.password")
        .runs(connector("orders").with("database.password", "hunter2"))
        .losesMemoryOf("orders");

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void aMaskedValueThatNothingRemembersIsSentOnceMore() {
    world
        .masks("database.password")
        .finds(connector("orders").with("database.password", "hunter2"))
        .declares(connector("orders").with("database.password", "hunter2").adopted());

    ClusterPlan plan = world.planAfter(world.plan());

    assertThat(plan).updates("orders", Cause.COMMIT, "database.password").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void untilItIsWrittenToAnotherSpellingOfAnAdoptedValueIsNoDifference() {
    world
        .finds(connector("orders").with("ratio", "1.5").with("flag", "true").with("octal", "0123"))
        .declares(spelt("1.50", "True", "0123").adopted());

    ClusterPlan adoption = world.plan();
    assertThat(adoption)
        .adopts("orders")
        .satisfies(plan -> assertThat(plan.changes().get(0).diff()).isEmpty());
    assertThat(world.planAfter(adoption)).isQuiet();

    world.declares(spelt("1.50", "True", "0123").in("teams/payments/connectors/moved.yaml"));
    ClusterPlan moved = world.plan();
    assertThat(moved).remembers("orders").andNothingElse();
    assertThat(world.planAfter(moved)).isQuiet();

    world.declares(spelt("1.50", "True", "0123").with("topic", "new"));
    assertThat(world.planAfter(world.plan())).isQuiet();
    assertThat(world.edits("orders", "ratio", "1.5").plan())
        .updates("orders", Cause.DRIFT, "ratio");
  }

  @Test
  void aCommitThatSpellsAnAdoptedValueOtherwiseIsADifference() {
    world.finds(spelt("1.5", "true", "0")).declares(spelt("1.50", "True", "0").adopted());
    assertThat(world.planAfter(world.plan())).isQuiet();

    world.declares(spelt("1.500", "True", "0"));

    assertThat(world.plan()).updates("orders", Cause.COMMIT, "ratio");
  }

  @Test
  void anotherValueOfAnAdoptedConnectorIsADifference() {
    world
        .finds(connector("orders").with("ratio", "1.5").with("octal", "83"))
        .declares(spelt("1.51", "true", "0123").adopted());

    ClusterPlan adoption = world.plan();

    assertThat(adoption).adopts("orders");
    assertThat(world.planAfter(adoption)).updates("orders", Cause.COMMIT, "flag", "octal", "ratio");
  }

  @Test
  void whatWeWroteIsComparedByItsVerySpelling() {
    world.runs(spelt("1.5", "true", "0")).declares(spelt("1.50", "True", "0.0"));

    assertThat(world.plan()).updates("orders", Cause.COMMIT, "flag", "octal", "ratio");
  }

  private static ConnectorSample spelt(String ratio, String flag, String octal) {
    return connector("orders").with("ratio", ratio).with("flag", flag).with("octal", octal);
  }

  @Test
  void rotatedKeysChangeNothing() {
    world.masks("database.password").runs(connector("orders").with("database.password", "hunter2"));

    world.uses(
        new MarkKeys("prod", List.of("a-newer-key-of-this-world", "the-key-of-this-test-world")));

    assertThat(world.plan()).isQuiet();
  }

  @Test
  void aDigestThatWasNotMadeOfTheValueNeverMatches() {
    world
        .keepsMarksInTheLedger()
        .masks("database.password")
        .runs(connector("orders").with("database.password", "hunter2"))
        .recalls(
            "orders",
            last ->
                new AppliedConnector(
                    last.id(),
                    last.team(),
                    last.path(),
                    last.revision(),
                    Map.of("database.password", "forged"),
                    Set.of(),
                    last.state(),
                    last.onRemoval(),
                    last.origin(),
                    last.at()));

    assertThat(world.plan()).updates("orders", Cause.COMMIT, "database.password");
  }
}
