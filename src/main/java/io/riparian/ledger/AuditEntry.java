package io.riparian.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One line of the audit trail. Its hash covers its content and the hash of the line before, so that
 * no line can be changed, dropped from the middle or slipped in without breaking all that follow.
 *
 * @param sequence 1 for the first, without gaps
 * @param hash SHA-256 in hexadecimal
 */
public record AuditEntry(
    long sequence,
    Instant at,
    String actor,
    String action,
    String subject,
    String detailJson,
    String hash) {
  /** What the first line takes for the hash of the line before. */
  public static final String GENESIS = "0".repeat(64);

  static AuditEntry chained(
      String previousHash,
      long sequence,
      Instant at,
      String actor,
      String action,
      String subject,
      String detailJson) {
    String hash = link(previousHash, sequence, at, actor, action, subject, detailJson);
    return new AuditEntry(sequence, at, actor, action, subject, detailJson, hash);
  }

  /** Whether this line is what was written after the line with that hash. */
  public boolean isChainedTo(String previousHash) {
    return hash.equals(link(previousHash, sequence, at, actor, action, subject, detailJson));
  }

  private static String link(
      String previousHash,
      long sequence,
      Instant at,
      String actor,
      String action,
      String subject,
      String detailJson) {
    MessageDigest digest = sha256();
    String[] fields = {
      previousHash, Long.toString(sequence), at.toString(), actor, action, subject, detailJson
    };
    for (String field : fields) {
      // Each field goes in behind its length: "ab","c" must not hash like "a","bc".
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
