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

  static Finding likely(Rule rule, String key, String message, String hint) {
    return new Finding(rule, key, message, hint, false);
  }
}
