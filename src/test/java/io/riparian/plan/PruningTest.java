package io.riparian.plan;

import static io.riparian.model.AppliedConnector.Origin.APPLIED;
import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.ConnectorSample.connectors;
import static io.riparian.plan.DeferralReason.DELETION_FORBIDDEN;
import static io.riparian.plan.DeferralReason.INVALID_FILE;
import static io.riparian.plan.DeferralReason.MARK_MISSING;
import static io.riparian.plan.DeferralReason.OWNERSHIP;
import static io.riparian.plan.DeferralReason.PRUNE_BUDGET;
import static io.riparian.plan.DeferralReason.TEAM_VANISHED;
import static io.riparian.plan.DeferralReason.ZERO_DECLARED;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.AppliedConnector;
import io.riparian.ownership.Fate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what a standing team took out of its accepted files is deleted, and never much at once. */
class PruningTest {
  private final World world = new World();

  @Test
  void whatItsTeamRemovedIsDeletedAndThenForgotten() {
    world.runs(connector("gone"), connector("stays")).removes("gone");

    ClusterPlan plan = world.plan();

    assertThat(plan).deletes("gone").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void theLastConnectorOfATeamMayGoWhileTheTeamStands() {
    world.runs(connector("gone").inTeam("billing"), connector("stays")).removes("gone");

    assertThat(world.plan()).deletes("gone").andNothingElse();
  }

  @Test
  void whatWasEditedByHandIsStillOursToDelete() {
    world.runs(connector("gone"), connector("stays")).edits("gone", "topic", "x").removes("gone");

    assertThat(world.plan()).deletes("gone").andNothingElse();
  }

  @Test
  void aBrokenFileKeepsWhatItDeclared() {
    world.runs(connector("kept"), connector("stays")).removes("kept");
    world.breaks("teams/payments/connectors/kept.yaml");

    assertThat(world.plan()).defers("kept", INVALID_FILE).andNothingElse();
  }

  @Test
  void aBrokenFileThatWasRenamedKeepsWhatItDeclared() {
    world.runs(connector("kept"), connector("stays")).removes("kept");
    world.breaks("teams/payments/connectors/renamed.yaml");

    assertThat(world.plan()).defers("kept", INVALID_FILE).andNothingElse();
  }

  @Test
  void aBrokenFileThatTookInAnotherFilesConnectorKeepsIt() {
    world.runs(connector("moved-in"), connector("host"), connector("stays"));
    world.removes("moved-in", "host").breaks("teams/payments/connectors/host.yaml");

    assertThat(world.plan())
        .defers("host", INVALID_FILE)
        .defers("moved-in", INVALID_FILE)
        .andNothingElse();
  }

  @Test
  void aBrokenFileOfOneTeamDoesNotKeepAnotherFromDeleting() {
    world.runs(connector("gone").inTeam("billing"), connector("stays")).removes("gone");
    world.breaks("teams/payments/connectors/new.yaml");

    assertThat(world.plan()).deletes("gone").andNothingElse();
  }

  @Test
  void aTeamWhoseNameBeginsLikeAnothersIsAnotherTeam() {
    world.runs(connector("gone").inTeam("billing"), connector("stays")).removes("gone");
    world.breaks("teams/billing-eu/connectors/new.yaml");

    assertThat(world.plan()).deletes("gone").andNothingElse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"teams/billing/team.yaml", "platform/teams/billing.yaml"})
  void aBrokenTeamOrGrantKeepsEverythingOfThatTeam(String file) {
    world.runs(connector("kept").inTeam("billing"), connector("stays")).losesTeam("billing");
    world.breaks(file);

    assertThat(world.plan()).defers("kept", INVALID_FILE).andNothingElse();
  }

  @Test
  void aRefusedDeclarationKeepsWhatRuns() {
    world.runs(connector("kept"), connector("stays")).refuses(connector("kept"));

    assertThat(world.plan()).defers("kept", OWNERSHIP).andNothingElse();
  }

