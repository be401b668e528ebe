package io.riparian.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.riparian.forge.ForgeFailure.Kind;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * How a GitHub App proves that it is itself: a JSON Web Token (RFC 7519), signed with RS256. It
 * holds for less than the ten minutes that GitHub allows, and began a minute ago because clocks
 * differ.
 */
final class AppSignature {
  private static final Duration BEFORE = Duration.ofMinutes(1);
  private static final Duration AFTER = Duration.ofMinutes(9);
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private AppSignature() {}

  /**
   * @throws ForgeFailure when the key cannot be read; its message tells nothing of it
   */
  static String of(ForgeCredential.App app, Instant now) {
    String claims =
        json(Map.of("alg", "RS256", "typ", "JWT"))
            + "."
            + json(
                Map.of(
                    "iss", Long.toString(app.app()),
                    "iat", now.minus(BEFORE).getEpochSecond(),
                    "exp", now.plus(AFTER).getEpochSecond()));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key(app.privateKey()));
      signature.update(claims.getBytes(StandardCharsets.US_ASCII));
      return claims + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException | IOException unusable) {
      // Not chained: the message may quote the file.
      throw new ForgeFailure(
          Kind.UNAUTHORISED, "the app's private key is not there, or is no RSA key in PEM");
    }
  }

  private static PrivateKey key(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
        PEMParser parser = new PEMParser(reader)) {
      Object read = parser.readObject();
      if (read instanceof PEMKeyPair pair) {
        return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
      }
      if (read instanceof PrivateKeyInfo key) {
        return new JcaPEMKeyConverter().getPrivateKey(key);
      }
      throw new IOException("no private key");
    }
  }

  private static String json(Map<String, Object> document) {
    try {
      return URL.encodeToString(ForgeAnswer.JSON.writeValueAsBytes(document));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of texts can be written", impossible);
    }
  }
}
