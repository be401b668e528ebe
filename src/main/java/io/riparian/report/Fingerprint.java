package io.riparian.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What makes a mistake the same one in the next run: its rule, file and text. Lines may move, so
 * neither its own place counts nor one that its text names; equal mistakes of a file are counted.
 */
final class Fingerprint {
  private static final Pattern PLACE = Pattern.compile(":\\d+:\\d+");

  private final Map<String, Integer> seen = new HashMap<>();

  /** To be asked once for each diagnostic, in their order. */
  String of(DiagnosticReport diagnostic) {
    String same =
        String.join(
            "\n",
            diagnostic.rule(),
            diagnostic.file(),
            PLACE.matcher(diagnostic.message()).replaceAll(""));
    int nth = seen.merge(same, 1, Integer::sum);
    return digest(same + "\n" + nth);
  }

  /** What two texts have in common only when they are the same. */
  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
