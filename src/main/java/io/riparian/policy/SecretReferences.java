package io.riparian.policy;

import io.riparian.model.Redaction;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * SEC-3 and P-01: a reference names a provider that the cluster lists, and a secret that lies where
 * the team may read. A provider serves every connector of the worker, so nothing but this keeps a
 * team from the secrets of another.
 */
final class SecretReferences implements GuardRail {
  private static final String ENVIRONMENT = "env";
  private static final Pattern OWN_PROVIDERS =
      Pattern.compile("(?:.*\\.)?config\\.providers(?:\\..*)?");
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,30}");

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    SecretPlaces places = SecretPlaces.of(subject);
    boolean camel = CamelExpressions.areReadBy(subject.config());
    Set<Finding> findings = new LinkedHashSet<>();
    subject
        .config()
        .entries()
        .forEach(
            (key, value) -> {
              if (key.contains("config.providers") && OWN_PROVIDERS.matcher(key).matches()) {
                findings.add(ownProvider(key));
              }
              if (camel && CamelExpressions.readTheWorker(value)) {
                findings.add(environment(key));
              }
              for (SecretReference reference : SecretReference.in(value)) {
                if (!isCamels(reference, camel, places)) {
                  judge(subject, places, key, reference).ifPresent(findings::add);
                }
              }
            });
    findings.forEach(found);
  }

  private static boolean isCamels(SecretReference reference, boolean camel, SecretPlaces places) {
    return camel && CamelExpressions.begin(reference.alias()) && !places.list(reference.alias());
  }

  private static Optional<Finding> judge(
      Subject subject, SecretPlaces places, String key, SecretReference reference) {
    String alias = reference.alias();
    if (alias.strip().toLowerCase(Locale.ROOT).equals(ENVIRONMENT)) {
      return Optional.of(environment(key));
    }
    if (!places.list(alias)) {
      return Optional.of(unlisted(subject, places, key, alias));
    }
    if (isThePlatforms(subject, key)) {
      return Optional.empty();
    }
    Optional<SecretPath> place = SecretPath.of(reference.place());
    if (place.isEmpty() || SecretPath.of(reference.key()).isEmpty()) {
      return Optional.of(climbing(subject, places, key, alias));
    }
    return places.holds(alias, place.get())
        ? Optional.empty()
        : Optional.of(ofAnother(subject, places, key, alias));
  }

  /** What a cluster's own default says under this key was written by the platform. */
  private static boolean isThePlatforms(Subject subject, String key) {
    return subject.cluster().defaults().get(key).isPresent()
        && subject.cluster().defaults().get(key).equals(subject.config().get(key));
  }

  private static Finding environment(String key) {
    return Finding.of(
        PolicyRule.PROVIDER,
        key,
        "`" + key + "` reads the worker's environment",
        "What stands there is the platform's. Refer to a secret of the team's own provider.");
  }

  private static Finding unlisted(Subject subject, SecretPlaces places, String key, String alias) {
    return Finding.of(
        PolicyRule.PROVIDER,
        key,
        "`%s` refers to %s, which cluster `%s` does not list"
            .formatted(key, told(alias), subject.cluster().name()),
        "It lists %s, under `secretProviders` in its file. The worker takes all of ${…:…} for a reference, whatever it is meant to be."
            .formatted(places.aliases()));
  }

  private static String told(String alias) {
    return PLAIN_WORD.matcher(alias).matches() && !Redaction.isSensitive("", alias)
        ? "the secret provider `" + alias + "`"
        : "a secret provider";
  }

  private static Finding ownProvider(String key) {
    return Finding.of(
        PolicyRule.PROVIDER,
        key,
        "`" + key + "` brings a secret provider of the connector's own",
        "It would read the worker's files past the worker's own rules. Remove it, and refer to a"
            + " provider that the cluster lists.");
  }

  private static Finding climbing(Subject subject, SecretPlaces places, String key, String alias) {
    return Finding.of(
        PolicyRule.SECRET_OF_ANOTHER,
        key,
        "`" + key + "` refers to a secret by a path that climbs out of its root or cannot be read",
        mend(subject, places, alias));
  }

  private static Finding ofAnother(Subject subject, SecretPlaces places, String key, String alias) {
    return Finding.of(
        PolicyRule.SECRET_OF_ANOTHER,
        key,
        "`%s` refers to a secret of `%s` that is not team `%s`'s"
            .formatted(key, alias, subject.team()),
        mend(subject, places, alias));
  }

  private static String mend(Subject subject, SecretPlaces places, String alias) {
    return "Team `%s` may read %s there. The cluster's `secretProviders` and the grant's `secretPaths` say so."
        .formatted(subject.team(), places.inWords(alias));
  }
}
