package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.policy.SecretReference.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What people call a secret of the workers' providers: {@code vault:payments/orders-db:password},
 * or {@code vault:payments/orders-db} for every key that lies there. It is compared as references
 * are, in whatever way a path is written; another path with the same beginning is another secret.
 *
 * @param key empty text for every key
 */
public record SecretName(String alias, String place, String key) {

  /** Empty when the text is no name of a secret. It may stand in {@code ${…}} as references do. */
  public static Optional<SecretName> of(String text) {
    String name = text.strip();
    String written = name.startsWith("${") ? name : "${" + name + "}";
    List<SecretReference> found = SecretReference.in(written);
    return found.size() == 1 && isWhole(found.get(0), written)
        ? Optional.of(of(found.get(0).secret()))
        : Optional.empty();
  }

  private static boolean isWhole(SecretReference reference, String written) {
    return reference.start() == 0
        && reference.end() == written.length()
        && written.indexOf("${", 1) < 0
        && !reference.alias().isBlank()
        && !reference.place().isBlank();
  }

  private static SecretName of(Secret secret) {
    return new SecretName(secret.alias(), secret.place(), secret.key());
  }

  /** Whether this configuration refers to it, in the value of any key. */
  public boolean isReferredToBy(ConnectorConfig config) {
    return references(config).findAny().isPresent();
  }

  /**
   * Whether this configuration asks for it without a path, as one asks for a variable of the
   * worker's environment.
   */
  public boolean isWithoutPathIn(ConnectorConfig config) {
    return references(config).anyMatch(secret -> secret.key().isEmpty());
  }

  private Stream<Secret> references(ConnectorConfig config) {
    return SecretReference.secrets(config).values().stream()
        .flatMap(Set::stream)
        .filter(secret -> secret.alias().equals(alias) && secret.place().equals(place))
        .filter(secret -> key.isEmpty() || secret.key().equals(key));
  }

  /** As people write it. */
  public String text() {
    return alias + ":" + place + (key.isEmpty() ? "" : ":" + key);
  }
}
