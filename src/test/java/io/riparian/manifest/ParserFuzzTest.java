package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the bytes, the parser answers: the kept corpus, and random damage to it from fixed
 * seeds. The long run looks further, see {@code docs/benchmarks.md}.
 */
class ParserFuzzTest {
  private static final Path CORPUS = Path.of("src/test/resources/fuzz");
  private static final int ROUNDS = 30_000;
  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "? ",
    "&a ",
    "*a",
    "<<: ",
    "!!x ",
    "!",
    "|",
    ">",
    "\"",
    "'",
    "\t",
    "\n",
    "\r",
    "---\n",
    "...\n",
    "%YAML 9.9\n",
    "#",
    "null",
    "~",
    "\0",
    "\uFEFF",
    "${var:",
    "$${var:",
    "\uD83D\uDE00",
    "\\",
    "\\u",
    ",",
    "=",
    "0x",
    "name",
    "config",
    "spec:",
    "targets:",
    "connector.class",
    "riparian."
  };

  static Stream<Path> corpus() throws IOException {
    try (Stream<Path> found = Files.list(CORPUS)) {
      return found.sorted().toList().stream();
    }
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
    Random random = new Random(seed);
    List<byte[]> samples = new ArrayList<>();
    for (Path input : corpus().toList()) {
      samples.add(Files.readAllBytes(input));
    }
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = samples.get(random.nextInt(samples.size()));
      for (int wound = random.nextInt(6); wound >= 0; wound--) {
        damaged = damage(damaged, random);
      }
      byte[] input = damaged;
      assertThatCode(() -> FuzzTarget.fuzzerTestOneInput(input))
          .as("round %d of seed %d: %s", round, seed, Base64.getEncoder().encodeToString(input))
          .doesNotThrowAnyException();
    }
  }

  private static byte[] damage(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    return switch (random.nextInt(5)) {
      case 0 ->
          splice(
              bytes,
              at,
              at,
              TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8));
      case 1 -> splice(bytes, at, Math.min(bytes.length, at + random.nextInt(20)), new byte[0]);
      case 2 ->
          splice(
              bytes, at, Math.min(bytes.length, at + 1), new byte[] {(byte) random.nextInt(256)});
      case 3 ->
          splice(
              bytes,
              at,
              at,
              TOKENS[random.nextInt(TOKENS.length)].repeat(80).getBytes(StandardCharsets.UTF_8));
      default -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at / 2, at));
    };
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
    byte[] result = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
    return result;
  }
}
