package io.riparian.plan;

import io.riparian.model.Hold;
import io.riparian.model.Warrant;
import java.time.Instant;

/**
 * What keeps one connector as it is: by whom, why, and until when.
 *
 * @param by the file that holds it, or the operator who does
 */
record Brake(String by, String reason, Instant until) {

  static Brake of(Hold hold, Instant until) {
    return new Brake(hold.path(), hold.reason(), until);
  }

  static Brake of(Warrant operator) {
    return new Brake("the operator " + operator.actor(), operator.reason(), operator.until());
  }

  /** One sentence for people, without its end. */
  String sentence() {
    String end = until.equals(Hold.UNTIL_MENDED) ? "until that file is mended" : "until " + until;
    return "held by " + by + " " + end + ": " + reason;
  }
}
