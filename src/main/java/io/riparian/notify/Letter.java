package io.riparian.notify;

import io.riparian.model.Notice;
import io.riparian.model.Party;
import java.time.Instant;

/**
 * A notice on its way to one place.
 *
 * @param number in the order in which they were posted, also across a restart
 * @param channel its name
 * @param to a room, an address or a topic there; empty text for the one that is configured
 * @param begun when it was to go out first
 * @param due when it is to be tried next
 * @param tries how many there were
 * @param why the last one failed; empty text when none did
 */
public record Letter(
    long number,
    State state,
    Notice notice,
    String channel,
    String to,
    Instant begun,
    Instant due,
    int tries,
    String why) {

  /** What became of it. */
  public enum State {
    /** It is to go out. */
    WAITING,
    /** It arrived, and something that ends it is still to be told there. */
    TOLD,
    /** It was given up: somebody was to be told this and was not. */
    DEAD
  }

  Letter again(Instant later, String because) {
    return new Letter(number, state, notice, channel, to, begun, later, tries + 1, because);
  }

  Letter now(State changed) {
    return new Letter(number, changed, notice, channel, to, begun, due, tries, why);
  }

  Letter dead(Instant at, String because) {
    return new Letter(number, State.DEAD, notice, channel, to, begun, at, tries, because);
  }

  /** What is told of one thing to one place: it has to arrive in its order. */
  record Strand(String notice, Party party, String to) {}

  Strand strand() {
    return new Strand(notice.id(), notice.to(), to);
  }
}
