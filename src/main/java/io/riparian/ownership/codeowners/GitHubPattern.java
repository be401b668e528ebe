package io.riparian.ownership.codeowners;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pattern by GitHub's rules, which are those of gitignore but for some. */
final class GitHubPattern {
  /** What may be wrong with a pattern, and where in it. */
  record Problem(int offset, String what, String hint) {}

  private static final String DEEP = "**";

  private final String text;

  GitHubPattern(String text) {
    this.text = text;
  }

  /** Whether it has no meaning at all; a pattern of two meanings has one here and is an error. */
  boolean isRefused() {
    return problem().filter(problem -> !isAmbiguous()).isPresent();
  }

  /** Implementations differ about what it matches: a file beside the directory, or none. */
  private boolean isAmbiguous() {
    return text.endsWith("/**/") && syntax().isEmpty();
  }

  Optional<Problem> problem() {
    return syntax()
        .or(
            () ->
                isAmbiguous()
                    ? Optional.of(
                        new Problem(
                            text.length() - 1,
                            "ends in `/**/`, which is read in two ways",
                            "Write `/**` or `/`."))
                    : Optional.empty());
  }

  private Optional<Problem> syntax() {
    if (text.equals("/")) {
      return problem(0, "matches nothing", "Write `*` for every file.");
    }
    if (text.startsWith("!")) {
      return problem(
          0, "begins with `!`, and nothing can be excluded", "Give the path its own line.");
    }
    if (text.startsWith("\\#")) {
      return problem(
          0, "begins with `\\#`, which GitHub does not understand", "Begin it with `/`.");
    }
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '\\') {
        if (++i == text.length()) {
          return problem(i - 1, "ends in a backslash", "Take it out.");
        }
      } else if (character == '[' || character == ']') {
        return problem(
            i,
            "holds `" + character + "`, and there are no character ranges",
            "Write `\\" + character + "`.");
      } else if (character == '#') {
        return problem(i, "holds `#`", "A comment begins after a blank; in a pattern write `\\#`.");
      } else if (Character.isISOControl(character)) {
        return problem(i, "holds a control character", "Take it out.");
      }
    }
    return segmentProblem();
  }

  private Optional<Problem> segmentProblem() {
    int offset = 0;
    List<String> segments = List.of(text.split("/", -1));
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean atAnEnd = i == 0 || i == segments.size() - 1;
      if (segment.contains("***")) {
        return problem(offset, "holds `***`", "Write `**` for any depth.");
      }
      if (segment.isEmpty() && !atAnEnd) {
        return problem(offset, "holds `//`", "Write one slash.");
      }
      if (segment.equals(".") || segment.equals("..")) {
        return problem(
            offset, "holds the segment `" + segment + "`", "Begin at the repository's root.");
      }
      offset += segment.length() + 1;
    }
    return Optional.empty();
  }

  private static Optional<Problem> problem(int offset, String what, String hint) {
    return Optional.of(new Problem(offset, what, hint));
  }

  /**
   * A slash that is not the last character ties the pattern to the root; one that is, to what is
   * below a directory. What matches a directory matches all below it, unless it ends in a lone
   * {@code *}.
   */
  PathPattern pattern() {
    boolean below = text.endsWith("/");
    String bare = below ? text.substring(0, text.length() - 1) : text;
    boolean anchored = bare.contains("/");
    if (bare.startsWith("/")) {
      bare = bare.substring(1);
    }
    List<String> parts = split(bare);
    List<SegmentGlob> segments = new ArrayList<>();
    if (!anchored) {
      segments.add(SegmentGlob.ANY_DEPTH);
    }
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      if (!parts.get(i).equals(DEEP)) {
        segments.add(glob(parts.get(i)));
      } else if (last) {
        segments.add(SegmentGlob.ANY);
      } else {
        segments.add(SegmentGlob.ANY_DEPTH);
      }
    }
    if (below) {
      segments.add(SegmentGlob.ANY);
    }
    if (below || !parts.get(parts.size() - 1).equals("*")) {
      segments.add(SegmentGlob.ANY_DEPTH);
    }
    return new PathPattern(segments);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '/') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(character);
        if (character == '\\') {
          part.append(text.charAt(++i));
        }
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static SegmentGlob glob(String text) {
    SegmentGlob.Builder glob = new SegmentGlob.Builder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '\\' -> glob.character(text.charAt(++i));
        case '*' -> glob.anyNumber();
        case '?' -> glob.anyOne();
        default -> glob.character(character);
      }
    }
    return glob.build();
  }
}
