package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the bytes, the parser answers: the kept corpus, and random damage to it from fixed
 * seeds. The long run looks further, see {@code docs/benchmarks.md}.
 */
class ParserFuzzTest {
  private static final int ROUNDS = 30_000;

  static Stream<Path> corpus() throws IOException {
    return DamagedFiles.corpus().stream();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void everyInputOfTheCorpusKeepsThePromises(Path input) throws IOException {
    FuzzTarget.fuzzerTestOneInput(Files.readAllBytes(input));
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void everyInputOfTheCorpusKeepsThemAtEveryPlace(Path input) throws IOException {
    byte[] bytes = Files.readAllBytes(input);
    for (int place = 0; place < FuzzTarget.PATHS.size(); place++) {
      bytes[0] = (byte) place;
      FuzzTarget.fuzzerTestOneInput(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4_000, 50_000})
  void damagedFilesYieldDiagnosticsAndNeverAnException(long seed) throws IOException {
    DamagedFiles files = new DamagedFiles(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = files.next();
      assertThatCode(() -> FuzzTarget.fuzzerTestOneInput(input))
          .as("round %d of seed %d: %s", round, seed, Base64.getEncoder().encodeToString(input))
          .doesNotThrowAnyException();
    }
  }
}
