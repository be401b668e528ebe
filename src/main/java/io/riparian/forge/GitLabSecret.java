package io.riparian.forge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What proves a delivery to be GitLab's: the secret token itself, or on newer servers a signature
 * with a signing token, {@code whsec_…} (as standardwebhooks.com describes it). A signing token is
 * never taken for a secret one, because it is never sent.
 */
final class GitLabSecret {
  private static final String TOKEN = "X-Gitlab-Token";
  private static final String SIGNATURE = "webhook-signature";
  private static final String SIGNED_ID = "webhook-id";
  private static final String SIGNED_AT = "webhook-timestamp";

  /** HMAC-SHA256 over id, time and body; the time is proven, and not judged. */
  private static final String ALGORITHM = "v1,";

  private static final String SIGNING = "whsec_";
  private static final Pattern SIGNATURES =
      Pattern.compile("v[0-9a-z]+,[A-Za-z0-9+/=]+( v[0-9a-z]+,[A-Za-z0-9+/=]+){0,7}");

  private GitLabSecret() {}

  /** Whether the headers prove it already, or hold a signature that may. */
  static boolean mayProve(Function<String, Optional<String>> headers, List<String> secrets) {
    return isToken(headers, secrets)
        || (secrets.stream().anyMatch(GitLabSecret::isSigning) && signed(headers).isPresent());
  }

  /** Whether somebody who knows one of the secrets sent it; all of them are tried. */
  static boolean prove(
      Function<String, Optional<String>> headers, byte[] body, List<String> secrets) {
    return isToken(headers, secrets)
        || signed(headers).filter(what -> isSigned(headers, what, body, secrets)).isPresent();
  }

  private static boolean isToken(Function<String, Optional<String>> headers, List<String> secrets) {
    byte[] given = bytes(headers.apply(TOKEN).orElse(""));
    boolean is = false;
    for (String secret : secrets) {
      is |= !isSigning(secret) && !secret.isBlank() && MessageDigest.isEqual(given, bytes(secret));
    }
    return is;
  }

  private static boolean isSigning(String secret) {
    return secret.startsWith(SIGNING);
  }

  /** What is signed before the body; empty when there is no signature. */
  private static Optional<byte[]> signed(Function<String, Optional<String>> headers) {
    return headers
        .apply(SIGNATURE)
        .filter(signature -> SIGNATURES.matcher(signature).matches())
        .flatMap(any -> headers.apply(SIGNED_ID))
        .flatMap(id -> headers.apply(SIGNED_AT).map(at -> bytes(id + "." + at + ".")));
  }

  private static boolean isSigned(
      Function<String, Optional<String>> headers,
      byte[] before,
      byte[] body,
      List<String> secrets) {
    List<byte[]> given =
        Stream.of(headers.apply(SIGNATURE).orElse("").split(" "))
            .filter(signature -> signature.startsWith(ALGORITHM))
            .map(signature -> decoded(signature.substring(ALGORITHM.length())))
            .toList();
    boolean is = false;
    for (String secret : secrets) {
      byte[] key = isSigning(secret) ? decoded(secret.substring(SIGNING.length())) : new byte[0];
      if (key.length > 0) {
        byte[] made = WebhookSignature.of(key, before, body);
        for (byte[] signature : given) {
          is |= MessageDigest.isEqual(signature, made);
        }
      }
    }
    return is;
  }

  /** Nothing when it is no Base64. */
  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      return new byte[0];
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
