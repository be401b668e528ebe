package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders of files, each beside what they are expected to declare. A new case is a new folder. */
class ManifestCasesTest {
  private static final Path CASES = Path.of("src/test/resources/manifest");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> found = Files.list(CASES)) {
      return found.map(path -> path.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void declaresWhatIsExpected(String name) throws IOException {
    var declared = SmallRepository.in(CASES.resolve(name).resolve("in")).resolve();

    assertThat(String.join("\n", Outcome.of(declared)) + "\n")
        .isEqualTo(Files.readString(CASES.resolve(name).resolve("expected.txt")));
  }
}
