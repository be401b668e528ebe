package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.ledger.Accepted;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.RewrittenHistory;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.Upstream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RepositoryLoopTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path directory = Path.of("");
  private final InMemoryLedger ledger = InMemoryLedger.begun();
  private final List<String> looked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> heard = new ArrayList<>();
  private Optional<RuntimeException> trouble = Optional.empty();
  private Optional<Upstream> remote = Optional.empty();
  private Optional<GitMirror> local = Optional.empty();
  private Optional<RepositoryLoop> loop = Optional.empty();

  @BeforeEach
  void begin() {
    remote = Optional.of(new Upstream(directory.resolve("upstream")));
    open("mirror");
  }

  @AfterEach
  void end() {
    loop().close();
    mirror().close();
    upstream().close();
  }

  private Upstream upstream() {
    return remote.orElseThrow();
  }

  private GitMirror mirror() {
    return local.orElseThrow();
  }

  private RepositoryLoop loop() {
    return loop.orElseThrow();
  }

  /** The daemon's process begins, with this directory for its mirror. */
  private void open(String name) {
    GitMirror mirror = GitMirror.open(upstream().source(), directory.resolve(name));
    local = Optional.of(mirror);
    loop =
        Optional.of(
            new RepositoryLoop(
                mirror,
                gate(mirror, ledger),
                new RevisionReader(troubled(ledger), World.KEYS, InstantSource.system()),
                ledger,
                () -> World.START,
                Duration.ofHours(1),
                this::hear,
                looked::add));
  }

  private static Gate gate(GitMirror mirror, Ledger known) {
    return new Gate(
        mirror, known, OwnershipSettings.CONTAINMENT, DeclaredFiles.NONE::next, () -> World.START);
  }

  private void hear(String trigger, Judged judged) {
    heard.add(trigger + " " + judged.desired().revision());
    fail();
  }

  private void fail() {
    trouble.ifPresent(
        failure -> {
          throw failure;
        });
  }

  /** A ledger that cannot be read while there is trouble, so that nothing can be judged. */
  private Ledger troubled(Ledger ledger) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              fail();
              try {
                return method.invoke(ledger, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getTargetException();
              }
            });
  }

  private String commit(String... connectors) {
    Branch branch = Branch.oneTeam();
    for (String connector : connectors) {
      branch.connector(connector);
    }
    branch.files().forEach(upstream()::file);
    return upstream().commit("a change");
  }

  private String inForce() {
    return loop().judged().map(judged -> judged.desired().revision()).orElse("");
  }

  @Test
  void aRevisionIsFetchedAndJudged() {
    String revision = commit("payments-a");

    loop().look();

    assertThat(inForce()).isEqualTo(revision);
    assertThat(loop().judged().orElseThrow().desired().connectors())
        .containsOnlyKeys(World.id("payments-a"));
    assertThat(loop().view()).isEqualTo(new RepositoryView(revision, "", World.START, ""));
  }

  @Test
  void aFailedFirstFetchLeavesNothingToJudge() {
    loop().look();

    assertThat(loop().judged()).isEmpty();
    assertThat(loop().view().problem()).isNotEmpty();
    assertThat(loop().view().revision()).isEmpty();
  }

  @Test
  void aFailedFetchKeepsTheLastAndSaysSo() {
    String revision = commit("payments-a");
    loop().look();
    upstream().deleteMain();

    loop().look();

    assertThat(inForce()).isEqualTo(revision);
    assertThat(loop().view().revision()).isEqualTo(revision);
    assertThat(loop().view().problem()).contains("no such ref");
    upstream().pointMainAt(revision);
    loop().look();
    assertThat(loop().view().problem()).isEmpty();
  }

  @Test
  void aTreeThatCannotBeReadKeepsTheLastAndIsTriedAgain() {
    String first = commit("payments-a");
    loop().look();
    String second = commit("payments-a", "payments-b");
    trouble = Optional.of(new RepositoryUnreadableException("an object is missing"));

    loop().look();

    assertThat(inForce()).isEqualTo(first);
    assertThat(loop().view().problem()).contains(second).contains("an object is missing");
    trouble = Optional.empty();
    loop().look();
    assertThat(inForce()).isEqualTo(second);
  }

  @Test
  void anEmptyTreeIsARevisionLikeAnyOther() {
    commit("payments-a");
    loop().look();
    Branch.oneTeam().connector("payments-a").files().keySet().forEach(upstream()::without);

    String empty = upstream().commit("nothing left");
    loop().look();

    assertThat(inForce()).isEqualTo(empty);
    assertThat(loop().judged().orElseThrow().desired().connectors()).isEmpty();
  }

  @Test
  void aRewrittenHistoryFreezesAndKeepsTheLast() {
    String accepted = commit("payments-a");
    loop().look();
    String rewritten = upstream().commitOn(List.of(), "rewritten");

    loop().look();
    loop().look();

    assertThat(inForce()).isEqualTo(accepted);
    assertThat(loop().view().candidate()).isEqualTo(rewritten);
    assertThat(ledger.frozen()).contains(new RewrittenHistory(accepted, rewritten, World.START));
    assertThat(ledger.auditAfter(0, 10)).as("noted once").hasSize(1);
  }

  @Test
  void aRewriteThatWasUndoneStillWaitsForSomebody() {
    String accepted = commit("payments-a");
    loop().look();
    upstream().commitOn(List.of(), "rewritten");
    loop().look();
    upstream().pointMainAt(accepted);

    loop().look();

    assertThat(ledger.frozen())
        .hasValueSatisfying(it -> assertThat(it.candidate()).isEqualTo(accepted));
    assertThat(loop().view().candidate()).isEqualTo(accepted);
  }

  @Test
  void aLostMirrorIsFetchedAgainAndGoesOnWhereTheLedgerStands() {
    String accepted = commit("payments-a");
    loop().look();
    ledger.accept(new Accepted(Accepted.BRANCH, accepted, "", "none", World.START));
    String next = commit("payments-a", "payments-b");
    restartWithoutMirror();

    loop().look();

    assertThat(inForce()).isEqualTo(next);
    assertThat(ledger.frozen()).isEmpty();
  }

  @Test
  void aHistoryRewrittenWhileTheMirrorWasLostFreezes() {
    String accepted = commit("payments-a");
    loop().look();
    ledger.accept(new Accepted(Accepted.BRANCH, accepted, "", "none", World.START));
    String rewritten = upstream().commitOn(List.of(), "rewritten");
    restartWithoutMirror();

    loop().look();

    assertThat(ledger.frozen()).contains(new RewrittenHistory(accepted, rewritten, World.START));
  }

  @Test
  void aLedgerThatHasNotBegunIsNotFrozen() {
    loop().close();
    mirror().close();
    InMemoryLedger empty = new InMemoryLedger();
    GitMirror mirror = GitMirror.open(upstream().source(), directory.resolve("mirror"));
    local = Optional.of(mirror);
    loop =
        Optional.of(
            new RepositoryLoop(
                mirror,
                gate(mirror, empty),
                new RevisionReader(empty, World.KEYS, InstantSource.system()),
                empty,
                () -> World.START,
                LONG,
                this::hear,
                looked::add));
    commit("payments-a");
    loop().look();
    upstream().commitOn(List.of(), "rewritten");

    loop().look();

    assertThat(empty.frozen()).isEmpty();
    assertThat(loop().view().candidate()).isNotEmpty();
  }

  @Test
  void aLookWithoutNewsIsToldToTheClustersAndOneWithNewsIsNot() throws InterruptedException {
    commit("payments-a");
    loop().start();
    assertThat(loop().lookNow("hook", LONG)).isTrue();
    assertThat(loop().lookNow("hook", LONG)).isTrue();
    assertThat(looked).as("nothing new since the start").isNotEmpty().containsOnly("hook");
    looked.clear();
    String revision = commit("payments-b");

    assertThat(loop().lookNow("hook", LONG)).isTrue();

    assertThat(heard).contains("hook " + revision);
    assertThat(looked).as("the commit woke them already").isEmpty();
  }

  private void restartWithoutMirror() {
    loop().close();
    mirror().close();
    open("another mirror");
  }

  @Test
  void lookingTellsNobody() {
    commit("payments-a");

    loop().look();

    assertThat(heard).isEmpty();
  }

  @Test
  void eachRevisionIsToldOnce() throws InterruptedException {
    String first = commit("payments-a");
    loop().start();
    loop().lookNow("hook", LONG);
    loop().lookNow("hook", LONG);
    String second = commit("payments-a", "payments-b");

    assertThat(loop().lookNow("hook", LONG)).isTrue();

    assertThat(heard)
        .extracting(line -> line.substring(line.indexOf(' ') + 1))
        .containsExactly(first, second);
  }

  @Test
  void whatWasOnlyLookedAtBeforeTheStartIsToldThen() throws InterruptedException {
    String revision = commit("payments-a");
    loop().look();

    loop().start();
    loop().lookNow("hook", LONG);

    assertThat(heard).singleElement().asString().endsWith(" " + revision);
  }

  @Test
  void aRevisionWhoseTakeOverBrokeIsToldAgain() throws InterruptedException {
    commit("payments-a");
    loop().look();
    trouble = Optional.of(new IllegalStateException("the disk is full"));
    loop().start();
    loop().lookNow("hook", LONG);
    assertThat(loop().view().problem()).contains("could not be looked at");
    int before = heard.size();
    trouble = Optional.empty();

    loop().lookNow("hook", LONG);

    assertThat(heard).hasSize(before + 1);
    assertThat(loop().isAlive()).isTrue();
  }
}
