package io.riparian.forge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signature of a body: HMAC-SHA256, as GitHub and Gitea make it in hexadecimal digits. How long
 * it takes to compare tells nothing, and a secret that is empty proves nothing.
 */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  private WebhookSignature() {}

  /** Whether a text can be one at all. */
  static boolean isOne(String text) {
    return DIGITS.matcher(text).matches();
  }

  /** Whether one of the secrets made it; all of them are tried. */
  static boolean isMadeWithOneOf(List<String> secrets, byte[] body, String signature) {
    if (!isOne(signature)) {
      return false;
    }
    byte[] given = HexFormat.of().parseHex(signature);
    boolean made = false;
    for (String secret : secrets) {
      made |=
          !secret.isBlank()
              && MessageDigest.isEqual(given, of(secret.getBytes(StandardCharsets.UTF_8), body));
    }
    return made;
  }

  /**
   * @param key not empty
   */
  static byte[] of(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }
}
