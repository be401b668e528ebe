package io.riparian.plan;

import io.riparian.model.ConnectorId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody else wants a connector otherwise than Git does: how often in a row we put the same thing
 * back. After the third time we stop, because each further one only restarts its tasks, and try
 * again after an hour, then two, four and so on.
 *
 * @param subject what is contended for: the keys that were put back, {@code state} or {@code
 *     existence}
 * @param since when it was put back for the first time
 * @param last when for the last time
 */
public record Contest(ConnectorId id, String subject, int reverts, Instant since, Instant last) {
  private static final int ENOUGH = 3;

  /** What is put back more rarely than so is no contest. It is longer than an hourly job takes. */
  private static final Duration APART = Duration.ofHours(2);

  private static final Duration FIRST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 5;

  /** After so long without anything put back, every contest is over. */
  public static final Duration LONGEST = FIRST_PAUSE.multipliedBy(1L << MOST_DOUBLINGS).plus(APART);

  /** What this change puts back, if it puts anything back. */
  public static Optional<String> subject(Change change) {
    if (change.cause() != Cause.DRIFT) {
      return Optional.empty();
    }
    return switch (change.kind()) {
      case CREATE -> Optional.of("existence");
      case SET_STATE -> Optional.of("state");
      case UPDATE ->
          Optional.of(String.join(", ", change.diff().stream().map(KeyChange::key).toList()));
      case ADOPT, DELETE, FORGET, REMEMBER, DISCARD -> Optional.empty();
    };
  }

  /** It was put back for the first time. */
  public static Contest first(ConnectorId id, String subject, Instant at) {
    return new Contest(id, subject, 1, at, at);
  }

  /** It was put back once more; after a long peace that is a new contest. */
  public Contest again(Instant at) {
    return isOver(at) ? first(id, subject, at) : new Contest(id, subject, reverts + 1, since, at);
  }

  /** Whether it has been quiet for so long that what comes now has nothing to do with it. */
  public boolean isOver(Instant now) {
    Instant quiet = reverts < ENOUGH ? last : retryAt();
    return now.isAfter(quiet.plus(APART));
  }

  /** Whether we leave it alone for now. */
  public boolean isGivenUp(Instant now) {
    return reverts >= ENOUGH && now.isBefore(retryAt());
  }

  /** When it is put back once more by itself. */
  public Instant retryAt() {
    int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, reverts - ENOUGH));
    return last.plus(FIRST_PAUSE.multipliedBy(1L << doublings));
  }

  /** What an operator acknowledges to have it put back once more at once. */
  public String digest() {
    return Budget.digest(
        id.cluster(), DeferralReason.CONTESTED, List.of(id.name(), subject, reverts + " times"));
  }
}
