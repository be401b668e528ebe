package io.riparian.plan;

import static io.riparian.model.AppliedConnector.Origin.FORGOTTEN;
import static io.riparian.model.AppliedConnector.Origin.INTENDED;
import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.ConnectorSample.connectors;
import static io.riparian.plan.DeferralReason.ABSENCE_UNCONFIRMED;
import static io.riparian.plan.DeferralReason.CLUSTER_REPLACED;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster that lost too much at once looks like another cluster, and gets nothing created. */
class VanishingTest {
  private final World world = new World();

  @ParameterizedTest(name = "{1} of {0} missing")
  @CsvSource({
    "3, 3, true",
    "4, 4, false",
    "15, 3, true",
    "15, 4, false",
    "20, 4, true",
    "20, 5, false",
    "500, 100, true",
    "500, 101, false",
    "500, 500, false"
  })
  void threeOrAFifthOfAClustersConnectorsMayBeMissing(int known, int missing, boolean mayCreate) {
    world.runs(connectors("c", known)).loses(names("c", missing));

    ClusterPlan plan = world.plan();

    for (String name : names("c", missing)) {
      if (mayCreate) {
        assertThat(plan).creates(name);
      } else {
        assertThat(plan).defers(name, CLUSTER_REPLACED);
      }
    }
    assertThat(plan.changes()).hasSize(mayCreate ? missing : 0);
  }

  @Test
  void nothingNewIsCreatedThereEither() {
    world.runs(connectors("c", 4)).loses(names("c", 4)).declares(connector("brand-new"));

    assertThat(world.plan()).defers("brand-new", CLUSTER_REPLACED).changesNothing();
  }

  @Test
  void onceAcknowledgedTheyAreCreatedAgain() {
    world.runs(connectors("c", 4)).loses(names("c", 4));

    ClusterPlan held = world.plan();
    ClusterPlan plan = world.acknowledges(held).plan();

    assertThat(plan).creates(names("c", 4)).andNothingElse();
    assertThat(held.agreed()).isEmpty();
    assertThat(plan.agreed())
        .containsExactly(new Reliance(held.deferrals().get(0).digest(), plan.changes()));
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void aChangeOfWhatIsMissingVoidsTheAcknowledgement() {
    world.runs(connectors("c", 10)).loses(names("c", 4)).acknowledges(world.plan()).loses("c-5");

    assertThat(world.plan()).defers("c-1", CLUSTER_REPLACED).changesNothing();
  }

  @Test
  void aNewConnectorDoesNotVoidTheAcknowledgement() {
    world.runs(connectors("c", 10)).loses(names("c", 4)).acknowledges(world.plan());

    assertThat(world.declares(connector("new").inTeam("billing")).plan())
        .creates("new", "c-1")
        .creates(names("c", 4));
  }

  @Test
  void whatNeverWasAndWhatWeForgotAreNotMissing() {
    for (ConnectorSample never : connectors("never", 10)) {
      world.declares(never).remembers(never.remembered(INTENDED));
    }
    for (ConnectorSample left : connectors("left", 10)) {
      world.remembers(left.remembered(FORGOTTEN));
    }

    assertThat(world.plan()).creates(names("never", 10)).discards(names("left", 10));
  }

  @Test
  void theMemoryIsNotDiscardedWhileTheClusterLooksReplaced() {
    world.runs(connectors("c", 4)).loses(names("c", 4)).removes("c-1");

    assertThat(world.plan()).changesNothing();
  }

  @Test
  void onceAcknowledgedTheMemoryOfWhatIsGoneIsDiscarded() {
    world.runs(connectors("c", 5)).loses(names("c", 4)).removes("c-1");

    ClusterPlan plan = world.acknowledges(world.plan()).plan();

    assertThat(plan).creates("c-2", "c-3", "c-4").discards("c-1").andNothingElse();
    assertThat(plan.agreed())
        .singleElement()
        .satisfies(reliance -> assertThat(reliance.changes()).containsAll(plan.changes()));
  }

  @Test
  void whatIsStillThereIsCorrectedAllTheSame() {
    world.runs(connectors("c", 10)).loses(names("c", 4)).edits("c-9", "topic", "else");

    assertThat(world.plan()).updates("c-9", Cause.DRIFT, "topic").defers("c-1", CLUSTER_REPLACED);
  }

  @Test
  void anAnswerThatDoesNotProveAbsenceSaysSoFirst() {
    world.runs(connectors("c", 4)).loses(names("c", 4)).doesNotProveAbsence();

    ClusterPlan plan = world.plan();

    assertThat(plan).defers("c-1", ABSENCE_UNCONFIRMED).changesNothing();
    assertThat(plan.deferrals()).extracting(Deferral::digest).containsOnly("");
  }

  private static String[] names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + "-" + i).toArray(String[]::new);
  }
}
