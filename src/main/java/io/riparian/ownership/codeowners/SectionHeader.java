package io.riparian.ownership.codeowners;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A section's header in GitLab's dialect: {@code ^[Name][2] @owner}. Only the name must be there.
 *
 * @param optional whether nobody of the section has to agree
 * @param approvals how many have to; 0 where that is not said
 * @param owners those of entries that name nobody
 * @param problems what GitLab passes over in silence, each as a sentence without its full stop
 */
record SectionHeader(
    String name, boolean optional, int approvals, List<Owner> owners, List<String> problems) {
  static final SectionHeader NONE = new SectionHeader("", false, 0, List.of(), List.of());
  static final String HINT =
      "Write `[Name]`, `[Name][2]` or `^[Name]`, then perhaps owners, and nothing else.";

  private static final int MOST_DIGITS = 4;

  SectionHeader {
    owners = List.copyOf(owners);
    problems = List.copyOf(problems);
  }

  /** Whether GitLab takes this line for a header, well written or not. */
  static boolean isMeant(String line) {
    return line.startsWith("[") || line.startsWith("^[");
  }

  /** Reads a header; empty when its name has no end. */
  static Optional<SectionHeader> of(String line) {
    boolean optional = line.startsWith("^");
    int from = optional ? 2 : 1;
    int to = line.indexOf(']', from);
    if (to < 0) {
      return Optional.empty();
    }
    String name = line.substring(from, to);
    int rest = to + 1;
    int end = endOfNumber(line, rest);
    int approvals = 0;
    if (end > 0) {
      approvals = number(line.substring(rest + 1, end));
      rest = end + 1;
    }
    String list = ownerList(line, rest);
    List<Owner> owners = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Word word : Word.of(list)) {
      owners.addAll(GitLabOwners.in(word.text()));
      if (!GitLabOwners.isOwner(word.text())) {
        problems.add("`" + word.text() + "` behind a section's header is no owner");
      }
    }
    if (name.isBlank()) {
      problems.add("a section has no name");
    }
    if (optional && end > 0) {
      problems.add("an optional section asks for approvals");
    }
    if (rest + list.length() < line.length()) {
      problems.add("what stands behind the section's header is passed over");
    }
    return Optional.of(new SectionHeader(name, optional, approvals, owners, problems));
  }

  /** Where the bracket closes that holds a number; -1 when there is none. */
  private static int endOfNumber(String line, int open) {
    if (open >= line.length() || line.charAt(open) != '[') {
      return -1;
    }
    int at = open + 1;
    while (at < line.length() && isDigit(line.charAt(at))) {
      at++;
    }
    return at < line.length() && line.charAt(at) == ']' ? at : -1;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  /** More than anybody has owners stays more. */
  private static int number(String digits) {
    return digits.isEmpty()
        ? 0
        : digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /** As far as the characters are those of owners, after a blank. */
  private static String ownerList(String line, int from) {
    int at = from;
    if (at < line.length() && !Word.isBlank(line.charAt(at))) {
      return "";
    }
    while (at < line.length()
        && (Word.isBlank(line.charAt(at)) || GitLabOwners.mayHold(line.charAt(at)))) {
      at++;
    }
    return line.substring(from, at);
  }
}
