package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.ConfigKey;
import io.riparian.model.ConfigKey.Importance;
import io.riparian.model.ConfigKey.Width;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.plan.Planner;
import io.riparian.report.PlanReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a plan of files says that nobody has agreed to yet. */
class PreviewTest {
  private final World world = new World();
  private final RevisionReader reader = new RevisionReader(world.ledger(), World.KEYS, world::now);

  private List<String> told() {
    return told(true);
  }

  /** The rules that the plan of the branch names, with what they are about. */
  private List<String> told(boolean mayBeAsked) {
    return plan(mayBeAsked).diagnostics().stream()
        .filter(one -> !one.rule().startsWith("OWN-"))
        .map(one -> one.rule() + " " + one.severity() + " " + one.line() + " " + one.message())
        .toList();
  }

  private PlanReport plan(boolean mayBeAsked) {
    ConnectDoor door = cluster -> world.connect;
    return new Preview(
            () -> Optional.of(world.judged()),
            reader,
            world.beginning(),
            door,
            new PluginCatalogue(door, world.ledger(), world::now),
            (cluster, look) ->
                new ClusterWalk(
                    cluster,
                    look,
                    new Planner(World.KEYS, (id, mistake) -> {}),
                    world.ledger(),
                    world.beginning(),
                    new Chronicle(world.ledger(), world::now, Witness.NONE),
                    new Settling(world::now)),
            world.ledger(),
            world::now)
        .once(world.branch.commit(), mayBeAsked ? world.judged().desired().clusters() : Map.of());
  }

  private static ConfigKey key(String name, ConfigKey.Type type, boolean required) {
    return new ConfigKey(
        name, type, required, "", Importance.HIGH, "", "", 1, Width.NONE, List.of());
  }

  private void install() {
    world.connect.having(
        new PluginConfigDef(
            new Plugin("A", Plugin.Type.SOURCE, "1.0"),
            List.of(
                key("name", ConfigKey.Type.STRING, true),
                key("connector.class", ConfigKey.Type.STRING, true),
                key("topic", ConfigKey.Type.STRING, true),
                key("batch", ConfigKey.Type.INT, false),
                key("db.host", ConfigKey.Type.STRING, false),
                key("opener", ConfigKey.Type.PASSWORD, false))));
  }

  @Test
  void changesAreHeldToWhatTheirClusterHasInstalled() {
    install();
    world.branch.connector("payments-a", "config: {topic: a}");
    world.commit().settle();
    world.branch.connector("payments-a", "config:", "  tpoic: a", "  batch: many");

    assertThat(told())
        .containsExactly(
            "MAN-062 error 5 `topic` is missing; the class requires it",
            "MAN-061 warning 8 `tpoic` is no key of this class, and Connect will ignore it",
            "MAN-063 error 9 the value of `batch` is not a whole number from -2147483648 to"
                + " 2147483647");
  }

  @Test
  void whatDoesNotChangeIsNotAskedAbout() {
    world.branch.connector("payments-a", "config: {nonsense: a}");
    world.commit().settle();
    world.connect.forgetCounts();

    assertThat(told()).isEmpty();
    assertThat(world.connect.count(Operation.PLUGINS)).isZero();
  }

  @Test
  void noConnectorsCodeRunsAndNothingIsWritten() {
    install();
    world.branch.connector("payments-a", "config: {topic: a}");
    world.connect.forgetCounts();

    assertThat(told()).isEmpty();
    assertThat(world.connect.count(Operation.REJECTED_KEYS)).isZero();
    assertThat(world.connect.writes()).isZero();
    assertThat(world.connect.count(Operation.PLUGINS)).isEqualTo(1);
    assertThat(world.connect.count(Operation.CONFIG_DEF)).isEqualTo(1);
  }

