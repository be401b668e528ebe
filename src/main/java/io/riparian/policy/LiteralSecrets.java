package io.riparian.policy;

import io.riparian.model.KeyName;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SEC-1: no secret is written out in a configuration; a reference says where it lies instead. */
final class LiteralSecrets implements GuardRail {
  private final Memo<KeyName> names = new Memo<>(KeyName::of);

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    boolean camel = CamelExpressions.areReadBy(subject.config());
    subject
        .config()
        .entries()
        .forEach(
            (key, value) ->
                SecretSign.in(names.of(key), value, false, camel)
                    .ifPresent(sign -> found.accept(finding(subject, key, sign))));
    check(subject, subject.passwords(), found);
  }

  /**
   * What is a secret only because the connector's class says so.
   *
   * @param passwords the keys that the class takes for passwords
   */
  static void check(Subject subject, Set<String> passwords, Consumer<Finding> found) {
    if (passwords.isEmpty()) {
      return;
    }
    boolean camel = CamelExpressions.areReadBy(subject.config());
    for (String key : new TreeSet<>(passwords)) {
      subject
          .config()
          .get(key)
          .filter(value -> SecretSign.in(key, value, false, camel).isEmpty())
          .flatMap(value -> SecretSign.in(key, value, true, camel))
          .ifPresent(sign -> found.accept(finding(subject, key, sign)));
    }
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
