package io.riparian.model;

import java.time.Instant;

/**
 * What stands behind something that an operator does against the files for a while: who, why, and
 * until when. Without an end there is none.
 */
public record Warrant(String actor, String reason, Instant at, Instant until) {

  public boolean isInForce(Instant now) {
    return until.isAfter(now);
  }
}
