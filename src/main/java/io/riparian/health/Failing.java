package io.riparian.health;

import io.riparian.health.Episode.Addressee;
import io.riparian.model.Explanation;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureClass;
import io.riparian.model.Urgency;
import java.time.Instant;
import java.util.List;

/**
 * A connector that has failed, as one look at its cluster shows it.
 *
 * @param team whose it is; empty text when it is nobody's
 * @param rule by which it is known
 * @param fingerprint what it has in common with itself, told again
 * @param cause what it has in common with the failures of others, the host that it names among it
 * @param confidence of the class, of a hundred
 * @param since when it was first seen to have failed
 * @param worker where what failed ran
 * @param isTried whether a restart may still mend it
 * @param details what else whoever has to mend it wants to know, each a sentence
 */
public record Failing(
    String connector,
    String team,
    String rule,
    String fingerprint,
    String cause,
    FailureClass failureClass,
    Recipient recipient,
    int confidence,
    Instant since,
    String worker,
    boolean isTried,
    Explanation explanation,
    List<String> details) {
  private static final int HIGH = 80;

  public Failing {
    details = List.copyOf(details);
  }

  /** Whether it is sure to be the team's own, whatever happens to others at the same time. */
  boolean isCertainlyItsOwn() {
    return confidence >= HIGH
        && switch (failureClass) {
          case CONFIGURATION, DATA_SCHEMA -> true;
          case INFRASTRUCTURE, KAFKA_ACCESS, EXTERNAL_SYSTEM, PLUGIN_BUG, UNKNOWN -> false;
        };
  }

  /** The first is who has to do something; others know that somebody else is on it. */
  List<Addressee> addressees() {
    if (team.isEmpty()) {
      return List.of(new Addressee("", Urgency.PAGE));
    }
    return switch (recipient) {
      case PLATFORM -> List.of(new Addressee("", Urgency.PAGE), new Addressee(team, Urgency.QUIET));
      case TEAM ->
          failureClass == FailureClass.KAFKA_ACCESS
              ? List.of(new Addressee(team, Urgency.PAGE), new Addressee("", Urgency.QUIET))
              : List.of(new Addressee(team, Urgency.PAGE));
    };
  }

  @Override
  public String toString() {
    return "Failing[" + connector + " " + failureClass + "]";
  }
}
