package io.riparian.policy;

/**
 * The expression of an own rule cannot be used. Its message tells why, from the text of the rule
 * alone.
 */
final class UnusableExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableExpressionException(String why) {
    super(why);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
