package io.riparian.policy;

import java.util.Set;
import java.util.function.Consumer;

/** SEC-1: no secret is written out in a configuration; a reference says where it lies instead. */
final class LiteralSecrets implements GuardRail {
  private final PasswordKeys passwords;

  LiteralSecrets(PasswordKeys passwords) {
    this.passwords = passwords;
  }

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    boolean camel = CamelExpressions.areReadBy(subject.config());
    Set<String> known = passwords.of(subject.config());
    subject
        .config()
        .entries()
        .forEach(
            (key, value) ->
                SecretSign.in(key, value, known.contains(key), camel)
                    .ifPresent(sign -> found.accept(finding(subject, key, sign))));
  }

  private static Finding finding(Subject subject, String key, SecretSign sign) {
    return Finding.of(
        PolicyRule.SECRET_IN_FILE,
        key,
        message(key, sign),
        hint(SecretPlaces.of(subject).inWords()));
  }

  static String message(String key, SecretSign sign) {
    return "`" + key + "` holds a secret itself: " + sign.why();
  }

  static String hint(String places) {
    return "Put it where "
        + places
        + " finds it, and write the reference here. What was committed stays in the history of"
        + " Git: replace the secret by a new one.";
  }
}
