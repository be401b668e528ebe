package io.riparian.model;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys behind the ownership mark and behind every digest of a configuration. The first key
 * signs; all of them verify, so that keys can be rotated. Digests are keyed so that one that leaks
 * cannot be tried against a list of likely passwords.
 */
public final class MarkKeys {
  /** The configuration key that carries the mark on the cluster. */
  public static final String MARK = "riparian.mark";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1";
  private static final int MINIMUM_BYTES = 16;

  private final String instance;
  private final List<SecretKeySpec> keys;

  /**
   * @param instance this daemon's name, part of every mark; of the form of a unit name
   * @throws IllegalArgumentException when there is no key, a key is shorter than 16 bytes, or the
   *     instance is no name
   */
  public MarkKeys(String instance, List<String> keys) {
    if (!Names.isUnitName(instance)) {
      throw new IllegalArgumentException(
          "instance '" + instance + "' is not of the form [a-z0-9][a-z0-9._-]{0,62}");
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("at least one mark key is needed");
    }
    this.instance = instance;
    this.keys = keys.stream().map(MarkKeys::key).toList();
  }

  private static SecretKeySpec key(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MINIMUM_BYTES) {
      throw new IllegalArgumentException("a mark key has at least " + MINIMUM_BYTES + " bytes");
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  public String instance() {
    return instance;
  }

  /** The mark this connector carries when {@code config} (without mark and name) is sent to it. */
  public String mark(ConnectorId id, ConnectorConfig config) {
    SecretKeySpec signing = keys.get(0);
    String digest = configDigest(signing, config);
    return String.join(
        ":", VERSION, instance, id.cluster(), digest, signature(signing, id, digest));
  }

  /** What the mark on a connector proves. */
  public Verdict verify(ConnectorId id, String mark, ConnectorConfig unmarked) {
    return signer(id, mark)
        .map(
            key ->
                same(configDigest(key, unmarked), digestOf(mark))
                    ? Verdict.UNTOUCHED
                    : Verdict.EDITED)
        .orElse(Verdict.FOREIGN);
  }

  /** Whether this instance made the mark for this connector, whatever became of it since. */
  public boolean isOurs(ConnectorId id, String mark) {
    return signer(id, mark).isPresent();
  }

  private Optional<SecretKeySpec> signer(ConnectorId id, String mark) {
    String[] parts = mark.split(":", -1);
    if (parts.length != 5
        || !parts[0].equals(VERSION)
        || !parts[1].equals(instance)
        || !parts[2].equals(id.cluster())) {
      return Optional.empty();
    }
    return keys.stream().filter(key -> same(signature(key, id, parts[3]), parts[4])).findFirst();
  }

  private static String digestOf(String mark) {
    return mark.split(":", -1)[3];
  }

  /** What a mark proves of the connector that carries it. */
  public enum Verdict {
    /** Ours, and the configuration is the one we sent. */
    UNTOUCHED,
    /** Ours, and somebody changed the configuration since. */
    EDITED,
    /** Not made by this instance for this connector: never to be touched. */
    FOREIGN
  }

  /** For each key, the keyed digest of its value under the signing key. */
  public Map<String, String> digests(ConnectorConfig config) {
    Map<String, String> digests = new TreeMap<>();
    config
        .entries()
        .forEach((key, value) -> digests.put(key, valueDigest(keys.get(0), key, value)));
    return digests;
  }

  /** Whether {@code digest} was made of this value, under any of the keys. */
  public boolean matches(String digest, String key, String value) {
    return keys.stream().anyMatch(candidate -> same(valueDigest(candidate, key, value), digest));
  }

  /** What the digest of this value may be: one for each of the keys. */
  public List<String> possibleDigests(String key, String value) {
    return keys.stream().map(candidate -> valueDigest(candidate, key, value)).toList();
  }

  private static String valueDigest(SecretKeySpec key, String name, String value) {
    return hmac(key, mac -> feed(feed(feed(mac, "value"), name), value));
  }

  private static String configDigest(SecretKeySpec key, ConnectorConfig config) {
    return hmac(
        key,
        mac -> {
          feed(mac, "config");
          config.entries().forEach((name, value) -> feed(feed(mac, name), value));
          return mac;
        });
  }

  private String signature(SecretKeySpec key, ConnectorId id, String digest) {
    return hmac(
        key,
        mac ->
            feed(feed(feed(feed(feed(mac, "mark"), instance), id.cluster()), id.name()), digest));
  }

  /** Each part goes in with its length, so that no two lists of parts read the same. */
  private static Mac feed(Mac mac, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    mac.update(bytes);
    return mac;
  }

  private static String hmac(SecretKeySpec key, Function<Mac, Mac> feeding) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(feeding.apply(mac).doFinal());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "MarkKeys[" + instance + ", " + keys.size() + " keys]";
  }
}
