package io.riparian.ownership.codeowners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths a pattern is about, by dialect; each row is one pattern and one path. */
class OwnerPatternsTest {
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvFileSource(resources = "/ownership/github-patterns.csv", numLinesToSkip = 1)
  void gitHub(String pattern, String path, String matches) {
    GitHubPattern text = new GitHubPattern(pattern);
    assertThat(text.problem()).isEmpty();

    assertThat(text.pattern().matches(CodeOwners.segments(path))).isEqualTo(yes(matches));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvFileSource(resources = "/ownership/gitlab-patterns.csv", numLinesToSkip = 1)
  void gitLab(String pattern, String path, String matches) {
    PathPattern paths = FnMatch.pattern(FnMatch.normalised(pattern)).orElseThrow();

    assertThat(paths.matches(CodeOwners.segments(path))).isEqualTo(yes(matches));
  }

  private static boolean yes(String word) {
    assertThat(word).isIn("yes", "no");
    return word.equals("yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "./a", "a/..", "../a", "a/./b"})
  void whatCannotStandInATreeIsNoPath(String path) {
    assertThatThrownBy(() -> CodeOwners.segments(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`" + path + "` is no path in a repository");
  }
}
