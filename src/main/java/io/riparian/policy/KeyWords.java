package io.riparian.policy;

import java.util.Locale;

/**
 * A key in lower case, with a dot wherever capitals begin a word: {@code filePath} is {@code
 * file.path}.
 */
final class KeyWords {
  private KeyWords() {}

  static String of(String key) {
    boolean oneCase = key.chars().noneMatch(Character::isUpperCase);
    return oneCase ? key : key.replaceAll("([a-z0-9])([A-Z])", "$1.$2").toLowerCase(Locale.ROOT);
  }
}
