package io.riparian.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * How many connectors of a cluster may go, or be missing, at once before a human has to agree:
 * three, or a fifth of them if that is more.
 */
final class Budget {
  private static final int ALWAYS = 3;
  private static final double SHARE = 0.2;
  private static final int SHOWN_DIGITS = 16;

  private Budget() {}

  static boolean isExceeded(int going, int of) {
    return going > Math.max(ALWAYS, SHARE * of);
  }

  /**
   * What an operator acknowledges: this cluster, exactly these names, and what is to happen to
   * them. Nothing else goes into it, so that other teams' commits do not void it.
   */
  static String digest(String cluster, DeferralReason what, Collection<String> names) {
    return digest(cluster, what.name(), names);
  }

  static String digest(String cluster, String what, Collection<String> names) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String text = what + "\n" + cluster + "\n" + String.join("\n", new TreeSet<>(names));
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, SHOWN_DIGITS);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
