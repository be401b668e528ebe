package io.riparian.policy;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a secret in all the ways a provider may read it: as it stands, with backslashes for
 * slashes, and decoded as often as there is something to decode. In each of them {@code .}, {@code
 * ..} and {@code //} are gone.
 *
 * @param plain the last of them: two paths that have the same one are one path
 */
record SecretPath(Set<String> readings, String plain) {
  private static final int MOST_ROUNDS = 5;
  private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})++");
  private static final char UNREADABLE = '\uFFFD';

  SecretPath {
    readings = Set.copyOf(readings);
  }

  /** Empty when one of its readings leaves its root, or it cannot be read. */
  static Optional<SecretPath> of(String path) {
    Set<String> readings = new LinkedHashSet<>();
    String text = path;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (isUnreadable(text)
          || !addTo(readings, text)
          || !addTo(readings, text.replace('\\', '/'))) {
        return Optional.empty();
      }
      String decoded = Normalizer.normalize(decode(text), Normalizer.Form.NFKC);
      if (decoded.equals(text)) {
        return normal(text.replace('\\', '/')).map(plain -> new SecretPath(readings, plain));
      }
      text = decoded;
    }
    return Optional.empty();
  }

  private static boolean isUnreadable(String text) {
    return text.chars().anyMatch(one -> Character.isISOControl(one) || one == UNREADABLE);
  }

  private static boolean addTo(Set<String> readings, String text) {
    Optional<String> normal = normal(text);
    normal.ifPresent(readings::add);
    return normal.isPresent();
  }

  private static Optional<String> normal(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      String bare = withoutParameters(segment);
      if (bare.equals("..") && segments.pollLast() == null) {
        return Optional.empty();
      }
      if (!bare.isEmpty() && !bare.equals(".") && !bare.equals("..")) {
        segments.addLast(segment);
      }
    }
    return Optional.of((path.startsWith("/") ? "/" : "") + String.join("/", segments));
  }

  /** Some servers take {@code ..;x} for {@code ..}. */
  private static String withoutParameters(String segment) {
    int semicolon = segment.indexOf(';');
    return (semicolon < 0 ? segment : segment.substring(0, semicolon)).strip();
  }

  private static String decode(String text) {
    return ENCODED.matcher(text).replaceAll(match -> quote(bytes(match.group())));
  }

  private static String quote(byte[] bytes) {
    return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String encoded) {
    byte[] bytes = new byte[encoded.length() / 3];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) Integer.parseInt(encoded.substring(at * 3 + 1, at * 3 + 3), 16);
    }
    return bytes;
  }

  /** Whether it lies there however it is read. */
  boolean liesIn(Predicate<String> place) {
    return readings.stream().allMatch(place);
  }
}
