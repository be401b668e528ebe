package io.riparian.forge;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.forge.GitHubAnswers.Activity;
import io.riparian.forge.GitHubAnswers.User;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubPushesTest {
  /** The commits that the request asks for. */
  private static final Set<String> COMMITS = Set.of("c1", "c2");

  /** Each as {@code who kind before..after}, newest first. */
  private static List<Activity> done(String text) {
    return Arrays.stream(text.split("; ", -1))
        .map(each -> each.split(" ", -1))
        .map(
            word -> {
              String[] ends = word[2].split("\\.\\.", -1);
              return new Activity(
                  word[1],
                  "refs/heads/topic",
                  ends[0],
                  ends[1],
                  Optional.of(
                      new User(Optional.of(1L), Optional.of(word[0]), Optional.of("User"))));
            })
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "ann push base..c2,                                          ann",
    "ann push c1..c2; bob push base..c1,                         ann bob",
    "ann push c2..later; bob push base..c2; cat push old..base,  bob",
    "ann branch_creation 0..c2,                                  ann",
    "ann pr_merge c1..c2; bob push base..c1,                     ann bob",
    "ann force_push x2..c2; bob push x1..x2; cat push base..x1,  ann bob cat",
    "ann force_push c2..base; bob push base..c2,                 bob",
    "ann branch_deletion c2..c1; bob push base..c2,              bob",
    "ann force_push x..c2; bob branch_deletion c..0; cat push base..x, ann cat"
  })
  void whoeverBroughtTheCommitsPushed(String done, String who) {
    assertThat(GitHubPushes.of(done(done), COMMITS))
        .extracting(each -> each.actor().orElseThrow().login().orElseThrow())
        .containsExactly(who.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "ann push base..c2,                          true",
    "ann push c1..c2,                            false",
    "ann push c1..c2; bob push base..c1,         true",
    "ann push base..later,                       false",
    "ann branch_creation 0..c2,                  false",
    "ann force_push base..c2; bob push a..c1,    false"
  })
  void whatIsOlderCountsUntilAPlainPushBeginsOutsideTheRequest(String done, boolean whole) {
    assertThat(GitHubPushes.isWhole(done(done), COMMITS)).isEqualTo(whole);
  }
}
