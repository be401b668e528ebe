package io.riparian.ownership.codeowners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern that covers another one matches whatever the other does: on random ones. */
class CoveringTest {
  private static final int PAIRS = 20_000;
  private static final int PATHS = 40;
  private static final String[] PIECES = {"a", "a", "b", "*", "*", "?"};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatCoversMatchesAllThatIsCovered(long seed) {
    Random random = new Random(seed);
    int covering = 0;
    int matching = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      String one = pattern(random);
      String other = pattern(random);
      PathPattern covered = new GitHubPattern(one).pattern();
      PathPattern cover = new GitHubPattern(other).pattern();
      if (cover.covers(covered)) {
        covering++;
        for (int i = 0; i < PATHS; i++) {
          List<String> path = path(random);
          if (covered.matches(path)) {
            matching++;
            assertThat(cover.matches(path)).as("%s of %s on %s", other, one, path).isTrue();
          }
        }
      }
    }
    assertThat(covering).isGreaterThan(PAIRS / 50);
    assertThat(matching).isGreaterThan(PAIRS / 50);
  }

  private static String pattern(Random random) {
    while (true) {
      StringBuilder pattern = new StringBuilder(random.nextInt(3) == 0 ? "/" : "");
      int segments = 1 + random.nextInt(3);
      for (int i = 0; i < segments; i++) {
        pattern.append(i == 0 ? "" : "/");
        pattern.append(random.nextInt(4) == 0 ? "**" : name(PIECES, random));
      }
      pattern.append(random.nextInt(3) == 0 ? "/" : "");
      if (new GitHubPattern(pattern.toString()).problem().isEmpty()) {
        return pattern.toString();
      }
    }
  }

  private static String name(String[] pieces, Random random) {
    StringBuilder name = new StringBuilder();
    int length = 1 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      name.append(pieces[random.nextInt(pieces.length)]);
    }
    return name.toString();
  }

  private static List<String> path(Random random) {
    List<String> path = new ArrayList<>();
    int segments = 1 + random.nextInt(4);
    for (int i = 0; i < segments; i++) {
      path.add(name(new String[] {"a", "b"}, random));
    }
    return path;
  }
}
