package io.riparian.forge;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from {@code Link} headers (RFC 8288) where a list goes on. A header that cannot be read is
 * never taken for the end of the list.
 */
final class NextLink {
  private static final String PARAMETER =
      "\\s*;\\s*[A-Za-z*-]+\\s*(?:=\\s*(?:\"[^\"]*\"|[^\\s\",;<>]+))?";
  private static final Pattern LINK =
      Pattern.compile("\\G\\s*<([^<>]*)>((?:" + PARAMETER + ")*+)\\s*(?:,|$)");
  private static final Pattern RELATION =
      Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s\";,]+))", Pattern.CASE_INSENSITIVE);

  private NextLink() {}

  /**
   * @param headers the values of all of them
   * @throws IllegalArgumentException when one cannot be read, or there are several next ones
   */
  static Optional<URI> in(Collection<?> headers) {
    Optional<URI> next = Optional.empty();
    for (Object header : headers) {
      String text = header.toString().strip();
      Matcher link = LINK.matcher(text);
      int end = 0;
      while (end < text.length() && link.find()) {
        end = link.end();
        if (isNext(link.group(2))) {
          if (next.isPresent()) {
            throw new IllegalArgumentException("two next links");
          }
          next = Optional.of(URI.create(link.group(1)));
        }
      }
      if (end < text.length()) {
        throw new IllegalArgumentException("no Link header");
      }
    }
    return next;
  }

  private static boolean isNext(String parameters) {
    Matcher relation = RELATION.matcher(parameters);
    if (!relation.find()) {
      return false;
    }
    String names = relation.group(1) == null ? relation.group(2) : relation.group(1);
    return Pattern.compile("\\s+").splitAsStream(names).anyMatch("next"::equalsIgnoreCase);
  }
}