  @Test
  void aClusterThatNobodyAcceptedIsNotAskedForItsPluginsEither() {
    world.branch.connector("payments-a", "config: {topic: a}");
    world.connect.forgetCounts();

    assertThat(told(false)).isEmpty();
    assertThat(world.connect.count(Operation.PLUGINS)).isZero();
  }

  @Test
  void aClusterThatDoesNotTellIsNamed() {
    world.branch.connector("payments-a", "config: {topic: a}");
    world.connect.failing(Operation.PLUGINS, 1, Kind.UNREACHABLE, Effect.NOT_DONE);

    assertThat(told())
        .containsExactly(
            "MAN-068 info 3 the changes on cluster `shared` were not held to what is installed"
                + " there: it does not tell");
  }

  @Test
  void aClusterThatTellsNothingTodayIsHeldToWhatItToldBefore() {
    install();
    world.branch.connector("payments-a", "config: {tpoic: a}");
    List<String> before = told(true);
    assertThat(before).anyMatch(one -> one.startsWith("MAN-061"));

    world.connect.failing(Operation.PLUGINS, 1, Kind.TIMED_OUT, Effect.NOT_DONE);

    assertThat(told(true)).isEqualTo(before);
  }

  @Test
  void whatTheClassTakesForAPasswordIsASecretWhateverItIsCalled() {
    install();
    world.branch.connector("payments-a", "config: {topic: a, opener: sesame}");

    assertThat(told())
        .containsExactly(
            "SEC-1 error 7 `opener` holds a secret itself: its class takes a password there");
  }

  @Test
  void anUpdateThatSendsASecretElsewhereIsTold() {
    install();
    world.branch.connector(
        "payments-a", "config:", "  topic: a", "  db.host: db", "  opener: ${file:a:b}");
    world.commit().settle();
    world.branch.connector(
        "payments-a", "config:", "  topic: a", "  db.host: evil", "  opener: ${file:a:b}");

    assertThat(told())
        .containsExactly(
            "SEC-5 warning 9 the secret of `opener` would go where `db.host` says, and did not go"
                + " there before");
  }

  @Test
  void aNewConnectorThatSendsATeamsSecretElsewhereIsToldToo() {
    install();
    world.branch.file(
        "platform/teams/logistics.yaml",
        "apiVersion: riparian/v1",
        "kind: Grant",
        "metadata: {name: logistics}",
        "spec: {connectors: {prefixes: [logistics-]}, clusters: [shared]}");
    world.branch.cluster("shared", "secretProviders: {vault: ['{team}/']}");
    String cluster = world.branch.files().getOrDefault(Branch.clusterFile("shared"), "");
    world.branch.file(
        Branch.clusterFile("shared"), cluster.replace("  secretProviders: {file: [a]}\n", ""));
    String secret = "  opener: ${vault:payments/a:b}";
    world.branch.connector("payments-a", "config:", "  topic: a", "  db.host: db", secret);
    world.commit().settle();
    world.branch.connector("payments-b", "config:", "  topic: a", "  db.host: db", secret);
    assertThat(told()).isEmpty();

    world.branch.connector("payments-b", "config:", "  topic: a", "  db.host: evil", secret);

    assertThat(told())
        .containsExactly(
            "SEC-5 warning 9 the secret of `opener` would go where `db.host` says, and did not go"
                + " there before");
  }

  @Test
  void puttingAConnectorBackSendsNothingAnywhereNew() {
    install();
    world.branch.connector(
        "payments-a", "config:", "  topic: a", "  db.host: db", "  opener: ${file:a:b}");
    world.commit().settle();
    Map<String, String> moved = new TreeMap<>(stored());
    moved.put("db.host", "evil");
    world.connect.given("payments-a", moved);
    world.pass(Duration.ofMinutes(5));

    assertThat(plan(true).changeCount()).isEqualTo(1);
    assertThat(told()).isEmpty();
  }

  private Map<String, String> stored() {
    return world.connect.stored("payments-a").entries();
  }
}