  @Test
  void aVanishedTeamKeepsItsConnectors() {
    world.runs(connector("kept").inTeam("billing"), connector("stays")).losesTeam("billing");

    assertThat(world.plan()).defers("kept", TEAM_VANISHED).andNothingElse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fate.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ACCEPTED", "REMOVED"})
  void onlyWhatIsKnownToBeRemovedIsDeletedForgottenOrDiscarded(Fate fate) {
    world.runs(connector("kept"), connector("left").forgottenOnRemoval(), connector("lost"));
    world.runs(connector("stays")).removes("kept", "left", "lost").loses("lost").meets(fate);

    ClusterPlan plan = world.plan();

    assertThat(plan).changesNothing();
    assertThat(plan.deferrals()).extracting(Deferral::connector).containsExactly("kept", "left");
  }

  @Test
  void aClusterThatForbidsDeletionKeepsEverything() {
    world.runs(connector("kept"), connector("stays")).removes("kept").forbidsDeletion();

    assertThat(world.plan()).defers("kept", DELETION_FORBIDDEN).andNothingElse();
  }

  @Test
  void whatIsForgottenOnRemovalStaysAndIsNoLongerOurs() {
    world.runs(connector("left").forgottenOnRemoval(), connector("stays")).removes("left");

    ClusterPlan plan = world.plan();

    assertThat(plan).forgets("left").writesNothing().andNothingElse();
    assertThat(world.planAfter(plan)).lists("left", UnmanagedConnector.Why.FORGOTTEN).isQuiet();
  }

  @Test
  void forgettingIsAllowedWhereDeletionIsNot() {
    world.runs(connector("left").forgottenOnRemoval(), connector("stays")).removes("left");

    assertThat(world.forbidsDeletion().plan()).forgets("left").andNothingElse();
  }

  @Test
  void aMistakeIsNoReasonToForgetEither() {
    world.runs(connector("left").forgottenOnRemoval(), connector("stays")).removes("left");

    assertThat(world.breaks("teams/payments/connectors/left.yaml").plan())
        .defers("left", INVALID_FILE)
        .andNothingElse();
  }

  @ParameterizedTest(name = "{1} of {0} managed connectors")
  @CsvSource({
    "4, 3, true",
    "5, 4, false",
    "15, 3, true",
    "15, 4, false",
    "19, 4, false",
    "20, 4, true",
    "20, 5, false",
    "35, 7, true",
    "35, 8, false",
    "500, 100, true",
    "500, 101, false"
  })
  void threeOrAFifthOfAClustersConnectorsMayGoAtOnce(int managed, int going, boolean mayGo) {
    world.runs(connectors("c", managed)).removes(names("c", going));

    ClusterPlan plan = world.plan();

    for (String name : names("c", going)) {
      if (mayGo) {
        assertThat(plan).deletes(name);
      } else {
        assertThat(plan).defers(name, PRUNE_BUDGET);
      }
    }
    assertThat(plan.changes()).hasSize(mayGo ? going : 0);
    assertThat(plan.managed()).isEqualTo(managed);
  }

  @Test
  void theBudgetCountsWhatIsOursOnThisClusterOnly() {
    world.runs(connectors("c", 5)).removes(names("c", 4));
    world.finds(connectors("stray", 50));
    for (ConnectorSample elsewhere : connectors("e", 50)) {
      world.runs(elsewhere.on(World.OTHER));
    }

    assertThat(world.plan()).defers("c-1", PRUNE_BUDGET).changesNothing();
  }

  @Test
  void overTheBudgetEverythingElseGoesOn() {
    world.runs(connectors("c", 10)).removes(names("c", 4)).declares(connector("new"));

    assertThat(world.plan()).creates("new").defers("c-1", PRUNE_BUDGET);
  }

  @Test
  void onceAcknowledgedTheDeletionsHappen() {
    world.runs(connectors("c", 10)).removes(names("c", 4));

    ClusterPlan held = world.plan();
    ClusterPlan plan = world.acknowledges(held).plan();

    assertThat(plan).deletes(names("c", 4)).andNothingElse();
    assertThat(held.agreed()).isEmpty();
    assertThat(plan.agreed())
        .containsExactly(new Reliance(held.deferrals().get(0).digest(), plan.changes()));
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void anAcknowledgementThatIsNotNeededIsNotUsedUp() {
    world.runs(connectors("c", 10)).removes(names("c", 4)).acknowledges(world.plan());

    ClusterPlan plan = world.declares(connectors("c", 1)).plan();

    assertThat(plan).deletes("c-2", "c-3", "c-4").andNothingElse();
    assertThat(plan.agreed()).isEmpty();
  }

  @Test
  void otherTeamsCommitsDoNotVoidAnAcknowledgement() {
    world.runs(connectors("c", 10)).removes(names("c", 4)).acknowledges(world.plan());
    world
        .runs(connector("theirs").inTeam("billing"))
        .declares(connector("theirs").inTeam("billing").with("topic", "new"))
        .declares(connector("brand-new").inTeam("billing"));

    assertThat(world.plan()).deletes(names("c", 4));
  }

  @Test
  void oneMoreDeletionVoidsAnAcknowledgement() {
    world.runs(connectors("c", 10)).removes(names("c", 4)).acknowledges(world.plan());

    assertThat(world.removes("c-5").plan()).defers("c-1", PRUNE_BUDGET).changesNothing();
  }

  @Test
  void anAcknowledgementIsForOneCluster() {
    for (String cluster : new String[] {World.SHARED, World.OTHER}) {
      for (ConnectorSample sample : connectors("c", 10)) {
        world.runs(sample.on(cluster));
      }
      for (int i = 1; i <= 4; i++) {
        world.removes(connector("c-" + i).on(cluster).id());
      }
    }

    world.acknowledges(world.plan());

    assertThat(world.plan()).deletes(names("c", 4));
    assertThat(world.planOn(World.OTHER)).defers("c-1", PRUNE_BUDGET).changesNothing();
  }

  @Test
  void anEmptyRepositoryDeletesNotEvenOneConnector() {
    world.runs(connector("last")).removesEverything();

    assertThat(world.plan()).defers("last", ZERO_DECLARED).andNothingElse();
    assertThat(world.acknowledges(world.plan()).plan()).deletes("last").andNothingElse();
  }

  @ParameterizedTest
  @CsvSource({"3, true", "4, false"})
  void aClusterOfMoreThanThreeIsNeverEmptiedAtOnce(int managed, boolean mayGo) {
    world.runs(connectors("c", managed)).removesEverything();
    world.runs(connector("elsewhere").on(World.OTHER));

    if (mayGo) {
      assertThat(world.plan()).deletes(names("c", managed)).andNothingElse();
    } else {
      assertThat(world.plan()).defers("c-1", ZERO_DECLARED).changesNothing();
    }
  }

  @Test
  void whatLostItsMarkDoesNotCountAsManaged() {
    world.runs(connectors("c", 4)).unmarks("c-4").removesEverything();
    world.runs(connector("elsewhere").on(World.OTHER));

    assertThat(world.plan()).deletes(names("c", 3)).defers("c-4", MARK_MISSING).andNothingElse();
  }

  @Test
  void whatWasNotedAMomentAgoIsNotTakenForGone() {
    world.runs(connector("new"), connector("stays")).removes("new").loses("new");
    world.recalls(
        "new",
        last -> last.withOrigin(AppliedConnector.Origin.INTENDED, World.NOW.minusSeconds(10)));
    assertThat(world.plan()).isQuiet();

    world.recalls(
        "new",
        last -> last.withOrigin(AppliedConnector.Origin.INTENDED, World.NOW.minusSeconds(11)));
    assertThat(world.plan()).discards("new").writesNothing().andNothingElse();
  }

  @Test
  void whatIsGoneFromGitAndFromTheClusterIsDiscarded() {
    world.runs(connector("gone"), connector("stays")).removes("gone").loses("gone");

    ClusterPlan plan = world.plan();

    assertThat(plan).discards("gone").writesNothing().andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void nothingIsDiscardedWhileTheAnswerDoesNotProveItGone() {
    world.runs(connector("gone"), connector("stays")).removes("gone").loses("gone");

    assertThat(world.doesNotProveAbsence().plan()).isQuiet();
  }

  @Test
  void whatIsBrokenRefusedOrWithoutATeamIsNotDiscardedWhenItIsMissing() {
    world.runs(connector("broken"), connector("refused"), connector("stays"));
    world.runs(connector("orphan").inTeam("billing")).losesTeam("billing");
    world.removes("broken").breaks("teams/payments/connectors/broken.yaml");
    world.refuses(connector("refused")).loses("broken", "refused", "orphan");

    assertThat(world.plan()).changesNothing();
  }

  @Test
  void theLedgerOfAnotherClusterIsNoneOfOurBusiness() {
    world
        .runs(connector("stays"))
        .remembers(connector("theirs").on(World.OTHER).remembered(APPLIED));

    assertThat(world.plan()).isQuiet();
  }

  private static String[] names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + "-" + i).toArray(String[]::new);
  }

  @Test
  void theSampleNamesAreWhatTheTestsRemove() {
    assertThat(Arrays.stream(connectors("c", 2)).map(one -> one.id().name()))
        .containsExactly(names("c", 2));
  }
}
