package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SEC-7: a secret that was once committed stays in the history of Git, also when no file has it any
 * more. Each is told once, by its file and key and the first commit that has it, and never itself.
 */
public final class PastSecrets {
  private final Map<Found, Diagnostic> found = new LinkedHashMap<>();

  /** One secret under one key of a file, told from others by a digest. */
  private record Found(String file, String key, String digest) {}

  /**
   * Looks at a configuration as a commit has it; those of older commits come first.
   *
   * @param file the path it has there
   */
  public void look(String commit, String file, ConnectorConfig config) {
    SecretSign.in(config)
        .keySet()
        .forEach(
            key ->
                found.computeIfAbsent(
                    new Found(file, key, digest(config.get(key).orElse(""))),
                    first -> diagnostic(commit, first)));
  }

  private static String digest(String value) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  private static Diagnostic diagnostic(String commit, Found secret) {
    return new Diagnostic(
        PolicyRule.SECRET_IN_HISTORY.id(),
        PolicyRule.SECRET_IN_HISTORY.severity(),
        Location.ofFile(secret.file()),
        "`%s` holds a secret itself since commit %s".formatted(secret.key(), commit),
        "Whoever can read the repository has it, also when the file no longer does. Replace the"
            + " secret by a new one; to rewrite the history calls nothing back.");
  }

  /** All that was found, the oldest first. */
  public List<Diagnostic> found() {
    return List.copyOf(found.values());
  }
}
