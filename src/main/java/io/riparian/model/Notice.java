package io.riparian.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that somebody is told once. No text in it holds a value of a configuration or a row:
 * all of it went through the redaction.
 *
 * @param id the same each time that the same thing is told again, reminded of, or told to be over:
 *     channels that open and close incidents know it by this
 * @param connectors those concerned, sorted
 * @param teams whose they are, sorted
 * @param title one line
 * @param details further lines, each a sentence; may be empty
 * @param explanation of a failure; empty when no single one is told
 */
public record Notice(
    String id,
    Kind kind,
    Urgency urgency,
    Party to,
    String cluster,
    List<String> connectors,
    List<String> teams,
    String title,
    List<String> details,
    Optional<Explanation> explanation,
    Instant at) {

  /** What is told. */
  public enum Kind {
    /** A connector has failed. */
    FAILURE,
    /** It still has. */
    REMINDER,
    /** It works again. */
    RECOVERY,
    /** One cause has many connectors fail. */
    INCIDENT,
    /** That is over. */
    INCIDENT_OVER,
    /** What was told as a failure of its own belongs to an incident. */
    FOLDED,
    /** Whether it arrives. */
    TEST
  }

  public Notice {
    connectors = List.copyOf(connectors);
    teams = List.copyOf(teams);
    details = List.copyOf(details);
  }

  /** Whether it ends what was told under its id. */
  public boolean isOver() {
    return switch (kind) {
      case RECOVERY, INCIDENT_OVER, FOLDED -> true;
      case FAILURE, REMINDER, INCIDENT, TEST -> false;
    };
  }

  @Override
  public String toString() {
    return "Notice[" + kind + " " + urgency + " " + to + "]";
  }
}
