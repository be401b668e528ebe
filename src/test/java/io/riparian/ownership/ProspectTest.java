package io.riparian.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import io.riparian.model.Cluster;
import io.riparian.model.Declarations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whose a running connector could become, by the grants in force. */
class ProspectTest {
  private final SmallRepository repository =
      new SmallRepository()
          .cluster("shared", "payments", "logistics")
          .grant("payments", "payments-")
          .grant("logistics", List.of("logistics-"), List.of("old"), List.of("shared"))
          .team("payments")
          .team("logistics");

  @Test
  void theGrantThatCoversANameSaysWhoseItIs() {
    assertThat(prospect("payments-orders")).isEqualTo(new Prospect("payments", ""));
    assertThat(prospect("old")).isEqualTo(new Prospect("logistics", ""));
  }

  @Test
  void aNameThatNoGrantCoversIsNobodys() {
    assertThat(prospect("orders").team()).isEmpty();
    assertThat(prospect("orders").obstacle()).contains("no grant");
    assertThat(prospect("_orders").obstacle()).contains("no file");
  }

  @Test
  void aTeamThatMayNotUseTheClusterCannotDeclareThere() {
    repository
        .grant("payments", List.of("payments-"), List.of(), List.of())
        .cluster("shared", "payments");

    assertThat(prospect("payments-orders").obstacle()).contains("not granted");
    assertThat(prospect("logistics-orders").obstacle()).contains("does not take");
  }

  @Test
  void aTeamWithoutItsFileCannotDeclareAnything() {
    repository.without("teams/payments/team.yaml");

    assertThat(prospect("payments-orders").obstacle()).contains("no team.yaml");
  }

  @Test
  void whatAFileDeclaresOrMayDeclareIsNotDeclaredAgain() {
    repository.connector("payments", "payments-a").connector("payments", "payments-b", "oops: 1");

    assertThat(prospect("payments-a").obstacle()).contains("declares it already");
    assertThat(prospect("payments-b").obstacle()).contains("may declare it");
    assertThat(prospect("payments-c").obstacle()).isEmpty();
  }

  @Test
  void namesThatDifferOnlyInCaseCannotBothBeDeclared() {
    assertThat(prospect("payments-a", "payments-A").obstacle()).contains("only in case");
  }

  private Prospect prospect(String name, String... others) {
    Declarations declarations = repository.resolve();
    Cluster shared = Objects.requireNonNull(declarations.clusters().get("shared"));
    List<String> running = new ArrayList<>(List.of(others));
    running.add(name);
    return Prospect.of(Judge.judge("c1", declarations, Precedent.none()), shared, name, running);
  }
}
