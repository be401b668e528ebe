package io.riparian.health;

import io.riparian.model.FailureAnswer;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import java.util.List;

/**
 * What a failure is, as far as its text tells. Everything in it may be shown.
 *
 * @param rule the id of the rule that knew it
 * @param evidence the line that it knew it by, redacted
 * @param missing what Kafka would have to allow, if that is what failed
 */
public record Verdict(
    FailureAnswer answer, String rule, String evidence, List<MissingAcl> missing) {
  /** What stands where nothing is known. */
  public static final String NOT_KNOWN = "unknown";

  private static final double HUNDRED = 100;

  /** The text has no evidence: the team is told, and nobody guesses. */
  public static final Verdict UNKNOWN =
      new Verdict(
          new FailureAnswer(
              FailureClass.UNKNOWN,
              Recipient.TEAM,
              Retry.MAYBE,
              0,
              "Look at what the worker's log says before this: the text does not tell the cause."),
          NOT_KNOWN,
          NOT_KNOWN,
          List.of());

  public Verdict {
    missing = List.copyOf(missing);
  }

  @Override
  public String toString() {
    return "Verdict[" + answer + " " + rule + "]";
  }

  public FailureClass failureClass() {
    return answer.failureClass();
  }

  /** From 0 to 1. */
  public double confidence() {
    return answer.confidence() / HUNDRED;
  }

  /** What to do, with each ACL to ask for. */
  public String action() {
    StringBuilder action = new StringBuilder(answer.action());
    missing.forEach(acl -> action.append(action.length() == 0 ? "" : " ").append(acl.sentence()));
    return action.toString();
  }

  /**
   * What is kept when this is told after another one: errors that only say that something had
   * failed before do not replace what it was.
   */
  public Verdict after(Verdict first) {
    return failureClass() == FailureClass.UNKNOWN ? first : this;
  }
}
