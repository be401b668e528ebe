package io.riparian.manifest;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Text as it is written in YAML, so that every reader, old or new, reads that very text. */
public final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9._$/-]*|0|[1-9][0-9]{0,17}");

  /** What some YAML reads as something else. */
  private static final Set<String> WORDS = Set.of("null", "yes", "no", "on", "off", "y", "n", "~");

  private YamlText() {}

  /** Plain where that is safe, else in quotes. Truth values and small numbers stay plain. */
  public static String of(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        ? text
        : quoted(text);
  }

  /** In double quotes, on one line. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
              } else if (point == '\n') {
                quoted.append("\\n");
              } else if (point == '\t') {
                quoted.append("\\t");
              } else if (isPrintable(point)) {
                quoted.appendCodePoint(point);
              } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08X", point));
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
