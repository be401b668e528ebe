package io.riparian.model;

/**
 * What a rule says of the failures that it knows.
 *
 * @param recipient whom to tell first
 * @param confidence how often it is right, of a hundred times
 * @param action what to do, in one sentence or two
 */
public record FailureAnswer(
    FailureClass failureClass, Recipient recipient, Retry retry, int confidence, String action) {
  private static final int CERTAIN = 100;

  public FailureAnswer {
    if (confidence < 0 || confidence > CERTAIN) {
      throw new IllegalArgumentException("a confidence is of a hundred: " + confidence);
    }
  }

  @Override
  public String toString() {
    return "FailureAnswer[" + failureClass + " " + recipient + " " + retry + "]";
  }

  /** Who hears of a failure first. */
  public enum Recipient {
    /** The team whose connector it is. */
    TEAM,
    /** Those who run the workers. */
    PLATFORM
  }

  /** Whether the same may work when it is tried again. */
  public enum Retry {
    YES,
    MAYBE,
    NO
  }
}
