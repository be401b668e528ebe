package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ClusterRails;
import io.riparian.model.Glob;
import io.riparian.model.Grant;
import io.riparian.model.GrantRails;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.model.Policy.Strictness;
import io.riparian.model.Policy.Waiver;
import io.riparian.model.Quota;
import io.riparian.model.Severity;
import io.riparian.policy.MovedSecrets.Moved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose a secret is that a change of a connector would send to another host. */
class MovedSecretsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Location AT = Location.ofFile("platform/policy.yaml");
  private static final String OWN = "${vault:teams/orders/db:password}";
  private static final String SHARED = "${vault:shared/db:password}";

  private static Subjects connector(String name, String host, String secret) {
    return Subjects.of("io.example.Source", "db.host", host, "db.password", secret)
        .named("orders", name)
        .withCluster(
            new ClusterRails(
                Optional.empty(),
                List.of(),
                Map.of("vault", List.of("teams/{team}/", "shared/")),
                Optional.empty(),
                List.of(),
                Map.of(),
                Quota.UNLIMITED));
  }

  private static Optional<Moved> among(Policy policy, Subjects after, Subjects... before) {
    Grant orders = after.get().grant();
    Grant other =
        new Grant(
            "billing",
            AT,
            List.of(),
            List.of("billing-"),
            Set.of(),
            Set.of("shared"),
            GrantRails.NONE,
            Map.of());
    return new MovedSecrets(
            policy,
            NOW,
            Map.of("shared", after.get().cluster()),
            Map.of("orders", orders, "billing", other),
            (connector, key) -> AT)
        .among(
            SecretUses.of(Stream.of(before).map(one -> one.get().connector()).toList()),
            after.get().connector());
  }

  private static Optional<Moved> among(Subjects after, Subjects... before) {
    return among(Policy.DEFAULT, after, before);
  }

  @Test
  void aSecretThatOneTeamAloneMayReadIsThatTeams() {
    Moved moved =
        among(connector("orders-a", "evil", OWN), connector("orders-a", "db", OWN)).orElseThrow();

    assertThat(moved.teams()).containsExactly("orders");
    assertThat(moved.platforms()).isFalse();
    assertThat(moved.asks()).isTrue();
    assertThat(moved.diagnostic().rule()).isEqualTo("SEC-5");
    assertThat(moved.diagnostic().message())
        .isEqualTo(
            "the secret of `db.password` would go where `db.host` says, and did not go there before");
    assertThat(moved.diagnostic().toString()).doesNotContain("evil");
  }

  @Test
  void aSecretThatSeveralMayReadIsThePlatforms() {
    Moved moved =
        among(connector("orders-a", "evil", SHARED), connector("orders-a", "db", SHARED))
            .orElseThrow();

    assertThat(moved.teams()).isEmpty();
    assertThat(moved.platforms()).isTrue();
  }

  @Test
  void aTeamsOwnSecretGoesNowhereNewByWayOfAnotherConnectorEither() {
    Subjects before = connector("orders-a", "db", OWN);

    assertThat(among(connector("orders-b", "evil", OWN), before)).isPresent();
    assertThat(among(connector("orders-b", "evil", OWN))).as("the old one is gone").isPresent();
    assertThat(among(connector("orders-b", "db", OWN), before)).isEmpty();
    assertThat(among(connector("orders-b", "evil", SHARED), before))
        .as("each of those who may read it can send it anywhere")
        .isEmpty();
  }

  @Test
  void aNewHostWithASecretThatWasThereBeforeIsFine() {
    assertThat(
            among(
                connector("orders-a", "db2", "${vault:teams/orders/db2:password}"),
                connector("orders-a", "db", OWN),
                connector("orders-b", "db2", "${vault:teams/orders/db2:password}")))
        .isEmpty();
  }

  @Test
  void whatThePlatformExceptsOrOnlyWantsToKnowAsksNobody() {
    Subjects before = connector("orders-a", "db", OWN);
    Subjects after = connector("orders-a", "evil", OWN);
    Waiver waiver =
        new Waiver(
            AT,
            "SEC-5",
            List.of(new Glob("orders-a")),
            List.of(),
            Set.of(),
            "@acme/platform",
            "the host was renamed",
            NOW.plusSeconds(60));

    assertThat(among(policy(List.of(), List.of(waiver)), after, before))
        .hasValueSatisfying(moved -> assertThat(moved.asks()).isFalse());
    assertThat(among(policy(Optional.of(Severity.INFO)), after, before))
        .hasValueSatisfying(moved -> assertThat(moved.asks()).isFalse());
    assertThat(among(policy(Optional.empty()), after, before)).isEmpty();
  }

  private static Policy policy(Optional<Severity> severity) {
    return policy(List.of(new Strictness(AT, "SEC-5", severity, Set.of())), List.of());
  }

  private static Policy policy(List<Strictness> rules, List<Waiver> exceptions) {
    return new Policy(rules, exceptions, Map.of(), Quota.UNLIMITED, List.of());
  }
}
