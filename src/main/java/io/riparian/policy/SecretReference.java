package io.riparian.policy;

import java.util.ArrayList;
import java.util.List;

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
      int colon = value.indexOf(':', start);
      if (colon >= 0 && colon < close) {
        found.add(between(value, start, colon, close));
      }
      start = value.indexOf("${", close);
    }
    return found;
  }

  private static SecretReference between(String value, int start, int colon, int close) {
    String alias = value.substring(start + 2, colon);
    int second = value.indexOf(':', colon + 1);
    return second < 0 || second > close
        ? new SecretReference(start, close + 1, alias, "", value.substring(colon + 1, close))
        : new SecretReference(
            start,
            close + 1,
            alias,
            value.substring(colon + 1, second),
            value.substring(second + 1, close));
  }

  /** What says where the secret lies: the path, or the key where there is no path. */
  String place() {
    return path.isEmpty() ? key : path;
  }

  /** The secret it is about, wherever it stands. */
  String secret() {
    return alias + ":" + path + ":" + key;
  }
}
