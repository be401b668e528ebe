package io.riparian.manifest;

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

/**
 * Random damage to the kept corpus: the same seed gives the same files. As a program it takes how
 * many and the seed, and runs the {@link FuzzTarget} on each.
 */
final class DamagedFiles {
  static final Path CORPUS = Path.of("src/test/resources/fuzz");

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

  private final List<byte[]> samples = new ArrayList<>();
  private final Random random;

  DamagedFiles(long seed) throws IOException {
    this.random = new Random(seed);
    for (Path input : corpus()) {
      samples.add(Files.readAllBytes(input));
    }
  }

  static List<Path> corpus() throws IOException {
    try (Stream<Path> found = Files.list(CORPUS)) {
      return found.sorted().toList();
    }
  }

  public static void main(String[] args) throws IOException {
    long executions = Long.parseLong(args[0]);
    DamagedFiles files = new DamagedFiles(Long.parseLong(args[1]));
    FuzzTarget.fuzzerInitialize();
    long slowest = 0;
    for (long execution = 1; execution <= executions; execution++) {
      byte[] input = files.next();
      long began = System.nanoTime();
      try {
        FuzzTarget.fuzzerTestOneInput(input);
      } catch (Throwable broken) {
        throw new AssertionError(
            "execution " + execution + ": " + Base64.getEncoder().encodeToString(input), broken);
      }
      slowest = Math.max(slowest, System.nanoTime() - began);
      if (execution % 500_000 == 0) {
        System.out.printf(
            "%d executions, the slowest took %d ms%n", execution, slowest / 1_000_000);
      }
    }
  }

  byte[] next() {
    byte[] damaged = samples.get(random.nextInt(samples.size()));
    for (int wound = random.nextInt(6); wound >= 0; wound--) {
      damaged = damage(damaged, random);
    }
    return damaged;
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
