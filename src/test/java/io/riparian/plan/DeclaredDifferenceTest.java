package io.riparian.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Judge;
import io.riparian.ownership.Precedent;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredDifferenceTest {
  private final SmallRepository from = world();
  private final SmallRepository to = world();

  private static SmallRepository world() {
    return SmallRepository.oneTeam()
        .cluster("own", "payments")
        .grant("payments", List.of("payments-"), List.of(), List.of("shared", "own"));
  }

  private List<DeclaredDifference> differences() {
    Accepted before = Judge.judge("1", from.resolve(), Precedent.none());
    return DeclaredDifference.between(before, Judge.judge("2", to.resolve(), Precedent.of(before)));
  }

  private List<String> told() {
    return differences().stream()
        .map(one -> one.kind() + " " + one.id() + " " + one.detail())
        .toList();
  }

  @Test
  void whatIsDeclaredAlikeIsNoDifference() {
    from.connector("payments", "payments-a", "config: {a: b}");
    to.connector("payments", "payments-a", "config: {a: b}  # as before");

    assertThat(differences()).isEmpty();
  }

  @Test
  void aChangedConnectorShowsItsKeysWithSecretsMasked() {
    from.connector("payments", "payments-a", "config: {a: b, gone: x, db.password: one}");
    to.connector("payments", "payments-a", "state: paused", "config: {a: c, db.password: two}");

    assertThat(told()).containsExactly("CHANGED shared/payments-a state unmanaged -> paused");
    assertThat(differences().get(0).keys())
        .containsExactly(
            new KeyChange("a", KeyChange.Kind.CHANGED, "b", "c"),
            new KeyChange("db.password", KeyChange.Kind.CHANGED, "******", "******"),
            new KeyChange("gone", KeyChange.Kind.REMOVED, "x", ""));
  }

  @Test
  void comingAndGoingAreTold() {
    from.connector("payments", "payments-old", "onRemoval: forget");
    to.connector("payments", "payments-new", "state: running");

    assertThat(told())
        .containsExactly(
            "CREATED shared/payments-new state running", "REMOVED shared/payments-old forget");
  }

  @Test
  void anotherClusterIsAMoveAndNotARemoval() {
    from.connector("payments", "payments-a");
    to.connector("payments", "payments-a", "cluster: own");

    assertThat(told()).containsExactly("MOVED own/payments-a from shared");
  }

  @Test
  void aBrokenFileRemovesNothing() {
    from.connector("payments", "payments-a");
    to.connector("payments", "payments-a", "nonsense: true");

    assertThat(told()).containsExactly("HELD shared/payments-a file-broken");
  }

  @Test
  void aNewConnectorThatIsRefusedIsTold() {
    to.connector("payments", "logistics-a");

    assertThat(told())
        .containsExactly(
            "REFUSED shared/logistics-a the name `logistics-a` is not granted to team `payments`");
  }
}
