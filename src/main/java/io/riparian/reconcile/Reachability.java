package io.riparian.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether something that a cluster stands on answers, by looks now and then: one in vain says
 * nothing yet, and an old one nothing any more.
 */
final class Reachability {
  /** Looks come about once a minute, and take their time. */
  private static final Duration OLD = Duration.ofMinutes(3);

  private @Nullable Instant lastLook;
  private @Nullable Instant silentSince;
  private boolean isSure;

  synchronized void answered(Instant at) {
    lastLook = at;
    silentSince = null;
    isSure = false;
  }

  synchronized void silent(Instant at) {
    isSure = silentSince != null && !isOld(at);
    silentSince = isSure ? silentSince : at;
    lastLook = at;
  }

  /** Since when it does not answer, once two looks one after the other were in vain. */
  synchronized Optional<Instant> awaySince(Instant now) {
    return isSure && !isOld(now) ? Optional.ofNullable(silentSince) : Optional.empty();
  }

  /** Whether it is not known if it answers. */
  synchronized boolean isUntold(Instant now) {
    return isOld(now) || (silentSince != null && !isSure);
  }

  /** Whether the last look was in vain. */
  synchronized boolean isMissed() {
    return silentSince != null;
  }

  private boolean isOld(Instant now) {
    return lastLook == null || now.isAfter(lastLook.plus(OLD));
  }
}
