package io.riparian.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.riparian.forge.ChangeRequest;
import io.riparian.forge.Check;
import io.riparian.forge.Forge;
import io.riparian.forge.ForgeFailure;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.ToldRequest;
import io.riparian.reconcile.Pulse.Doing;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.report.RequestCheck;
import io.riparian.report.RequestComment;
import io.riparian.report.RequestReport;
import io.riparian.report.RequestStage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** What people said, and what clusters do, may have changed although nobody told us. */
  private static final Duration LOOKED_AT_AGAIN = Duration.ofMinutes(5);

  /** While something was merged and is not done yet; the forge is not asked for that. */
  private static final Duration FOLLOWING = Duration.ofSeconds(2);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** What is held for longer than this is not followed any more. */
  private static final Duration FOLLOWED = Duration.ofDays(30);

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Forge forge;
  private final RequestBook book;
  private final RequestLook look;
  private final GitMirror mirror;
  private final Ledger ledger;
  private final Present present;
  private final String instance;
  private final InstantSource clock;
  private final Duration interval;
  private final Calls calls = new Calls();
  private final Heartbeat heartbeat;
  private final BranchCheck branchCheck;
  private final Thread thread = new Thread(this::run, "requests");
  private final Set<Long> hinted = new HashSet<>();
  private boolean isAnyHinted;
  private final Map<Long, Seen> seen = new HashMap<>();

  private volatile SortedMap<Long, RequestReport> reports = new TreeMap<>();
  private volatile String problem = "";
  private final AtomicLong looks = new AtomicLong();
  private volatile boolean closed;
  private Instant nextAsking = Instant.EPOCH;
  private int failures;

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
    this.instance = instance;
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
    synchronized (hinted) {
      number.ifPresentOrElse(hinted::add, () -> isAnyHinted = true);
    }
    calls.hint("webhook");
  }

  /** The branch, or a cluster, has changed. */
  void lookAgain(String trigger) {
    calls.hint(trigger);
  }

  private void run() {
    try {
      while (!closed) {
        calls.begin();
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
      follow();
      present.judged().get().ifPresent(branchCheck::show);
      failures = 0;
      problem = "";
    } catch (ForgeFailure failure) {
      failures++;
      nextAsking = failure.notBefore().orElseGet(() -> clock.instant().plus(backoff()));
      if (!problem.equals(failure.getMessage())) {
        LOG.warnf("the forge: %s", failure.getMessage());
      }
      problem = String.valueOf(failure.getMessage());
    } catch (RuntimeException mistake) {
      LOG.errorf(mistake, "the requests could not be looked at");
      problem = "they could not be looked at: " + mistake.getClass().getSimpleName();
    }
  }

  private Duration backoff() {
    Duration doubled = interval.multipliedBy(1L << Math.min(failures, 10));
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private boolean isToBeAsked() {
    synchronized (hinted) {
      return isAnyHinted
          || !hinted.isEmpty()
          || !branch().equals(lastBranch)
          || !clock.instant().isBefore(nextAsking);
    }
  }

  private String branch() {
    return mirror.head().orElse("");
  }

  private void open() {
    if (present.judged().get().isEmpty()) {
      return;
    }
    Set<Long> named;
    synchronized (hinted) {
      if (isAnyHinted) {
        hinted.addAll(seen.keySet());
      }
      named = Set.copyOf(hinted);
      hinted.clear();
      isAnyHinted = false;
    }
    named.forEach(book::hint);
    String branch = branch();
    List<ChangeRequest> open = forge.open();
    for (ChangeRequest request : open) {
      if (isDue(request, named)) {
        lookAt(request);
      }
    }
    Set<Long> numbers = new TreeSet<>();
    open.forEach(request -> numbers.add(request.number()));
    seen.keySet().retainAll(numbers);
    SortedMap<Long, RequestReport> kept = new TreeMap<>(reports);
    kept.keySet().retainAll(numbers);
    reports = Collections.unmodifiableSortedMap(kept);
    for (ToldRequest told : ledger.toldRequests().values()) {
      if (!numbers.contains(told.number()) && told.mergedAs().isEmpty()) {
        leave(told);
      }
    }
    numbers.addAll(ledger.toldRequests().keySet());
    mirror.keepRequestsOnly(numbers);
    lastBranch = branch;
  }

  private boolean isDue(ChangeRequest request, Set<Long> named) {
    Seen last = seen.get(request.number());
    return last == null
        || named.contains(request.number())
        || !last.head().equals(request.head())
        || !last.branch().equals(branch())
        || !clock.instant().isBefore(last.at().plus(LOOKED_AT_AGAIN));
  }

  private void lookAt(ChangeRequest request) {
    heartbeat.begin(Doing.PLANNING);
    try {
      looks.incrementAndGet();
      RequestReport report = look.of(request);
      tell(request, report, "");
      forge.check(check(request.head(), RequestCheck.of(report)));
      SortedMap<Long, RequestReport> all = new TreeMap<>(reports);
      all.put(request.number(), report);
      reports = Collections.unmodifiableSortedMap(all);
      seen.put(request.number(), new Seen(request.head(), branch(), clock.instant()));
    } catch (RepositoryUnreadableException unreadable) {
      LOG.warnf("request #%d: %s", request.number(), unreadable.getMessage());
    } catch (ForgeFailure failure) {
      if (isOfAll(failure)) {
        throw failure;
      }
      LOG.warnf("request #%d: %s", request.number(), failure.getMessage());
      seen.put(request.number(), new Seen(request.head(), branch(), clock.instant()));
    }
  }

  /** Whether asking for another request would fail too. */
  private static boolean isOfAll(ForgeFailure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, TIMED_OUT, UNAUTHORISED, FORBIDDEN, RATE_LIMITED, UNWELL -> true;
      case NOT_FOUND, REFUSED, BAD_ANSWER, UNRELIABLE -> false;
    };
  }

  private void tell(ChangeRequest request, RequestReport report, String mergedAs) {
    isFollowing |= report.stage().equals(RequestStage.WAITING_FOR_APPLY.word());
    forge.comment(request, RequestComment.marker(instance), RequestComment.of(report));
    ledger.tell(
        new ToldRequest(
            request.number(),
            request.head(),
            mergedAs,
            report.stage(),
            Chronicle.json(report),
            clock.instant()));
  }

  private static Check check(String head, RequestCheck check) {
    return new Check(
        head,
        Check.Conclusion.valueOf(check.conclusion().name()),
        check.title(),
        check.summary(),
        check.annotations().stream()
            .map(
                one ->
                    new Check.Annotation(
                        one.path(),
                        one.line(),
                        Check.Annotation.Level.valueOf(one.level().name()),
                        one.title(),
                        one.message()))
            .toList());
  }

  /** It is not open any more: it was merged, or given up. */
  private void leave(ToldRequest told) {
    Optional<ChangeRequest> request = forge.request(told.number());
    if (request.filter(now -> now.state() == ChangeRequest.State.OPEN).isPresent()) {
      return;
    }
    if (request.filter(now -> now.state() == ChangeRequest.State.MERGED).isPresent()) {
      ChangeRequest merged = request.get();
      tell(merged, report(told).at(RequestStage.WAITING_FOR_APPLY), merged.mergedAs());
      return;
    }
    if (request.isPresent()) {
      tell(request.get(), report(told).at(RequestStage.CLOSED), "");
    }
    ledger.forgetRequest(told.number());
  }

  /** What was merged is followed until all of it is done. */
  private void follow() {
    Optional<Judged> now = present.judged().get();
    for (ToldRequest told : ledger.toldRequests().values()) {
      if (now.isPresent() && !told.mergedAs().isEmpty()) {
        follow(told, now.get());
      }
    }
    isFollowing =
        ledger.toldRequests().values().stream()
            .anyMatch(told -> told.stage().equals(RequestStage.WAITING_FOR_APPLY.word()));
  }

  private void follow(ToldRequest told, Judged now) {
    Landed landed =
        new Landed(
            now.units(),
            present.clusters().get(),
            revision -> cameAfter(told.mergedAs(), revision));
    RequestReport before = report(told);
    RequestReport report = landed.of(before, now.desired().revision());
    boolean isNews = !RequestComment.of(report).equals(RequestComment.of(before));
    if (isNews) {
      forge.request(told.number()).ifPresent(request -> tell(request, report, told.mergedAs()));
    }
    if (report.stage().equals(RequestStage.APPLIED.word())
        || told.at().plus(FOLLOWED).isBefore(clock.instant())) {
      ledger.forgetRequest(told.number());
    }
  }

  private boolean cameAfter(String merge, String revision) {
    return mirror.resolve(merge).isPresent()
        && mirror.resolve(revision).isPresent()
        && mirror.descends(merge, revision);
  }

  private static RequestReport report(ToldRequest told) {
    try {
      return JSON.readValue(told.report(), RequestReport.class);
    } catch (JsonProcessingException ofAnotherVersion) {
      throw new IllegalStateException(
          "what was told on request #" + told.number() + " is not what we tell", ofAnotherVersion);
    }
  }

  @Override
  public void close() {
    closed = true;
    calls.call("closing");
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
