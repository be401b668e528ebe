package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.FakeConnect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.forge.ChangeRequest;
import io.riparian.forge.Check;
import io.riparian.forge.FakeForge;
import io.riparian.forge.ForgeFailure;
import io.riparian.health.AlarmTimes;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.model.ConfigKey;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.repo.GitMirror;
import io.riparian.repo.Upstream;
import io.riparian.report.RequestComment;
import io.riparian.report.RequestReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told on requests, from the first push to the day that it runs. */
@Timeout(120)
class RequestLoopTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Pace STILL =
      new Pace(
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1),
          1,
          World.QUICK,
          World.SOON,
          AlarmTimes.USUAL);
  private static final String FILE = Branch.connectorFile("payments-a");

  private final FakeForge forge = new FakeForge().team("@acme/payments", "alice", "anna");
  private final FakeConnect connect = new FakeConnect();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private volatile Instant now = World.START;
  private Path directory = Path.of("");
  private Upstream upstream;
  private GitMirror mirror;
  private Reconciler reconciler;

  @BeforeEach
  void begin(@TempDir Path temporary) throws InterruptedException {
    directory = temporary;
    upstream = new Upstream(directory.resolve("upstream"));
    mirror = GitMirror.open(upstream.source(), directory.resolve("mirror"));
    Branch.oneTeam().files().forEach(upstream::file);
    String baseline =
        upstream.file("CODEOWNERS", "* @pat\n/teams/payments/ @acme/payments\n").commit("baseline");
    connect.having(
        new PluginConfigDef(
            new Plugin("A", Plugin.Type.SOURCE, "1.0"),
            Stream.of("name", "connector.class", "tasks.max", "topic")
                .map(RequestLoopTest::key)
                .toList()));
    open();
    assertThat(reconciler.lookNow("test", LONG)).isTrue();
    until(() -> reconciler.clusters().stream().anyMatch(view -> view.answered().isPresent()));
    assertThat(reconciler.desk().acceptBaseline(baseline, "operator")).isZero();
    look();
  }

  private static ConfigKey key(String name) {
    return new ConfigKey(
        name,
        ConfigKey.Type.STRING,
        false,
        "",
        ConfigKey.Importance.HIGH,
        "",
        "",
        1,
        ConfigKey.Width.NONE,
        List.of());
  }

  private void open() {
    reconciler =
        new Reconciler(
            mirror,
            new OwnershipSettings(
                OwnershipSettings.Mode.FORGE,
                Optional.of("CODEOWNERS"),
                Dialect.GITHUB,
                List.of(new Owner("@pat", Owner.Kind.USER)),
                Optional.empty()),
            Optional.of(forge),
            new RevisionReader(ledger, World.KEYS, InstantSource.system()),
            ledger,
            World.KEYS,
            cluster -> connect,
            () -> now,
            STILL,
            Witness.NONE,
            Herald.NONE);
    reconciler.start();
  }

  @AfterEach
  void end() {
    reconciler.close();
    mirror.close();
    upstream.close();
  }

  /** The second look takes up a call that the first did not have to answer. */
  private void look() throws InterruptedException {
    assertThat(reconciler.lookNow("test", LONG)).isTrue();
    assertThat(reconciler.lookNow("test", LONG)).isTrue();
    assertThat(reconciler.walkNow("test", LONG)).isTrue();
  }

  private static void until(BooleanSupplier true_) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!true_.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came to that").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private String comment(long number) {
    Map<String, String> all = forge.comments(number);
    assertThat(all.size()).isLessThanOrEqualTo(1);
    return all.getOrDefault(
        RequestComment.marker("i1"), all.values().stream().findFirst().orElse(""));
  }

  private String stage(long number) {
    return Optional.ofNullable(ledger.toldRequests().get(number))
        .map(told -> told.stage())
        .orElse("");
  }

  private Optional<Check> check(String commit) {
    return forge.checks().stream()
        .filter(check -> check.head().equals(commit))
        .reduce((earlier, later) -> later);
  }

  private Check.Conclusion conclusion(String commit) {
    return check(commit).map(Check::conclusion).orElse(Check.Conclusion.PENDING);
  }

  private void ask(String author, String head) {
    forge.asks(7, author, head).commits(author, 7);
    reconciler.lookAtRequest(OptionalLong.of(7));
  }

  private String connector(String... spec) {
    return new Branch().connector("payments-a", spec).files().getOrDefault(FILE, "");
  }

  @Test
  void aRequestIsToldAboutFromItsFirstPushToTheDayItRuns() throws InterruptedException {
    String bad = upstream.file(FILE, connector("tasksMax: none")).request(7, "a connector");
    ask("zoe", bad);
    until(() -> check(bad).isPresent());
    assertThat(conclusion(bad)).isEqualTo(Check.Conclusion.FAILURE);
    assertThat(check(bad).orElseThrow().annotations())
        .extracting(Check.Annotation::path)
        .contains(FILE);
    assertThat(comment(7)).contains("tasksMax");

    String good = upstream.file(FILE, connector()).requestOn(bad, 7, "mended");
    ask("zoe", good);
    until(() -> check(good).isPresent());
    assertThat(comment(7))
        .doesNotContain("MAN-0")
        .contains("payments-a")
        .contains("@acme/payments");
    assertThat(conclusion(good)).isNotEqualTo(Check.Conclusion.FAILURE);

    forge.approves("alice", 7);
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> conclusion(good) == Check.Conclusion.SUCCESS);
    assertThat(comment(7)).contains("@alice");
    assertThat(connect.has("payments-a")).isFalse();

    String merge = upstream.reset(good).commitOn(List.of(upstream.tip(), good), "merge");
    forge.merged(7, merge);
    reconciler.lookAtRequest(OptionalLong.of(7));
    look();
    until(() -> connect.has("payments-a"));
    until(() -> stage(7).isEmpty() && comment(7).contains("pplied"));
    assertThat(conclusion(merge)).isEqualTo(Check.Conclusion.SUCCESS);
  }

  @Test
  void whatWasPushedAfterTheApprovalIsHeldAndTold() throws InterruptedException {
    String good = upstream.file(FILE, connector()).request(7, "a connector");
    ask("zoe", good);
    forge.approves("alice", 7);
    String more = upstream.reset(good).file(FILE, connector("tasksMax: 9")).requestOn(good, 7, "x");
    upstream.reset(upstream.tip());
    ask("zoe", more);
    until(() -> check(more).isPresent());
    assertThat(conclusion(more)).isNotEqualTo(Check.Conclusion.SUCCESS);

    String merge = upstream.reset(more).commitOn(List.of(upstream.tip(), more), "merge");
    forge.merged(7, merge);
    reconciler.lookAtRequest(OptionalLong.of(7));
    look();
    until(() -> stage(7).equals("held"));

    assertThat(connect.has("payments-a")).isFalse();
    assertThat(comment(7)).contains("@acme/payments");
    assertThat(conclusion(merge)).isEqualTo(Check.Conclusion.FAILURE);

    forge.approves("anna", 7);
    now = now.plusSeconds(60);
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> connect.has("payments-a"));
  }

  @Test
  void aDirectPushIsHeldAndTheCommitSaysSo() throws InterruptedException {
    String pushed = upstream.file(FILE, connector()).commit("pushed");
    look();
    until(() -> check(pushed).isPresent());

    assertThat(conclusion(pushed)).isEqualTo(Check.Conclusion.FAILURE);
    assertThat(check(pushed).orElseThrow().title()).contains("payments is held: no-request");
    assertThat(connect.has("payments-a")).isFalse();
  }

  @Test
  void aStrangersFilesSendNobodyAnywhere() throws InterruptedException {
    String head = upstream.file(FILE, connector("config: {topic: a}")).request(7, "from afar");
    connect.forgetCounts();
    forge.asksFromFork(7, "mallory", head);
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> check(head).isPresent());
    assertThat(connect.count(Operation.PLUGINS)).isZero();

    forge.approves("mallory2", 7);
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> comment(7).contains("mallory2"));
    assertThat(connect.count(Operation.PLUGINS)).isZero();

    forge.approves("alice", 7);
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> conclusion(head) == Check.Conclusion.SUCCESS);
    assertThat(connect.count(Operation.PLUGINS)).isPositive();
  }

  @Test
  void aRequestThatCannotBeMergedIsToldSo() throws InterruptedException {
    String head = upstream.file(FILE, connector("tasksMax: 2")).request(7, "mine");
    upstream.file(FILE, connector("tasksMax: 3")).commit("theirs");
    look();
    ask("zoe", head);
    until(() -> check(head).isPresent());

    assertThat(reconciler.requests().values())
        .extracting(RequestReport::stage)
        .containsExactly("conflicting");
  }

  @Test
  void aRequestThatIsGivenUpIsForgotten() throws InterruptedException {
    String head = upstream.file(FILE, connector()).request(7, "mine");
    ask("zoe", head);
    until(() -> stage(7).equals("open"));

    forge.closed(7);
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> stage(7).isEmpty());

    assertThat(reconciler.requests()).isEmpty();
    assertThat(comment(7)).containsIgnoringCase("closed");
  }

  @Test
  void whatWasMergedWhileNobodyLookedIsFollowedAfterARestart() throws InterruptedException {
    String head = upstream.file(FILE, connector()).request(7, "mine");
    ask("zoe", head);
    until(() -> stage(7).equals("open"));
    reconciler.close();

    forge.approves("alice", 7);
    forge.merged(7, upstream.reset(head).commitOn(List.of(upstream.tip()), "squash"));
    open();
    look();
    until(() -> connect.has("payments-a"));
    until(() -> stage(7).isEmpty());

    assertThat(comment(7)).containsIgnoringCase("applied");
  }

  @Test
  void aForgeThatHasHadEnoughIsLeftAlone() throws InterruptedException {
    forge.failsWith(
        new ForgeFailure(
            ForgeFailure.Kind.RATE_LIMITED, "too many calls", Optional.of(now.plusSeconds(600))));
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> reconciler.forgeProblem().equals("too many calls"));
    int calls = forge.calls();
    forge.failsWith(null);

    for (int hint = 0; hint < 20; hint++) {
      reconciler.lookAtRequest(OptionalLong.of(7));
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(forge.calls()).isEqualTo(calls);

    now = now.plusSeconds(601);
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> reconciler.forgeProblem().isEmpty());
  }

  @Test
  void whatWasSaidWhileTheForgeWasAwayIsNotForgotten() throws InterruptedException {
    String head = upstream.file(FILE, connector()).request(7, "mine");
    ask("zoe", head);
    until(() -> check(head).isPresent());
    forge.approves("alice", 7);
    forge.failsWith(
        new ForgeFailure(ForgeFailure.Kind.UNWELL, "it is away", Optional.of(now.plusSeconds(60))));
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> reconciler.forgeProblem().equals("it is away"));

    forge.failsWith(null);
    now = now.plusSeconds(61);
    reconciler.lookAtRequest(OptionalLong.of(99));
    until(() -> conclusion(head) == Check.Conclusion.SUCCESS);
  }

  @Test
  void aRequestThatCannotBeLookedAtKeepsUsFromNoOther() throws InterruptedException {
    forge.talksNonsenseOf(7);
    String head = upstream.file(FILE, connector()).request(7, "mine");
    ask("zoe", head);
    forge.asks(8, "zoe", upstream.file("README.md", "hello").request(8, "other"));
    reconciler.lookAtRequest(OptionalLong.of(8));
    until(() -> ledger.toldRequests().containsKey(8L));
    until(() -> reconciler.forgeProblem().contains("[7]"));
    assertThat(check(head)).isEmpty();

    forge.talksNonsenseOf(0);
    reconciler.lookAtRequest(OptionalLong.of(7));
    until(() -> check(head).isPresent());
    until(() -> reconciler.forgeProblem().isEmpty());
  }

  @Test
  void whereNobodyMaySayAnythingTheVerdictIsShownAndOthersAreTold() throws InterruptedException {
    forge.locks(7);
    String head = upstream.file(FILE, connector()).request(7, "mine");
    ask("zoe", head);
    forge.asks(8, "zoe", upstream.file("README.md", "hello").request(8, "other"));
    reconciler.lookAtRequest(OptionalLong.of(8));

    until(() -> check(head).isPresent());
    until(() -> ledger.toldRequests().containsKey(8L));
    assertThat(reconciler.forgeProblem()).isEmpty();
  }

  @Test
  void whatIsHeldIsToldAlsoWhereNoConnectorChanges() throws InterruptedException {
    String head = upstream.file("teams/payments/notes.md", "notes").request(7, "notes");
    ask("zoe", head);
    until(() -> stage(7).equals("open"));

    forge.merged(7, upstream.file("teams/payments/notes.md", "notes").commit("squash"));
    reconciler.lookAtRequest(OptionalLong.of(7));
    look();

    until(() -> stage(7).equals("held"));
  }

  @Test
  void manyHintsAreFewLooks() throws InterruptedException {
    String head = upstream.file(FILE, connector()).request(7, "mine");
    ask("zoe", head);
    until(() -> check(head).isPresent());
    long before = reconciler.requestLooks();

    for (int hint = 0; hint < 10_000; hint++) {
      reconciler.lookAtRequest(OptionalLong.of(7));
    }
    until(() -> reconciler.requestLooks() > before);
    TimeUnit.MILLISECONDS.sleep(500);

    assertThat(reconciler.requestLooks() - before).isLessThan(20);
  }

  @Test
  void whatDidNotChangeIsNotPlannedAgain() throws InterruptedException {
    String head = upstream.file(FILE, connector()).request(7, "mine");
    ask("zoe", head);
    until(() -> check(head).isPresent());
    long before = reconciler.requestLooks();
    forge.asks(8, "zoe", upstream.file("README.md", "hello").request(8, "other"));
    reconciler.lookAtRequest(OptionalLong.of(8));
    until(() -> ledger.toldRequests().containsKey(8L));

    assertThat(reconciler.requestLooks() - before).isEqualTo(1);
    assertThat(forge.request(8)).map(ChangeRequest::number).contains(8L);
  }
}
