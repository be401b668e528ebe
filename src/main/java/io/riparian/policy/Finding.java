package io.riparian.policy;

/**
 * What a guard rail found in one connector. Its text holds key names and our own sentences, never a
 * value that may be a secret.
 *
 * @param key the configuration key it is about; empty text when it is about the whole connector
 * @param message what we saw
 * @param hint what to do
 * @param certain whether the rule is broken for sure; what is only likely warns at most
 */
record Finding(Rule rule, String key, String message, String hint, boolean certain) {

  static Finding of(Rule rule, String key, String message, String hint) {
    return new Finding(rule, key, message, hint, true);
  }

  /** What a reference hides is known to the worker alone, and here it would decide. */
  static Finding unseen(Rule rule, String key) {
    return of(
        rule,
        key,
        "a reference stands here, and the rail cannot see what stands behind it",
        "Write it out; only a password, a token or a key belongs behind a reference.");
  }

  static Finding likely(Rule rule, String key, String message, String hint) {
    return new Finding(rule, key, message, hint, false);
  }
}
