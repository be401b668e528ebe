package io.riparian.reconcile;

import io.riparian.ledger.Accepted;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.RewrittenHistory;
import io.riparian.model.Diagnostic;
import io.riparian.reconcile.Pulse.Doing;
import io.riparian.repo.FetchResult;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RepositoryUnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The loop around Git: fetch, read, judge, and hand on. A failed fetch or read keeps what is in
 * force; a rewritten history freezes everything.
 */
final class RepositoryLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RepositoryLoop.class);

  private static final String START = "start";
  private static final String TIMER = "timer";

  private final GitMirror mirror;
  private final Gate gate;
  private final RevisionReader reader;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Duration interval;
  private final BiConsumer<String, Judged> news;
  private final Consumer<String> looked;
  private final Calls calls = new Calls();
  private final Heartbeat heartbeat;
  private final HoldWatch holds;
  private final Thread thread = new Thread(this::run, "repository");

  private volatile RepositoryView view = RepositoryView.NONE;
  private volatile Optional<Judged> judged = Optional.empty();
  private volatile boolean closed;
  private Optional<Judged> told = Optional.empty();

  /**
   * @param news hears of each judged revision, with what made us look
   * @param looked hears what made us look when there were no news, unless it was the timer
   */
  RepositoryLoop(
      GitMirror mirror,
      Gate gate,
      RevisionReader reader,
      Ledger ledger,
      InstantSource clock,
      Duration interval,
      BiConsumer<String, Judged> news,
      Consumer<String> looked) {
    this.mirror = mirror;
    this.gate = gate;
    this.reader = reader;
    this.ledger = ledger;
    this.clock = clock;
    this.interval = interval;
    this.news = news;
    this.looked = looked;
    this.heartbeat = new Heartbeat("repository", clock);
    this.holds = new HoldWatch(ledger);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  void lookAgain(String trigger) {
    calls.call(trigger);
  }

  /** Something may be new, as many say who call it again and again. */
  void hint(String trigger) {
    calls.hint(trigger);
  }

  /** Fetches and judges now; whether that ended in time. */
  boolean lookNow(String trigger, Duration longest) throws InterruptedException {
    return calls.callAndWait(trigger, longest);
  }

  /** What it is doing at the moment. */
  Pulse pulse() {
    return heartbeat.pulse();
  }

  RepositoryView view() {
    return view;
  }

  Optional<Judged> judged() {
    return judged;
  }

  private void run() {
    try {
      loop();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      calls.close();
    }
  }

  private void loop() throws InterruptedException {
    String trigger = START;
    while (!closed) {
      trigger = first(trigger, calls.begin(trigger));
      heartbeat.begin(Doing.FETCHING);
      try {
        look();
        tell(trigger);
        judged.ifPresent(now -> holds.look(now, clock.instant()));
        heartbeat.begin(Doing.IDLE);
        calls.end();
      } catch (RuntimeException mistake) {
        LOG.errorf(mistake, "the repository could not be looked at");
        problem("it could not be looked at: " + mistake.getClass().getSimpleName());
      } finally {
        calls.breakOff();
      }
      heartbeat.begin(Doing.IDLE);
      trigger = calls.await(interval, TIMER);
    }
  }

  /** The reason stays the first, unless nobody had called. */
  private static String first(String trigger, String meanwhile) {
    return trigger.equals(START) || trigger.equals(TIMER) ? meanwhile : trigger;
  }

  /** One look, in the caller's thread; nobody is told of it. */
  void look() {
    FetchResult fetched = mirror.fetch();
    String before = view.problem();
    fetched.accept(new Noting());
    if (!view.problem().isEmpty() && !view.problem().equals(before)) {
      LOG.warnf("repository: %s", view.problem());
    }
    Optional<String> head = fetched.head();
    if (head.isPresent() && (!head.get().equals(judgedRevision()) || mayChange())) {
      String accepted = ledger.accepted().map(Accepted::revision).orElse("");
      if (descends(accepted, head.get()) && gate.carriesOn(accepted, head.get())) {
        judge(head.get());
      } else {
        freeze(accepted, head.get());
        if (judged.isEmpty()) {
          judge(accepted);
        }
        view = new RepositoryView(view.revision(), head.get(), view.lastFetch(), view.problem());
      }
    }
  }

  /**
   * Whether a revision carries on from what was accepted. The mirror tells of a rewrite itself,
   * unless it was lost or is older than the ledger.
   */
  private boolean descends(String accepted, String revision) {
    return accepted.isEmpty()
        || accepted.equals(revision)
        || (mirror.resolve(accepted).isPresent() && mirror.descends(accepted, revision));
  }

  private void freeze(String accepted, String candidate) {
    boolean noted =
        ledger.frozen().filter(history -> history.candidate().equals(candidate)).isPresent();
    if (ledger.birth().isPresent() && !noted) {
      Instant now = clock.instant();
      ledger.freeze(new RewrittenHistory(accepted, candidate, now));
      ledger.audit(now, "riparian", "freeze", candidate, "{\"accepted\":\"" + accepted + "\"}");
      LOG.errorf(
          "the branch was rewritten: %s does not descend from %s; nothing is done until it is acknowledged",
          candidate, accepted);
    }
  }

  /** Tells of what is in force, again and again until it was taken. */
  private void tell(String trigger) {
    Optional<Judged> now = judged;
    if (now.isPresent() && !now.equals(told)) {
      news.accept(trigger, now.get());
      told = now;
    } else if (!trigger.equals(START) && !trigger.equals(TIMER)) {
      looked.accept(trigger);
    }
  }

  /**
   * What is held may be agreed to without another commit, a beginning be named, and a cluster say
   * for the first time which Kafka is behind it.
   */
  private boolean mayChange() {
    return judged.filter(now -> now.isHolding() || now.isUnproven()).isPresent()
        || reader.hasLearnt();
  }

  private String judgedRevision() {
    return judged.map(last -> last.desired().revision()).orElse("");
  }

  private void judge(String revision) {
    try {
      Admission admission = gate.admit(revision);
      if (isKnown(revision, admission)) {
        return;
      }
      Optional<io.riparian.ownership.Accepted> tip =
          admission.isHolding()
              ? Optional.of(reader.judge(mirror.tree(revision)))
              : Optional.empty();
      Judged now = Judged.of(reader.take(admission.files()), admission, tip);
      judged = Optional.of(now);
      view = new RepositoryView(revision, view.candidate(), view.lastFetch(), view.problem());
      LOG.infof(
          "revision %s: %d connectors accepted, %d refused, %d mistakes",
          revision,
          now.desired().connectors().size(),
          now.desired().refused().size(),
          now.diagnostics(ledger.holdTerms(), clock.instant()).stream()
              .filter(Diagnostic::isError)
              .count());
      now.units().stream().filter(UnitStanding::isHeld).forEach(this::noteHeld);
    } catch (RepositoryUnreadableException unreadable) {
      problem("revision " + revision + " cannot be read: " + unreadable.getMessage());
      LOG.warnf("repository: %s", view.problem());
    }
  }

  /** Whether another look at a tip that is held back changed nothing. */
  private boolean isKnown(String revision, Admission admission) {
    return revision.equals(judgedRevision())
        && !reader.hasLearnt()
        && judged
            .filter(last -> last.units().equals(admission.units()))
            .filter(last -> last.toAccept().isEmpty() == admission.accepted().isEmpty())
            .isPresent();
  }

  private void noteHeld(UnitStanding unit) {
    List<String> reasons =
        unit.violations().stream().map(why -> why.reason().code()).distinct().toList();
    LOG.warnf("unit %s is held at its accepted tree: %s", unit.unit(), reasons);
    if (ledger.birth().isPresent()) {
      ledger.audit(
          clock.instant(),
          "riparian",
          "hold-unit",
          unit.unit().name(),
          Chronicle.json(Map.of("tree", unit.candidate(), "reasons", reasons)));
    }
  }

  private void problem(String problem) {
    view = new RepositoryView(view.revision(), view.candidate(), view.lastFetch(), problem);
  }

  /** Notes what a fetch brought. */
  private final class Noting implements FetchResult.Visitor<Boolean> {
    private boolean answered(String candidate) {
      view = new RepositoryView(view.revision(), candidate, clock.instant(), "");
      return true;
    }

    @Override
    public Boolean unchanged(FetchResult.Unchanged unchanged) {
      return stillFrozen(unchanged.revision());
    }

    @Override
    public Boolean first(FetchResult.First first) {
      return stillFrozen(first.revision());
    }

    @Override
    public Boolean advanced(FetchResult.Advanced advanced) {
      return stillFrozen(advanced.to());
    }

    @Override
    public Boolean rewritten(FetchResult.Rewritten rewritten) {
      freeze(rewritten.accepted(), rewritten.candidate());
      return answered(rewritten.candidate());
    }

    @Override
    public Boolean failed(FetchResult.Failed failed) {
      problem(failed.reason().sentence() + ": " + failed.detail());
      return false;
    }

    /**
     * A rewrite that was undone still waits for somebody to look at it: they acknowledge what is
     * there now.
     */
    private boolean stillFrozen(String head) {
      Optional<RewrittenHistory> frozen = ledger.frozen();
      frozen.ifPresent(history -> freeze(history.accepted(), head));
      return answered(frozen.isPresent() ? head : "");
    }
  }

  @Override
  public void close() {
    closed = true;
    calls.stop();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
