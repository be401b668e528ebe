package io.riparian.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The word somebody probably meant. A guess is made only when it is close: one slip in three
 * letters.
 */
final class Spelling {
  private static final int LONGEST = 64;

  private Spelling() {}

  /** A hint that proposes the closest known word, or else lists them all. */
  static String hint(String written, Collection<String> known) {
    Optional<String> close = closest(written, known);
    if (close.isPresent()) {
      return "Did you mean `" + close.get() + "`?";
    }
    return known.isEmpty()
        ? "Remove it."
        : "Known here: " + String.join(", ", new TreeSet<>(known)) + ".";
  }

  static Optional<String> closest(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = plain(written);
    int allowed = Math.max(1, plain.length() / 3);
    return known.stream()
        .filter(word -> distance(plain, plain(word)) <= allowed)
        .min(
            Comparator.comparingInt((String word) -> distance(plain, plain(word)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }

  /** How many letters to add, drop, change or swap with the next one. */
  private static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int cheapest(int[][] cost, String one, String other, int i, int j) {
    int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
    int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
