package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.ledger.Birth;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.ownership.approval.Concern;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.PathChange;
import io.riparian.ownership.approval.PathChange.Entry;
import io.riparian.ownership.approval.PathChange.Kind;
import io.riparian.ownership.approval.Violation;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.repo.GitMirror;
import io.riparian.repo.SigningKey;
import io.riparian.repo.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret goes to another host only when whoever owns it agrees (SEC-5), where signatures prove
 * who agreed: {@code carl} owns some files of a team and not the team, which is {@code alice}'s.
 */
class SecretConcernsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final String ORDERS = "teams/payments/connectors/legacy/orders.yaml";
  private static final String OF_THE_TEAM = "teams/payments/connectors/all.yaml";
  private static final String LEGACY = "teams/payments/connectors/legacy/a.yaml";
  private static final String TEAM = "teams/payments/team.yaml";
  private static final String OWN = "${vault:payments/db:password}";
  private static final String SHARED = "${vault:shared/db:password}";

  private final Map<String, String> files = new TreeMap<>();
  private Upstream upstream;
  private GitMirror mirror;
  private Ledger ledger;
  private OwnershipSettings settings;
  private SigningKey alice;
  private SigningKey carl;
  private SigningKey pat;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    Path signers = Files.createDirectory(directory.resolve("signers"));
    alice = SigningKey.ssh(directory);
    carl = SigningKey.ssh(directory);
    pat = SigningKey.ssh(directory);
    alice.trustIn(signers, "alice");
    carl.trustIn(signers, "carl");
    pat.trustIn(signers, "pat");
    settings =
        new OwnershipSettings(
            OwnershipSettings.Mode.SIGNED,
            Optional.of("CODEOWNERS"),
            Dialect.GITHUB,
            List.of(new Owner("@pat", Owner.Kind.USER)),
            Optional.of(signers));
    upstream = new Upstream(directory.resolve("upstream"));
    mirror = GitMirror.open(upstream.source(), directory.resolve("mirror"));
    ledger = new InMemoryLedger();
    upstream.file(
        "CODEOWNERS",
        """
        * @pat
        /teams/payments/ @alice
        /teams/payments/connectors/legacy/ @carl
        """);
    platform("db");
    Branch.oneTeam()
        .team("logistics")
        .without(Branch.clusterFile("shared"))
        .files()
        .forEach(this::write);
    upstream.file(ORDERS, connector("orders", "db", OWN));
    String baseline = upstream.commit("baseline");
    mirror.fetch();
    ledger.begin(
        new Birth(Birth.Kind.BASELINE, baseline, "operator", NOW),
        gate().all(baseline, "baseline"),
        List.of());
  }

  @AfterEach
  void end() {
    mirror.close();
    upstream.close();
  }

  private Gate gate() {
    return new Gate(
        mirror,
        ledger,
        settings,
        new RevisionReader(ledger, World.KEYS, InstantSource.fixed(NOW))::declared,
        () -> NOW);
  }

  private void write(String path, String text) {
    files.put(path, text);
    upstream.file(path, text);
  }

  private void platform(String host) {
    write(
        Branch.clusterFile("shared"),
        """
        apiVersion: riparian/v1
        kind: Cluster
        metadata: {name: shared}
        spec:
          urls: ['http://shared:8083']
          tenancy: {teams: [payments, logistics]}
          secretProviders: {vault: ['{team}/', shared/]}
          variables: {host: '%s'}
        """
            .formatted(host));
  }

  private static String connector(String name, String host, String secret) {
    return """
        apiVersion: riparian/v1
        kind: Connector
        metadata: {name: payments-%s}
        spec:
          cluster: shared
          class: A
          config: {db.host: '%s', db.password: '%s'}
        """
        .formatted(name, host, secret);
  }

  /** Why the team is held; what is accepted is remembered. */
  private List<Violation> held() {
    mirror.fetch();
    Admission admission = gate().admit(mirror.head().orElseThrow());
    ledger.acceptAll(admission.accepted());
    return admission.units().stream()
        .filter(unit -> unit.unit().name().equals("payments"))
        .flatMap(unit -> unit.violations().stream())
        .toList();
  }

  private List<Violation> held(SigningKey by) {
    upstream.signedBy(by).commit("change");
    return held();
  }

  @Test
  void whoOwnsTheFileAloneDoesNotSendTheTeamsSecretElsewhere() {
    upstream.file(ORDERS, connector("orders", "evil", OWN));

    assertThat(held(carl))
        .containsExactly(
            new Violation(
                HoldReason.SECRET_TO_NEW_HOST,
                ORDERS,
                List.of("@alice"),
                "payments-orders: the secret of `db.password` would go where `db.host` says, and"
                    + " did not go there before"));
  }

  @Test
  void theSecretsOwnerMayAgreeAfterwards() {
    upstream.file(ORDERS, connector("orders", "db2", OWN));
    assertThat(held(carl)).isNotEmpty();
    String tree =
        gate().admit(mirror.head().orElseThrow()).units().stream()
            .filter(UnitStanding::isHeld)
            .map(UnitStanding::candidate)
            .findFirst()
            .orElseThrow();

    upstream.signedBy(alice).commit("Fine\n\nRiparian-Approves: payments " + tree + "\n");

    assertThat(held()).isEmpty();
  }

  @Test
  void whatElseTheFileSaysIsItsOwnersToChange() {
    upstream.file(ORDERS, connector("orders", "db", OWN).replace("class: A", "class: B"));
    assertThat(held(carl)).isEmpty();

    upstream.file(ORDERS, connector("orders", "db2", "${vault:payments/db2:password}"));
    assertThat(held(carl)).as("a secret that went nowhere before").isNotEmpty();
  }

  @Test
  void aSecretThatSeveralTeamsReadIsThePlatforms() {
    upstream.file(OF_THE_TEAM, connector("x", "db", SHARED));
    assertThat(held(alice)).isEmpty();

    upstream.file(OF_THE_TEAM, connector("x", "evil", SHARED));

    assertThat(held(alice))
        .singleElement()
        .satisfies(
            why -> {
              assertThat(why.reason()).isEqualTo(HoldReason.SECRET_TO_NEW_HOST);
              assertThat(why.need()).containsExactly("@pat");
            });
  }

  @Test
  void aFileThatIsBrokenInBetweenHidesNothing() {
    upstream.file(ORDERS, "apiVersion: riparian/v1\nkind: Connector\nnonsense\n");
    assertThat(held(carl)).isEmpty();
    upstream.file(ORDERS, connector("orders", "evil", OWN));

    assertThat(held(carl))
        .extracting(Violation::reason)
        .containsExactly(HoldReason.SECRET_TO_NEW_HOST);
  }

  @Test
  void whatAllOfATeamsConnectorsTakeOverCountsToo() {
    upstream.file(OF_THE_TEAM, connector("all", "${var:db}", OWN));
    upstream.file(TEAM, team("db"));
    assertThat(held(alice)).isEmpty();

    upstream.file(TEAM, team("evil"));

    assertThat(held(alice)).as("the team's owner agrees to it by the signature").isEmpty();
    upstream.file(TEAM, team("worse"));
    assertThat(held(carl))
        .extracting(why -> why.reason() + " " + why.path())
        .containsExactly("OWNER_APPROVAL_MISSING " + TEAM, "SECRET_TO_NEW_HOST " + TEAM);
  }

  private static String team(String host) {
    return "apiVersion: riparian/v1\nkind: Team\nspec: {variables: {db: %s}}\n".formatted(host);
  }

  @Test
  void thePlatformsOwnChangeConcernsNobodyElse() {
    upstream.file(OF_THE_TEAM, connector("all", "${var:host}", OWN));
    assertThat(held(alice)).isEmpty();

    platform("elsewhere");

    assertThat(held(pat)).isEmpty();
  }

  @Test
  void whatASecretIsCalledOnAnotherClusterSaysNothingOfThisOne() {
    upstream.file(
        Branch.clusterFile("other"),
        """
        apiVersion: riparian/v1
        kind: Cluster
        metadata: {name: other}
        spec: {urls: ['http://other:8083'], tenancy: {teams: [payments]}}
        """);
    assertThat(held(pat)).isEmpty();
    upstream.file(LEGACY, connector("a", "evil", OWN).replace("shared", "other"));
    held(carl);
    upstream.file(LEGACY.replace("a.yaml", "b.yaml"), connector("b", "evil", OWN));

    assertThat(held(carl)).extracting(Violation::reason).contains(HoldReason.SECRET_TO_NEW_HOST);
  }

  @Test
  void whatCannotBeResolvedYetIsAskedFor() {
    upstream.file(LEGACY, connector("a", "evil", OWN).replace("shared", "later"));

    assertThat(held(carl))
        .extracting(why -> why.reason() + " " + why.path())
        .containsExactly("SECRET_TO_NEW_HOST " + LEGACY);
  }

  @Test
  void whileTheClusterOrTheGrantIsBrokenNothingIsSentAnywhereNew() {
    for (String broken : List.of(Branch.clusterFile("shared"), "platform/teams/payments.yaml")) {
      String good = files.getOrDefault(broken, "");
      upstream.file(broken, "nonsense: [");
      upstream.signedBy(pat).commit("broken");
      held();

      upstream.file(ORDERS, connector("orders", "evil", OWN));

      assertThat(held(carl))
          .as(broken)
          .extracting(Violation::reason)
          .contains(HoldReason.SECRET_TO_NEW_HOST);
      upstream.file(ORDERS, connector("orders", "db", OWN)).file(broken, good);
      upstream.signedBy(pat).commit("mended");
      held();
    }
  }

  @Test
  void whatOtherDirectoriesComeWithItHidesNothing() {
    Map<String, String> junk = new TreeMap<>();
    for (int team = 0; team < 52; team++) {
      for (int file = 0; file < 395; file++) {
        junk.put("teams/junk%d/connectors/%d.yaml".formatted(team, file), "x");
      }
    }
    for (int file = 0; file < 400; file++) {
      junk.put("teams/payments/connectors/legacy/x%d.yaml".formatted(file), "x: 1");
    }
    upstream.files(junk).file(ORDERS, connector("orders", "evil", OWN));

    assertThat(held(carl)).extracting(Violation::reason).contains(HoldReason.SECRET_TO_NEW_HOST);
  }

  @Test
  void anExceptionForOneAddressSaysNothingOfAnother() {
    upstream.file(
        "platform/policy.yaml",
        """
        apiVersion: riparian/v1
        kind: Policy
        metadata: {name: policy}
        spec:
          exceptions:
            - rule: SEC-5
              connectors: [payments-orders]
              keys: [a.url]
              owner: "@pat"
              reason: it moves
              until: 2027-01-01T00:00:00Z
        """);
    assertThat(held(pat)).isEmpty();
    upstream.file(
        ORDERS, connector("orders", "db", OWN).replace("{db.host", "{a.url: 'http://x', db.host"));
    assertThat(held(carl)).as("only what is excepted").isEmpty();

    upstream.file(
        ORDERS,
        connector("orders", "evil", OWN).replace("{db.host", "{a.url: 'http://y', db.host"));

    assertThat(held(carl)).isNotEmpty();
  }

  @Test
  void everybodyIsAskedWhoseSecretItIs() {
    String both = "config: {a.key: '" + SHARED + "', db.host";
    upstream.file(OF_THE_TEAM, connector("all", "db", OWN).replace("config: {db.host", both));
    held(alice);
    upstream.file(OF_THE_TEAM, connector("all", "evil", OWN).replace("config: {db.host", both));

    assertThat(held(alice)).singleElement().extracting(Violation::need).isEqualTo(List.of("@pat"));
  }

  private static Branch twoTeams() {
    return Branch.oneTeam().team("logistics").connector("payments-a").connector("logistics-a");
  }

  @Test
  void howeverManyTeamsChangeTheFilesOfTheOthersAreReadOnce() {
    String ofPayments = Branch.connectorFile("payments-a");
    String ofLogistics = Branch.connectorFile("logistics-a");
    Commit inForce = twoTeams().commit();
    Commit payments = twoTeams().connector("payments-a", "state: paused").commit();
    Commit logistics = twoTeams().connector("logistics-a", "state: paused").commit();
    SecretConcerns concerns = new SecretConcerns(DeclaredFiles.NONE::next, () -> NOW);

    List<Concern> none =
        concerns.of(
            inForce,
            unit -> unit.name().equals("payments") ? payments : logistics,
            Stream.of(ofPayments, ofLogistics)
                .map(path -> new PathChange(path, Kind.MODIFIED, Entry.FILE))
                .toList());

    assertThat(none).isEmpty();
    assertThat(inForce.read).hasSameSizeAs(twoTeams().files().keySet());
    assertThat(payments.read).containsExactly(ofPayments);
    assertThat(logistics.read).containsExactly(ofLogistics);
  }
}
