package io.riparian.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A configuration key as the words it is made of: {@code ssl.key-password}, {@code
 * ssl_KEY_PASSWORD} and {@code sslKeyPassword} are the same three. English says at the end what a
 * thing is: a {@code key.password} is a password, a {@code password.field} is a field.
 */
public record KeyName(List<String> words, KeyRole role) {
  public KeyName {
    words = List.copyOf(words);
  }

  /** By hand: it is asked for every key of every connector. */
  public static KeyName of(String key) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < key.length(); at++) {
      boolean outside = !isOfWord(key.charAt(at));
      if (outside || beginsWord(key, at)) {
        addTo(words, key, start, at);
        start = outside ? at + 1 : at;
      }
    }
    addTo(words, key, start, key.length());
    return new KeyName(words, KeyRole.of(words));
  }

  private static void addTo(List<String> words, String key, int start, int end) {
    if (start < end) {
      words.add(key.substring(start, end).toLowerCase(Locale.ROOT));
    }
  }

  /** A capital behind a small letter or a digit, or the last of several in front of a small one. */
  private static boolean beginsWord(String key, int at) {
    if (at == 0 || !isUpper(key.charAt(at)) || !isOfWord(key.charAt(at - 1))) {
      return false;
    }
    return !isUpper(key.charAt(at - 1))
        || (at + 1 < key.length() && isLower(key.charAt(at + 1)) && !isPlural(key, at + 1));
  }

  /** {@code serverURIs} ends in one word. */
  private static boolean isPlural(String key, int at) {
    return key.charAt(at) == 's' && (at + 1 == key.length() || !isLower(key.charAt(at + 1)));
  }

  private static boolean isOfWord(char one) {
    return isUpper(one) || isLower(one) || (one >= '0' && one <= '9');
  }

  private static boolean isUpper(char one) {
    return one >= 'A' && one <= 'Z';
  }

  private static boolean isLower(char one) {
    return one >= 'a' && one <= 'z';
  }

  /** The words with dots between them. */
  public String dotted() {
    return String.join(".", words);
  }

  /** Whether some word of it speaks of secrets, and the last one does not turn it into a label. */
  public boolean hintsAtSecret() {
    return (role != KeyRole.NOTHING || words.stream().anyMatch(KeyRole::isHint))
        && (!describes() || endsIn("secret", "id"));
  }

  /** Whether the value names or describes something. */
  public boolean describes() {
    return KeyRole.isDescribing(word(1));
  }

  public boolean isHeader() {
    return word(1).equals("header") || word(1).equals("headers");
  }

  /** The word at this place, counted from 1 at the end; empty text when there is none. */
  public String word(int fromEnd) {
    return words.size() < fromEnd ? "" : words.get(words.size() - fromEnd);
  }

  public boolean endsIn(String... last) {
    return words.size() >= last.length
        && words.subList(words.size() - last.length, words.size()).equals(List.of(last));
  }
}
