package io.riparian.notify;

import io.riparian.model.Notice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Under what an alert is opened, and closed by what ends it. */
final class AlertKey {
  private AlertKey() {}

  /** The notice's id, or a digest of one that is too long. */
  static String of(Notice notice, int longest) {
    String id = NoticeText.line(notice.id());
    return id.length() <= longest ? id : digest(id);
  }

  /** Digits only, as many as SHA-256 has. */
  static String digest(String id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
