package io.riparian.policy;

import io.riparian.model.KeyName;
import java.util.regex.Pattern;

/**
 * Whether a text looks drawn by lot rather than written by somebody. Names, classes and hosts are
 * words with something between them; what is random changes between letters, capitals and digits at
 * almost every step.
 */
final class OpaqueText {
  private static final int LONG = 32;
  private static final int SHORT = 20;
  private static final double RESTLESS = 0.35;
  private static final Pattern ALPHABET = Pattern.compile("[A-Za-z0-9+/=_.-]+");
  private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9-]+");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,}");

  private OpaqueText() {}

  /**
   * A long one is a secret under any name but that of an identifier; a shorter one, a digest or a
   * UUID is one where the name hints at it.
   */
  static boolean isSecret(KeyName key, String text) {
    if (key.hintsAtSecret()) {
      return text.length() >= SHORT
          && ALPHABET.matcher(text).matches()
          && (isMixed(text) || isDigest(text));
    }
    return text.length() >= LONG
        && !key.describes()
        && text.indexOf('.') < 0
        && ALPHABET.matcher(text).matches()
        && isMixed(text);
  }

  static boolean isLikeAToken(String text) {
    return TOKEN.matcher(text).matches()
        && text.chars().anyMatch(Character::isDigit)
        && text.chars().anyMatch(Character::isLetter);
  }

  private static boolean isDigest(String text) {
    return ALPHANUMERIC.matcher(text).matches()
        && text.chars().filter(Character::isDigit).count() >= 4
        && text.chars().anyMatch(Character::isLetter)
        && changes(text) >= RESTLESS;
  }

  private static boolean isMixed(String text) {
    return text.chars().anyMatch(Character::isUpperCase)
        && text.chars().anyMatch(Character::isLowerCase)
        && text.chars().anyMatch(Character::isDigit)
        && changes(text) >= RESTLESS;
  }

  private static double changes(String text) {
    int changes = 0;
    for (int at = 1; at < text.length(); at++) {
      changes += kind(text.charAt(at)) == kind(text.charAt(at - 1)) ? 0 : 1;
    }
    return (double) changes / (text.length() - 1);
  }

  private static int kind(char character) {
    if (Character.isDigit(character)) {
      return 0;
    }
    if (Character.isLetter(character)) {
      return Character.isUpperCase(character) ? 1 : 2;
    }
    return 3;
  }
}
