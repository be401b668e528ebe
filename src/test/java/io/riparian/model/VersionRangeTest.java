package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions and ranges, held to the library that Connect reads them with. */
class VersionRangeTest {
  private static final String[] PIECES = {
    "0",
    "1",
    "2",
    "10",
    "007",
    "99999999999999999999",
    ".",
    ".",
    ".",
    "-",
    "-",
    "_",
    "+",
    "a",
    "b",
    "m",
    "x",
    "v",
    "rc",
    "cr",
    "alpha",
    "Beta",
    "milestone",
    "SNAPSHOT",
    "Final",
    "ga",
    "release",
    "sp",
    "ccs",
    "undefined"
  };

  private static final String[] BRACKETS = {"[", "]", "(", ")", ",", " ", "[", "]", ",", ")"};

  private static String version(Random random) {
    StringBuilder text = new StringBuilder();
    for (int piece = random.nextInt(7); piece >= 0; piece--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300})
  void versionsAreInMavensOrder(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 40_000; round++) {
      String one = version(random);
      String other = random.nextInt(4) > 0 ? version(random) : one + version(random);

      int order = new PluginVersion(one).compareTo(new PluginVersion(other));

      assertThat(Integer.signum(order))
          .as("%s and %s", one, other)
          .isEqualTo(
              Integer.signum(
                  new DefaultArtifactVersion(one).compareTo(new DefaultArtifactVersion(other))));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 50, 600})
  void aRequirementTakesWhatConnectTakes(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 40_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(9); piece >= 0; piece--) {
        boolean bracket = random.nextInt(3) > 0;
        text.append(
            bracket ? BRACKETS[random.nextInt(BRACKETS.length)] : "" + random.nextInt(12) / 4.0);
      }
      String installed = random.nextInt(12) / 4.0 + (random.nextBoolean() ? "" : "-rc1");

      assertThat(VersionRange.of(text.toString()).map(range -> range.contains(installed)))
          .as("%s and %s", text, installed)
          .isEqualTo(byConnect(text.toString(), installed));
    }
  }

  /** {@code PluginUtils.connectorVersionRequirement}, and what is done with its result. */
  private static Optional<Boolean> byConnect(String requirement, String installed) {
    try {
      var range =
          org.apache.maven.artifact.versioning.VersionRange.createFromVersionSpec(
              requirement.trim());
      if (!range.hasRestrictions()) {
        range =
            org.apache.maven.artifact.versioning.VersionRange.createFromVersionSpec(
                "[" + requirement.trim() + "]");
      }
      return Optional.of(range.containsVersion(new DefaultArtifactVersion(installed)));
    } catch (InvalidVersionSpecificationException refused) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.2, 1.2.0, true",
    "1.2, 1.2.1, false",
    "'[1.2]', 1.2.Final, true",
    "'[1.2,2)', 1.10, true",
    "'[1.2,2)', 2.0, false",
    "'[1.2,2)', 2.0-rc1, true",
    "'(,1.0],[1.2,)', 1.1, false",
    "'(,1.0],[1.2,)', 1.2, true",
    "latest, anything, true",
    "' latest ', 1.0, false"
  })
  void aPlainVersionIsExactAndARangeIsMavens(String requirement, String version, boolean taken) {
    assertThat(VersionRange.of(requirement).map(range -> range.contains(version))).contains(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1.0", "(1.0)", "[2,1]", "[1,2],[1,3]", "[1,2],3", "[1,1)"})
  void whatConnectRefusesIsNoRange(String requirement) {
    assertThat(VersionRange.of(requirement)).isEmpty();
  }

  @Test
  void aRequirementOfAnyLengthIsRead() {
    assertThat(VersionRange.of("1-".repeat(500_000))).isEmpty();
    assertThat(new PluginVersion("1-".repeat(500_000)).compareTo(new PluginVersion("1")))
        .isNegative();
  }
}
