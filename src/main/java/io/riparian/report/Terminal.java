package io.riparian.report;

import java.util.regex.Pattern;

/**
 * Lines for a terminal. A name, a path or a key may hold what a terminal obeys or nobody sees; each
 * such character becomes a question mark.
 */
public final class Terminal {
  /**
   * Control characters, those of eight bits too; directions, joiners; halves; other ends of lines.
   */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final int SHORT_ID = 12;

  private final StringBuilder text = new StringBuilder();

  Terminal() {}

  /** One line as it may be printed. */
  public static String visible(String line) {
    return UNSEEN.matcher(line).replaceAll("?");
  }

  /** As much of a commit's id as people read; all of a shorter text. */
  static String shortened(String revision) {
    return revision.substring(0, Math.min(revision.length(), SHORT_ID));
  }

  void line(String line) {
    text.append(visible(line)).append('\n');
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Everything so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
