package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A reference to a secret in one of the worker's providers, found where Kafka finds it: {@code
 * ${alias:path:key}}, or without the path. What Kafka would not take for one is none.
 *
 * <p>Source: {@code ConfigTransformer.DEFAULT_PATTERN}, Kafka 4; it is read by hand here because
 * that expression takes time by the square of a text that opens many and closes none.
 *
 * @param start of its dollar sign in the value
 * @param end right after its closing brace
 * @param path empty text when there is none
 */
record SecretReference(int start, int end, String alias, String path, String key) {

  static List<SecretReference> in(String value) {
    List<SecretReference> found = new ArrayList<>();
    int start = value.indexOf("${");
    while (start >= 0) {
      int close = value.indexOf('}', start);
      if (close < 0) {
        break;
      }
      int colon = colon(value, start, close);
      if (colon < close) {
        found.add(between(value, start, colon, close));
      }
      start = value.indexOf("${", close);
    }
    return found;
  }

  private static SecretReference between(String value, int start, int colon, int close) {
    String alias = value.substring(start + 2, colon);
    int second = colon(value, colon + 1, close);
    return second == close
        ? new SecretReference(start, close + 1, alias, "", value.substring(colon + 1, close))
        : new SecretReference(
            start,
            close + 1,
            alias,
            value.substring(colon + 1, second),
            value.substring(second + 1, close));
  }

  /** The first one before the brace, or the brace. */
  private static int colon(String value, int from, int close) {
    int at = from;
    while (at < close && value.charAt(at) != ':') {
      at++;
    }
    return at;
  }

  /** What says where the secret lies: the path, or the key where there is no path. */
  String place() {
    return path.isEmpty() ? key : path;
  }

  /**
   * A secret, wherever references to it stand and in whatever way they are written.
   *
   * @param place its path, or its key where there is no path; as it stands when nobody can read it
   */
  record Secret(String alias, String place, String key) {}

  Secret secret() {
    return new Secret(alias, plain(place()), path.isEmpty() ? "" : plain(key));
  }

  private static String plain(String text) {
    return SecretPath.of(text).map(SecretPath::plain).orElse(text);
  }

  /** All secrets that a configuration refers to, by the key that does. */
  static SortedMap<String, Set<Secret>> secrets(ConnectorConfig config) {
    SortedMap<String, Set<Secret>> byKey = new TreeMap<>();
    config
        .entries()
        .forEach(
            (key, value) ->
                in(value)
                    .forEach(
                        reference ->
                            byKey
                                .computeIfAbsent(key, first -> new HashSet<>())
                                .add(reference.secret())));
    return byKey;
  }
}
