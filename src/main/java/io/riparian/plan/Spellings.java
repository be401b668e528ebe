package io.riparian.plan;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Two ways to write one value. A tool that reads a file's numbers and truth values before it sends
 * them leaves its own spelling in Connect: {@code 1.5} where the file says {@code 1.50}.
 */
final class Spellings {
  /** No zero in front: as an octal number it would be another one. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,100})(\\.[0-9]{1,100})?([eE][-+]?[0-9]{1,4})?");

  private static final Pattern TRUTH = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

  private static final Pattern VERSION = Pattern.compile("(?i).*version");

  private Spellings() {}

  /**
   * Whether both mean the same number or the same truth value. A version is neither: 1.1 and 1.10
   * are two.
   */
  static boolean areOne(String key, String one, String other) {
    if (VERSION.matcher(key).matches()) {
      return false;
    }
    if (TRUTH.matcher(one).matches() && TRUTH.matcher(other).matches()) {
      return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
    return NUMBER.matcher(one).matches()
        && NUMBER.matcher(other).matches()
        && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
  }
}
