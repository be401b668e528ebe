package io.riparian.policy;

/** What an own rule comes to over one connector. */
enum Verdict {
  HOLDS(""),
  BROKEN(""),
  /** A key that the configuration does not have, or a number that is none. */
  MISSING("it asks for a key that this connector does not have"),
  TOO_MUCH("it takes too many steps"),
  TOO_LARGE("the configuration is larger than own rules may look at"),
  UNDECIDED("it comes to neither true nor false");

  private final String why;

  Verdict(String why) {
    this.why = why;
  }

  /** Why it is neither true nor false; empty text when it is one of them. */
  String why() {
    return why;
  }

  boolean isDecided() {
    return why.isEmpty();
  }
}
