package io.riparian.report;

import io.riparian.model.Redaction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of a file as it may stand under a mistake. A value that may be a secret is masked; a line
 * of which it cannot be told what it holds is not shown at all.
 *
 * @param text without control characters; as many characters as the file has, up to a mask
 * @param known how many of its characters stand where they stand in the file
 */
record SourceLine(String text, int known) {
  static final int LONGEST = 160;

  private static final Pattern PAIR =
      Pattern.compile("(\\s*(?:- )?([\"']?)([A-Za-z0-9_.$/-]+)\\2\\s*[:=]\\s*)(.*)");
  private static final Pattern ITEM = Pattern.compile("\\s*- [\"']?[A-Za-z0-9_.*-]{1,60}[\"']?");
  private static final Pattern BRACKETS = Pattern.compile("[\\s{}\\[\\],]+|\\s*---\\s*");

  /** Where a mapping belongs stands text: it may be one of its values, or all of them. */
  private static final Pattern TEXT_FOR_CONFIG =
      Pattern.compile("(^|[\\s,{])[\"']?config[\"']?\\s*[:=]\\s*[^\\s{#]");

  private static final Pattern BETWEEN_NAMES = Pattern.compile("[\\s/]+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"',;:=\\[\\]{}]+");

  /** The line by itself, if it may be shown at all. */
  static Optional<SourceLine> of(String line) {
    String stripped = line.stripTrailing();
    return stripped.length() > LONGEST ? Optional.empty() : shown(stripped);
  }

  /**
   * A line of an ownership file. It holds no configuration, but patterns and owners; it is not
   * shown where one of its names looks like a secret all the same.
   */
  static Optional<SourceLine> ofOwnershipFile(String text) {
    String line = text.stripTrailing();
    boolean mayBeSecret =
        Redaction.isSensitive("", line)
            || Stream.of(BETWEEN_NAMES.split(line)).anyMatch(SourceLine::mayBeSecretItself);
    return line.length() > LONGEST || mayBeSecret ? Optional.empty() : Optional.of(visible(line));
  }

  private static Optional<SourceLine> shown(String line) {
    Matcher pair = PAIR.matcher(line);
    boolean isPair = pair.matches();
    boolean plain = isPair || ITEM.matcher(line).matches() || BRACKETS.matcher(line).matches();
    if (plain && (!mayBeSecret(line) || (isPair && isReference(pair.group(3), pair.group(4))))) {
      return Optional.of(visible(line));
    }
    return isPair && !mayBeSecretItself(pair.group(3))
        ? Optional.of(visible(pair.group(1)).masked())
        : Optional.empty();
  }

  private static SourceLine visible(String text) {
    String shown = Terminal.visible(text.replace('\t', ' '));
    return new SourceLine(shown, shown.codePointCount(0, shown.length()));
  }

  private SourceLine masked() {
    return new SourceLine(text + Redaction.MASK, known);
  }

  private static boolean isReference(String key, String value) {
    String bare = value.strip().replaceAll("^[\"']|[\"'],?$|,$", "");
    return bare.startsWith("${") && Redaction.show(key, bare).equals(bare);
  }

  /** An escape may spell a sensitive word, and a very long line is not worth being looked at. */
  static boolean mayBeSecret(String line) {
    return line.length() > LONGEST
        || line.indexOf('\\') >= 0
        || TEXT_FOR_CONFIG.matcher(line).find()
        || Redaction.isSensitive(line, line)
        || Stream.of(BETWEEN_WORDS.split(line)).anyMatch(word -> Redaction.isSensitive(word, word));
  }

  /** A key is a word like any other; only what is a secret all by itself is none. */
  private static boolean mayBeSecretItself(String key) {
    return Redaction.isSensitive("", key);
  }
}
