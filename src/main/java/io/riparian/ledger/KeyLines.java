package io.riparian.ledger;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A connector's configuration keys as one text, a line for each: {@code key=digest} or just the
 * key. Ten thousand connectors have three hundred thousand keys, and a table row for each made a
 * write four times as slow. Keys are percent-encoded, so any key may stand in a line.
 *
 * <p>An instance reads; it keeps one copy of the keys that recur in every connector.
 */
final class KeyLines {
  private final Map<String, String> known = new HashMap<>();

  static String ofDigests(Map<String, String> digests) {
    return digests.entrySet().stream()
        .map(digest -> encode(digest.getKey()) + "=" + encode(digest.getValue()) + "\n")
        .sorted()
        .collect(joining());
  }

  static String ofKeys(Set<String> keys) {
    return keys.stream().map(key -> encode(key) + "\n").sorted().collect(joining());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Map<String, String> digests(String lines) {
    return lines
        .lines()
        .collect(
            toUnmodifiableMap(
                line -> key(line.substring(0, line.indexOf('='))),
                line -> decode(line.substring(line.indexOf('=') + 1))));
  }

  Set<String> keys(String lines) {
    return lines.lines().map(this::key).collect(toUnmodifiableSet());
  }

  private String key(String encoded) {
    return known.computeIfAbsent(encoded, KeyLines::decode);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
