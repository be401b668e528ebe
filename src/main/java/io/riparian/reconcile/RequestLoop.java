package io.riparian.reconcile;

import io.riparian.forge.ChangeRequest;
import io.riparian.forge.Forge;
import io.riparian.forge.ForgeFailure;
import io.riparian.ledger.Ledger;
import io.riparian.plan.Recalled.Standing;
import io.riparian.reconcile.Pulse.Doing;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.report.RequestReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The loop around the requests to change the branch: each open one is planned and told about when
 * it, the branch or what people say of it has changed, and each merged one until all of it is done.
 * Webhooks make it look at once; without any it looks by itself.
 */
final class RequestLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RequestLoop.class);
  private static final String TIMER = "timer";
  private static final String MISTAKE = "these requests could not be looked at: ";

  /** What people said, and what clusters do, may have changed although nobody told us. */
  private static final Duration LOOKED_AT_AGAIN = Duration.ofMinutes(5);

  /** While something was merged and is not done yet; the forge is not asked for that. */
  private static final Duration FOLLOWING = Duration.ofSeconds(2);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private final Forge forge;
  private final RequestBook book;
  private final RequestLook look;
  private final GitMirror mirror;
  private final Ledger ledger;
  private final Present present;
  private final RequestTeller teller;
  private final LeftRequests left;
  private final InstantSource clock;
  private final Duration interval;
  private final Calls calls = new Calls();
  private final Heartbeat heartbeat;
  private final BranchCheck branchCheck;
  private final Thread thread = new Thread(this::run, "requests");
  private final RequestHints hints = new RequestHints();
  private final Map<Long, Seen> seen = new HashMap<>();

  private volatile SortedMap<Long, RequestReport> reports = new TreeMap<>();
  private volatile String problem = "";
  private final AtomicLong looks = new AtomicLong();
  private volatile boolean closed;
  private Instant nextAsking = Instant.EPOCH;
  private int failures;

  /** The requests that could not be looked at for a mistake of ours. */
  private final Set<Long> mistaken = new TreeSet<>();

  /** Whether something was merged and waits for its cluster. */
  private boolean isFollowing;

  private String lastBranch = "";

  /** What a request was last planned as. */
  private record Seen(String head, String branch, Instant at) {}

  /**
   * @param interval how often the forge is asked when nobody calls
   */
  RequestLoop(
      RequestBook book,
      RequestLook look,
      GitMirror mirror,
      Ledger ledger,
      Present present,
      String instance,
      InstantSource clock,
      Duration interval) {
    this.forge = book.forge();
    this.book = book;
    this.look = look;
    this.mirror = mirror;
    this.ledger = ledger;
    this.present = present;
    this.teller = new RequestTeller(forge, ledger, instance, clock);
    this.left = new LeftRequests(forge, teller, mirror, ledger, present, clock);
    this.clock = clock;
    this.interval = interval;
    this.heartbeat = new Heartbeat("requests", clock);
    this.branchCheck = new BranchCheck(forge);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  Pulse pulse() {
    return heartbeat.pulse();
  }

  /** What is told on each open request at the moment, by number. */
  SortedMap<Long, RequestReport> reports() {
    return reports;
  }

  /** Why the forge could not be asked the last time; empty when it could. */
  String problem() {
    return problem;
  }

  /** How many requests were planned since the start. */
  long looks() {
    return looks.get();
  }

  /** Something may have happened to a request; empty for any. */
  void hint(OptionalLong number) {
    book.hint(number);
    hints.add(number);
    calls.hint("webhook");
  }

  /** The branch, or a cluster, has changed. */
  void lookAgain(String trigger) {
    calls.hint(trigger);
  }

  private void run() {
    try {
      while (!closed) {
        calls.begin(TIMER);
        heartbeat.begin(Doing.ASKING);
        round();
        heartbeat.begin(Doing.IDLE);
        calls.end();
        calls.await(pause(), TIMER);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      calls.close();
    }
  }

  private Duration pause() {
    if (failures > 0) {
      return Duration.between(clock.instant(), nextAsking);
    }
    return isFollowing ? FOLLOWING : interval;
  }

  /** One look at everything, in the caller's thread. */
  void round() {
    if (failures > 0 && clock.instant().isBefore(nextAsking)) {
      // After a failure nobody is asked before its time, whoever calls.
      return;
    }
    try {
      if (isToBeAsked()) {
        open();
        nextAsking = clock.instant().plus(interval);
      }
      left.follow();
      isFollowing = left.isAnyWaiting();
      showBranch();
      failures = 0;
      problem = mistaken.isEmpty() ? "" : MISTAKE + mistaken;
    } catch (ForgeFailure failure) {
      failures++;
      nextAsking = notBefore(failure);
      if (!problem.equals(failure.getMessage())) {
        LOG.warnf("the forge: %s", failure.getMessage());
      }
      problem = String.valueOf(failure.getMessage());
    } catch (RuntimeException mistake) {
      LOG.errorf(mistake, "the requests could not be looked at");
      problem = "they could not be looked at: " + mistake.getClass().getSimpleName();
      nextAsking = clock.instant().plus(interval);
    }
  }

  /** Before anything has begun, nothing is in force. */
  private void showBranch() {
    if (present.standing().get() == Standing.NORMAL) {
      present.judged().get().filter(now -> !now.isUnproven()).ifPresent(branchCheck::show);
    }
  }

  /** Its clock may be behind ours, and "at once" is no time to wait. */
  private Instant notBefore(ForgeFailure failure) {
    Instant soon = clock.instant().plus(SHORTEST_PAUSE);
    Instant then = failure.notBefore().orElseGet(() -> clock.instant().plus(backoff()));
    return then.isBefore(soon) ? soon : then;
  }

  private Duration backoff() {
    Duration doubled = interval.multipliedBy(1L << Math.min(failures, 10));
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private boolean isToBeAsked() {
    return !hints.isEmpty()
        || !branch().equals(lastBranch)
        || !clock.instant().isBefore(nextAsking);
  }

  private String branch() {
    return mirror.head().orElse("");
  }

  private void open() {
    if (present.judged().get().isEmpty()) {
      return;
    }
    Set<Long> hinted = hints.take(seen.keySet());
    try {
      open(hinted);
    } catch (RuntimeException failed) {
      hints.giveBack(hinted);
      throw failed;
    }
  }

  private void open(Set<Long> hinted) {
    String branch = branch();
    List<ChangeRequest> open = forge.open();
    for (ChangeRequest request : open) {
      if (isDue(request, hinted)) {
        lookAt(request);
      }
    }
    Set<Long> numbers = new TreeSet<>();
    open.forEach(request -> numbers.add(request.number()));
    seen.keySet().retainAll(numbers);
    mistaken.retainAll(numbers);
    SortedMap<Long, RequestReport> kept = new TreeMap<>(reports);
    kept.keySet().retainAll(numbers);
    reports = Collections.unmodifiableSortedMap(kept);
    left.leaveAllBut(numbers);
    numbers.addAll(ledger.toldRequests().keySet());
    mirror.keepRequestsOnly(numbers);
    lastBranch = branch;
  }

  private boolean isDue(ChangeRequest request, Set<Long> hinted) {
    Seen last = seen.get(request.number());
    return last == null
        || hinted.contains(request.number())
        || !last.head().equals(request.head())
        || !last.branch().equals(branch())
        || !clock.instant().isBefore(last.at().plus(LOOKED_AT_AGAIN));
  }

  /** Where nobody may say anything any more, a verdict can still be shown. */
  private void comment(ChangeRequest request, RequestReport report) {
    try {
      teller.comment(request, report, "");
    } catch (ForgeFailure failure) {
      if (failure.concernsAll()) {
        throw failure;
      }
      LOG.warnf("request #%d: %s", request.number(), failure.getMessage());
    }
  }

  /** A request that cannot be looked at keeps us from no other one. */
  private void lookAt(ChangeRequest request) {
    heartbeat.begin(Doing.PLANNING);
    Seen now = new Seen(request.head(), branch(), clock.instant());
    try {
      looks.incrementAndGet();
      RequestReport report = look.of(request);
      comment(request, report);
      teller.check(request, report);
      SortedMap<Long, RequestReport> all = new TreeMap<>(reports);
      all.put(request.number(), report);
      reports = Collections.unmodifiableSortedMap(all);
      mistaken.remove(request.number());
      seen.put(request.number(), now);
    } catch (RepositoryUnreadableException unreadable) {
      LOG.warnf("request #%d: %s", request.number(), unreadable.getMessage());
      // With the next asking, and not before: it may be one that we never take.
      seen.remove(request.number());
    } catch (ForgeFailure failure) {
      if (failure.concernsAll()) {
        throw failure;
      }
      LOG.warnf("request #%d: %s", request.number(), failure.getMessage());
      seen.put(request.number(), now);
    } catch (RuntimeException mistake) {
      LOG.errorf(mistake, "request #%d could not be looked at", request.number());
      mistaken.add(request.number());
      seen.put(request.number(), now);
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
