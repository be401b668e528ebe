package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.connect.FakeConnect;
import io.riparian.health.AlarmTimes;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.model.DeclaredState;
import io.riparian.model.RunState;
import io.riparian.repo.GitMirror;
import io.riparian.repo.Upstream;
import io.riparian.report.DriftReport;
import io.riparian.report.WhyReport;
import io.riparian.report.WhyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a connector says, situation by situation; the texts lie in {@code why/}. */
@Timeout(60)
class WhyTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Pace STILL =
      new Pace(
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1),
          1,
          World.QUICK,
          World.SOON,
          AlarmTimes.USUAL);
  private static final String ORDERS = "payments-orders";

  @TempDir private Path directory = Path.of("");
  private final Branch branch = Branch.oneTeam();
  private final Set<String> committed = new TreeSet<>();
  private final Map<String, String> revisions = new TreeMap<>();
  private final FakeConnect connect = new FakeConnect();
  private final Ledger ledger = InMemoryLedger.begun();
  private Optional<Upstream> remote = Optional.empty();
  private Optional<GitMirror> local = Optional.empty();
  private Optional<Reconciler> opening = Optional.empty();

  @BeforeEach
  void open() {
    remote = Optional.of(new Upstream(directory.resolve("upstream")));
    local = Optional.of(GitMirror.open(remote.orElseThrow().source(), directory.resolve("mirror")));
    opening =
        Optional.of(
            new Reconciler(
                local.orElseThrow(),
                OwnershipSettings.CONTAINMENT,
                new RevisionReader(ledger, World.KEYS, InstantSource.system()),
                ledger,
                World.KEYS,
                cluster -> new WatchedConnect(connect, write -> {}).cluster(),
                () -> World.START,
                STILL));
  }

  @AfterEach
  void close() {
    reconciler().close();
    local.orElseThrow().close();
    remote.orElseThrow().close();
  }

  private Reconciler reconciler() {
    return opening.orElseThrow();
  }

  /** Commits what the branch holds, and walks until that is answered for. */
  private void walk() throws InterruptedException {
    Map<String, String> files = branch.files();
    Upstream upstream = remote.orElseThrow();
    committed.stream().filter(path -> !files.containsKey(path)).forEach(upstream::without);
    files.forEach(upstream::file);
    committed.clear();
    committed.addAll(files.keySet());
    revisions.put(upstream.commit("a change"), "<revision " + (revisions.size() + 1) + ">");
    look();
  }

  private void look() throws InterruptedException {
    assertThat(reconciler().lookNow("test", LONG)).isTrue();
    assertThat(reconciler().lookNow("test", LONG)).isTrue();
    assertThat(reconciler().walkNow("test", LONG)).isTrue();
  }

  private void running(String... spec) throws InterruptedException {
    branch.connector(ORDERS, spec);
    reconciler().start();
    walk();
    look();
  }

  private void edit(String key, String value) {
    Map<String, String> config = new TreeMap<>(connect.stored(ORDERS).entries());
    config.put(key, value);
    connect.given(ORDERS, config);
  }

  /** What is told, with names in place of commits and of the cycle's id. */
  private String page(String connector) {
    String text =
        Why.everywhere(reconciler(), connector).stream()
            .map(WhyText::of)
            .collect(Collectors.joining("\n"));
    for (Map.Entry<String, String> revision : revisions.entrySet()) {
      text = text.replace(revision.getKey(), revision.getValue());
    }
    return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<cycle>");
  }

  private static void assertTells(String page, String situation) throws IOException {
    assertThat(page)
        .isEqualTo(Files.readString(Path.of("src/test/resources/why/" + situation + ".txt")));
  }

  @Test
  void asDeclared() throws Exception {
    running("state: running");

    assertTells(page(ORDERS), "as-declared");
  }

  @Test
  void driftOfWhatIsOverriddenIsPutBackLikeAnyOther() throws Exception {
    running("config: {topic: orders}", "state: running");
    reconciler()
        .interventions()
        .override(World.id(ORDERS), DeclaredState.PAUSED, Duration.ofHours(4), "anna", "full disk");
    look();
    assertThat(connect.target(ORDERS)).isEqualTo(RunState.PAUSED);
    connect.refusing("topic");
    edit("topic", "by.hand");
    connect.givenState(ORDERS, RunState.PAUSED);
    look();

    assertThat(StandingDrift.of(reconciler(), "shared", ORDERS).connectors())
        .extracting(DriftReport.ConnectorDrift::kind, DriftReport.ConnectorDrift::next)
        .containsExactly(tuple("update", "reverted"));
  }

  @Test
  void refusedByConnect() throws Exception {
    connect.refusing("topic");
    running("config: {topic: orders}");

    assertTells(page(ORDERS), "refused-by-connect");
  }

  @Test
  void refusedByTheOwnershipRules() throws Exception {
    running();
    branch.file(
        "teams/payments/connectors/lake.yaml",
        "apiVersion: riparian/v1",
        "kind: Connector",
        "metadata: {name: orders-lake}",
        "spec: {class: A, cluster: shared}");
    walk();

    assertTells(page("orders-lake"), "refused-by-ownership");
  }

  @Test
  void driftThatIsOnlyReported() throws Exception {
    branch.cluster("shared", "drift: report");
    running("config: {topic: orders}");
    edit("topic", "else");
    look();

    assertTells(page(ORDERS), "drift-reported");
  }

  @Test
  void aChangeThatIsOnlyObserved() throws Exception {
    branch.cluster("shared", "mode: observe");
    running("state: paused", "config: {topic: orders}");

    assertTells(page(ORDERS), "observed");
  }

  @Test
  void nobodys() throws Exception {
    connect.given("by-hand", Map.of("connector.class", "A", "password", "hunter2"));
    running();

    assertTells(page("by-hand"), "unmanaged");
  }

  @Test
  void somebodyElses() throws Exception {
    connect.given(ORDERS, Map.of("connector.class", "A", "riparian.mark", "v1:other:shared:x:y"));
    running();

    assertTells(page(ORDERS), "foreign");
  }

  @Test
  void anOrphan() throws Exception {
    running();
    branch.without("teams/payments/team.yaml").withoutConnector(ORDERS);
    branch.without("platform/teams/payments.yaml").team("logistics");
    walk();

    assertTells(page(ORDERS), "orphaned");
  }

  @Test
  void aNameThatNobodyKnows() throws Exception {
    running();

    assertTells(page("nonsense"), "unknown-name");
  }

  @Test
  void aClusterThatDoesNotAnswer() throws Exception {
    running();
    connect.down(true);
    look();

    assertTells(page(ORDERS), "cluster-down");
    assertTells(page("nonsense"), "unknown-name-on-a-cluster-that-is-down");
  }

  @Test
  void aFileThatCannotBeRead() throws Exception {
    running();
    branch.file(Branch.connectorFile(ORDERS), "apiVersion: riparian/v1", "kind: [");
    walk();

    assertTells(page(ORDERS), "broken-file");
  }

  @Test
  void aConnectorThatFailsSinceALaterLook() throws Exception {
    running();
    connect.givenState(ORDERS, RunState.FAILED);
    look();

    assertTells(page(ORDERS), "failed");
  }

  @Test
  void aDeclaredClusterThatIsGoneFromGit() throws Exception {
    running();
    branch.cluster("other");
    branch.without(Branch.clusterFile("shared"));
    walk();

    assertThat(page(ORDERS)).contains("no readable file declares this cluster");
  }

  @Test
  void withoutACredentialNoValueIsTold() throws Exception {
    branch.cluster("shared", "mode: observe");
    running("config: {topic: orders}");

    WhyReport page = Why.of(reconciler(), "shared", ORDERS);

    assertThat(page.next().changes().toString()).contains("orders");
    assertThat(page.withoutValues().next().changes().toString()).doesNotContain("after=orders");
  }
}
