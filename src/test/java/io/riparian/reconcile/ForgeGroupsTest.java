package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.forge.FakeForge;
import io.riparian.forge.ForgeFailure;
import io.riparian.ownership.approval.Groups;
import io.riparian.ownership.codeowners.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is behind the owners of an ownership file, as the forge tells it. */
class ForgeGroupsTest {
  private static final Owner TEAM = new Owner("@acme/payments", Owner.Kind.TEAM);
  private static final Owner PERSON = new Owner("@payments", Owner.Kind.USER);

  private final List<String> blind = new ArrayList<>();
  private final FakeForge forge =
      new FakeForge().team("@acme/payments", "alice", "anna").team("@payments", "alice");

  private Groups groups(Owner... owners) {
    return new ForgeGroups(new RequestBook(forge, () -> Instant.EPOCH), blind::add)
        .of(new Groups(Map.of("@acme/known", Set.of("@ben"))), List.of(owners));
  }

  @Test
  void aTeamIsWhoTheForgeSaysAndAFileIsBelievedFirst() {
    forge.team("@acme/known", "mallory");
    Owner known = new Owner("@acme/known", Owner.Kind.TEAM);

    Groups groups = groups(TEAM, known);

    assertThat(groups.people(TEAM)).contains(Set.of("@alice", "@anna"));
    assertThat(groups.people(known)).contains(Set.of("@ben"));
  }

  @Test
  void nobodyIsReplacedByATeamOfTheSameName() {
    assertThat(groups(PERSON).people(PERSON)).contains(Set.of("@payments"));
  }

  @Test
  void aTeamIsUnknownWhileTheForgeIsAway() {
    forge.failsWith(new ForgeFailure(ForgeFailure.Kind.UNREACHABLE, "it is away"));

    assertThat(groups(TEAM).people(TEAM)).isEmpty();
    assertThat(blind).singleElement().asString().contains("it is away");
  }
}
