package io.riparian.ownership.codeowners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * GitHub's patterns are those of gitignore: ours match as JGit's do, on random patterns and paths.
 * Left out are the one difference that GitHub documents, a last segment that is a lone {@code *};
 * what is refused; and segments that end in {@code \\*}, where JGit differs from git: it takes the
 * escaped star for a wildcard when no other one stands in the segment.
 */
class AgainstGitignoreTest {
  private static final int PAIRS = 10_000;
  private static final String[] LETTERS = {"a", "b", "ab", ".", "-"};
  private static final String[] IN_PATTERNS = {
    "a", "b", "ab", ".", "-", "*", "*", "?", "\\a", "\\*", "\\?", "\\ ", "**"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aPatternMatchesWhatGitWouldIgnore(long seed) {
    Random random = new Random(seed);
    int matching = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      String pattern = pattern(random);
      List<String> path = random.nextInt(3) == 0 ? path(random) : pathLike(pattern, random);

      boolean ignored = isIgnored(pattern, path);

      assertThat(new GitHubPattern(pattern).pattern().matches(path))
          .as("%s on %s, pair %d", pattern, String.join("/", path), pair)
          .isEqualTo(ignored);
      matching += ignored ? 1 : 0;
    }
    assertThat(matching).isBetween(PAIRS / 5, PAIRS * 4 / 5);
  }

  /** Git ignores what a rule matches, and what lies below a directory that it matches. */
  private static boolean isIgnored(String pattern, List<String> path) {
    FastIgnoreRule rule = new FastIgnoreRule(pattern);
    return IntStream.rangeClosed(1, path.size())
        .anyMatch(
            depth ->
                rule.isMatch(String.join("/", path.subList(0, depth)), depth < path.size(), true));
  }

  private static String pattern(Random random) {
    while (true) {
      String pattern = anyPattern(random);
      boolean loneStar = pattern.equals("*") || pattern.endsWith("/*");
      boolean escapedStar = (pattern + "/").contains("\\*/");
      if (!loneStar && !escapedStar && new GitHubPattern(pattern).problem().isEmpty()) {
        return pattern;
      }
    }
  }

  private static String anyPattern(Random random) {
    StringBuilder pattern = new StringBuilder(random.nextInt(3) == 0 ? "/" : "");
    int segments = 1 + random.nextInt(4);
    for (int i = 0; i < segments; i++) {
      pattern.append(i == 0 ? "" : "/");
      pattern.append(random.nextInt(5) == 0 ? "**" : text(IN_PATTERNS, random));
    }
    return pattern.append(random.nextInt(4) == 0 ? "/" : "").toString();
  }

  private static String text(String[] pieces, Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private static String name(Random random) {
    String name = text(LETTERS, random);
    return name.equals(".") || name.equals("..") ? "a" : name;
  }

  private static List<String> path(Random random) {
    List<String> path = new ArrayList<>();
    int segments = 1 + random.nextInt(5);
    for (int i = 0; i < segments; i++) {
      path.add(name(random));
    }
    return path;
  }

  /** A path that the pattern is likely about, or nearly. */
  private static List<String> pathLike(String pattern, Random random) {
    List<String> path = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      path.addAll(path(random));
    }
    for (String segment : pattern.split("/", -1)) {
      if (segment.equals("**")) {
        IntStream.range(0, random.nextInt(3)).forEach(i -> path.add(name(random)));
      } else if (!segment.isEmpty()) {
        path.add(segmentLike(segment, random));
      }
    }
    if (path.isEmpty() || random.nextInt(2) == 0) {
      path.add(name(random));
    }
    return path;
  }

  private static String segmentLike(String segment, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < segment.length(); i++) {
      char character = segment.charAt(i);
      switch (character) {
        case '*' -> text.append(random.nextBoolean() ? "" : name(random));
        case '?' -> text.append(random.nextInt(8) == 0 ? "" : "b");
        case '\\' -> text.append(segment.charAt(++i));
        default -> text.append(character);
      }
    }
    boolean impossible = text.isEmpty() || text.toString().matches("\\.\\.?");
    return impossible ? "a" : text.toString();
  }
}
