package io.riparian.ownership.codeowners;

import io.riparian.ownership.codeowners.SegmentGlob.CharacterSet;
import io.riparian.ownership.codeowners.SegmentGlob.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Patterns as GitLab understands them: it brings them into one form and gives them to Ruby's {@code
 * File.fnmatch} with {@code FNM_PATHNAME} and {@code FNM_DOTMATCH}. There {@code **} is any depth
 * only as a whole segment that is not the last, and a pattern is always about the whole path.
 */
final class FnMatch {
  private static final String DEEP = "**";

  private FnMatch() {}

  /** GitLab's form of a pattern: from the root, and with what is below a directory spelt out. */
  static String normalised(String pattern) {
    if (pattern.equals("*")) {
      return "/**/*";
    }
    String text = pattern.startsWith("\\#") ? pattern.substring(1) : pattern;
    text = text.replace("\\ ", " ");
    text = text.startsWith("/") ? text : "/**/" + text;
    return text.endsWith("/") ? text + "**/*" : text;
  }

  /** The pattern of this form; empty when a bracket or an escape in it has no end. */
  static Optional<PathPattern> pattern(String normalised) {
    List<String> parts = List.of(normalised.substring(1).split("/", -1));
    List<SegmentGlob> segments = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).equals(DEEP) && i < parts.size() - 1) {
        segments.add(SegmentGlob.ANY_DEPTH);
      } else {
        Optional<SegmentGlob> segment = segment(parts.get(i));
        if (segment.isEmpty()) {
          return Optional.empty();
        }
        segments.add(segment.get());
      }
    }
    return Optional.of(new PathPattern(segments));
  }

  private static Optional<SegmentGlob> segment(String text) {
    SegmentGlob.Builder glob = new SegmentGlob.Builder();
    int at = 0;
    while (at < text.length()) {
      char character = text.charAt(at++);
      if (character == '*') {
        glob.anyNumber();
      } else if (character == '?') {
        glob.anyOne();
      } else if (character == '[') {
        int end = endOfSet(text, at);
        if (end < 0) {
          return Optional.empty();
        }
        glob.oneOf(set(text.substring(at, end)));
        at = end + 1;
      } else if (character == '\\') {
        if (at == text.length()) {
          return Optional.empty();
        }
        glob.character(text.charAt(at++));
      } else {
        glob.character(character);
      }
    }
    return Optional.of(glob.build());
  }

  /** Where the bracket closes; -1 when it does not, or holds nothing. */
  private static int endOfSet(String text, int from) {
    int at = from;
    if (at < text.length() && isNegation(text.charAt(at))) {
      at++;
    }
    int first = at;
    while (at < text.length() && text.charAt(at) != ']') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at < text.length() && at > first ? at : -1;
  }

  private static boolean isNegation(char character) {
    return character == '!' || character == '^';
  }

  private static CharacterSet set(String inside) {
    boolean negated = isNegation(inside.charAt(0));
    String members = negated ? inside.substring(1) : inside;
    List<Range> ranges = new ArrayList<>();
    int at = 0;
    while (at < members.length()) {
      char from = member(members, at);
      at += length(members, at);
      char to = from;
      if (at + 1 < members.length() && members.charAt(at) == '-') {
        to = member(members, at + 1);
        at += 1 + length(members, at + 1);
      }
      ranges.add(new Range(from, to));
    }
    return new CharacterSet(negated, ranges);
  }

  private static char member(String members, int at) {
    return members.charAt(at + length(members, at) - 1);
  }

  private static int length(String members, int at) {
    return members.charAt(at) == '\\' && at + 1 < members.length() ? 2 : 1;
  }
}
