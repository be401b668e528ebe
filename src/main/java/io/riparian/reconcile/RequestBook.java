package io.riparian.reconcile;

import io.riparian.forge.Account;
import io.riparian.forge.ChangeRequest;
import io.riparian.forge.Forge;
import io.riparian.forge.Reviews;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RepositoryUnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the forge answered lately. With which request a commit came does not change and is kept;
 * everything else is asked anew after a while, and at once after a hint.
 */
final class RequestBook {
  private static final Duration FRESH = Duration.ofSeconds(20);
  private static final Duration TEAM_FRESH = Duration.ofMinutes(5);
  private static final int MOST = 2_000;

  private final Forge forge;
  private final InstantSource clock;
  private final Map<String, List<ChangeRequest>> merged = new Recent<>();
  private final Map<Asked, Noted<Reviews>> reviews = new Recent<>();

  /**
   * Of these something else was said since; apart from the rest, because a hint waits for nobody.
   */
  private final RequestHints stale = new RequestHints();

  private final Map<String, Noted<Optional<Set<Account>>>> teams = new Recent<>();

  /** What was said of a request holds for the commit that it was said of. */
  private record Asked(long number, String head) {}

  /** An answer, and when it was given. */
  private record Noted<T>(T value, Instant at) {
    @Override
    public String toString() {
      return "Noted[" + at + "]";
    }
  }

  /** The entries used last. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }

  RequestBook(Forge forge, InstantSource clock) {
    this.forge = forge;
    this.clock = clock;
  }

  Forge forge() {
    return forge;
  }

  /** As {@link Forge#mergedWith}; that there is none may change, because forges lag behind. */
  synchronized List<ChangeRequest> mergedWith(String commit) {
    List<ChangeRequest> known = merged.get(commit);
    if (known != null) {
      return known;
    }
    List<ChangeRequest> answer = forge.mergedWith(commit);
    if (!answer.isEmpty()) {
      merged.put(commit, answer);
    }
    return answer;
  }

  /**
   * The newest commit of a request, brought to the mirror if it is not there: one that was squashed
   * or rebased does not come with the branch.
   *
   * @throws RepositoryUnreadableException when it cannot be had, or the forge keeps another one now
   */
  String head(ChangeRequest request, GitMirror mirror) {
    if (mirror.resolve(request.head()).isEmpty()) {
      String ref = forge.headRef(request.number());
      if (!mirror.bringRequest(request.number(), ref).equals(request.head())) {
        throw new RepositoryUnreadableException(ref + " is no longer " + request.head());
      }
    }
    return request.head();
  }

  /** As {@link Forge#reviews}. */
  synchronized Reviews reviews(ChangeRequest request) {
    if (!stale.isEmpty()) {
      forgetStale();
    }
    Asked asked = new Asked(request.number(), request.head());
    return fresh(reviews, asked, FRESH, () -> forge.reviews(request));
  }

  private void forgetStale() {
    Set<Long> hinted =
        stale.take(reviews.keySet().stream().map(Asked::number).collect(Collectors.toSet()));
    reviews.keySet().removeIf(asked -> hinted.contains(asked.number()));
  }

  /** As {@link Forge#members}. */
  synchronized Optional<Set<Account>> members(String team) {
    return fresh(teams, team, TEAM_FRESH, () -> forge.members(team));
  }

  private <K, V> V fresh(Map<K, Noted<V>> known, K key, Duration age, Supplier<V> ask) {
    Instant now = clock.instant();
    Noted<V> noted = known.get(key);
    if (noted == null || !noted.at().plus(age).isAfter(now) || noted.at().isAfter(now)) {
      // What was known is no answer once it is old: a failure goes to the caller.
      noted = new Noted<>(ask.get(), now);
      known.put(key, noted);
    }
    return noted.value();
  }

  /** Something happened on a request, or on any: what was said of it is to be asked for anew. */
  void hint(OptionalLong number) {
    stale.add(number);
  }
}
