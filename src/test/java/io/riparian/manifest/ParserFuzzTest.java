package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random damage to valid files, from fixed seeds: whatever the bytes, the parser answers. */
class ParserFuzzTest {
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
    ",",
    "0x",
    "name",
    "riparian."
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4_000, 50_000})
  void damagedFilesYieldDiagnosticsAndNeverAnException(long seed) {
    Random random = new Random(seed);
    List<String> paths =
        List.of(
            "platform/clusters/shared.yaml",
            "platform/teams/payments.yaml",
            "teams/payments/team.yaml",
            "teams/payments/connectors/orders.yaml",
            "teams/payments/connectors/nested/deep/both.yaml");
    SmallRepository samples = SmallRepository.in(Path.of("src/test/resources/manifest/good/in"));
    for (int round = 0; round < 1_500; round++) {
      String path = paths.get(random.nextInt(paths.size()));
      byte[] damaged = samples.bytesOf(path);
      for (int wound = random.nextInt(6); wound >= 0; wound--) {
        damaged = damage(damaged, random);
      }

      ParsedFile parsed = ManifestParser.parse(path, damaged);

      assertThat(parsed.diagnostics()).allSatisfy(it -> assertThat(it.at().file()).isEqualTo(path));
      if (parsed.isBroken()) {
        assertThat(parsed.contents().connectors()).isEmpty();
        assertThat(parsed.contents().clusters()).isEmpty();
      }
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
