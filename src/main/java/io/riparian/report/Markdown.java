package io.riparian.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pieces of a comment as GitHub, GitLab, Gitea and Forgejo all show them. Whatever somebody wrote
 * into a file is text there and nothing else: it formats nothing, links nowhere, calls nobody.
 *
 * <p>What ends a table's cell or begins HTML stands as a character reference, which is never
 * structure (CommonMark 2.5). Mentions and references to other requests are found in what is
 * rendered, so that a reference or a backslash does not keep them away; a space of no width does.
 */
final class Markdown {
  private static final String NO_WIDTH = "&#8203;";

  /** Code that stands for itself between backticks, also in a cell of a table. */
  private static final Pattern PLAIN =
      Pattern.compile("[^`|<>&\\\\\\s](?:[^`|<>&\\\\]*[^`|<>&\\\\\\s])?");

  /** In our own sentences names stand between backticks, and values between quotation marks. */
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`|\"([^\"]+)\"");

  private static final int LONGEST_CODE = 250;
  private static final int LONGEST_SENTENCE = 1_000;

  private Markdown() {}

  /** A sentence of ours that may hold what somebody wrote, as one line. */
  static String sentence(String sentence) {
    String text = shortened(sentence, LONGEST_SENTENCE);
    StringBuilder line = new StringBuilder();
    Matcher named = NAMED.matcher(text);
    int from = 0;
    while (named.find()) {
      line.append(prose(text.substring(from, named.start())));
      line.append(code(named.group(1) == null ? named.group(2) : named.group(1)));
      from = named.end();
    }
    return line.append(prose(text.substring(from))).toString();
  }

  /** A name, a path, a key or an owner. */
  static String code(String text) {
    String shown = Terminal.visible(shortened(text, LONGEST_CODE));
    if (shown.isBlank()) {
      return "(empty)";
    }
    return PLAIN.matcher(shown).matches() ? "`" + shown + "`" : "<code>" + prose(shown) + "</code>";
  }

  /** A connector, and where it is. */
  static String place(String cluster, String connector) {
    return code(connector) + " on " + code(cluster);
  }

  /** Words. */
  static String prose(String text) {
    String shown = Terminal.visible(text);
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < shown.length(); at++) {
      char one = shown.charAt(at);
      if (breaksBefore(shown, at)) {
        line.append(NO_WIDTH);
      }
      switch (one) {
        case '&' -> line.append("&amp;");
        case '<' -> line.append("&lt;");
        case '>' -> line.append("&gt;");
        case '\\', '`', '|', '*', '_', '[', ']', '~', '$' ->
            line.append("&#").append((int) one).append(';');
        default -> line.append(one);
      }
      boolean refers = "@#!%&~$^".indexOf(one) >= 0;
      if (refers && (at + 1 == shown.length() || shown.charAt(at + 1) != ' ')) {
        line.append(NO_WIDTH);
      }
    }
    return line.toString();
  }

  /** Where an address or the number of another request would be made a link. */
  private static boolean breaksBefore(String text, int at) {
    return text.startsWith("//", at)
        || (text.charAt(at) == '.' && endsIn(text, at, "www"))
        || (text.charAt(at) == '-' && endsIn(text, at, "gh"));
  }

  private static boolean endsIn(String text, int end, String word) {
    return text.regionMatches(true, end - word.length(), word, 0, word.length());
  }

  /** Lines that stand as they are. */
  static List<String> fenced(String language, List<String> content) {
    int longest = 2;
    List<String> lines = new ArrayList<>();
    for (String line : content) {
      String shown = Terminal.visible(line);
      lines.add(shown);
      longest = Math.max(longest, longestRun(shown));
    }
    String fence = "`".repeat(longest + 1);
    lines.add(0, fence + language);
    lines.add(fence);
    return lines;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int at = 0; at < text.length(); at++) {
      run = text.charAt(at) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** As many characters at the most, with a sign that there were more. */
  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }
}
