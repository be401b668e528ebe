package io.riparian.policy;

import io.riparian.model.KeyName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether what stands under a telling name is the secret itself, or only says where it lies: a
 * file, a class, an address, a switch.
 */
final class NamedSecret {
  private static final int LONGEST = 512;
  private static final Pattern SWITCH = Pattern.compile("(?i)\\s*(?:true|false)\\s*");
  private static final Pattern SIGN = Pattern.compile("\\d{1,4}|\\W");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
  private static final Pattern FILE =
      Pattern.compile(
          "(?:file:|classpath:|/|\\./|~/|[A-Za-z]:\\\\)\\S*\\.[A-Za-z0-9]{1,10}|(?:/[a-z0-9_.-]+){2,}/?"
              + "|[\\w./-]{1,200}\\.(?:json|p12|pfx|pem|jks|key|keytab|crt|txt|properties)");
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:arn:|projects/|https?://)\\S+|(?:[a-z_]\\w*\\.){2,}[A-Z][\\w$]*");
  private static final Pattern URL = Pattern.compile("https?://[^\\s/]+(?<path>/\\S*)?");

  /** What somebody, or some tool, is to replace by the whole of it. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "<[^<>]{1,80}>|\\$\\w{1,80}|\\$\\{\\w{1,80}}|\\{\\{[^{}]{1,80}}}|[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40})+");

  private static final Pattern BETWEEN = Pattern.compile("[/?&=]");

  private NamedSecret() {}

  static boolean isIn(KeyName key, LiteralText value) {
    return switch (key.role()) {
      case NOTHING, JAAS -> false;
      case PASSWORD -> isPassword(value.text());
      case SECRET -> isSecret(key, value);
      case LOGIN -> LiteralText.isThere(value.secretPart());
      case CONNECTION -> PLACEHOLDER.matcher(value.text().strip()).matches();
      case WEBHOOK -> isWebhook(value.text());
    };
  }

  private static boolean isPassword(String text) {
    return LiteralText.isThere(text) && !SWITCH.matcher(text).matches();
  }

  private static boolean isSecret(KeyName key, LiteralText value) {
    String text = value.text().strip();
    return LiteralText.isThere(value.secretPart())
        && !SWITCH.matcher(text).matches()
        && !(key.word(1).startsWith("token") && SIGN.matcher(text).matches())
        && !(key.word(1).equals("tokens") && COUNT.matcher(text).matches())
        && !liesElsewhere(text);
  }

  private static boolean liesElsewhere(String text) {
    return text.length() <= LONGEST
        && (FILE.matcher(text).matches() || ELSEWHERE.matcher(text).matches());
  }

  /** An address that anybody could guess is no secret. */
  private static boolean isWebhook(String text) {
    Matcher url = URL.matcher(text.strip());
    if (!url.matches()) {
      return LiteralText.isThere(text);
    }
    String path = url.group("path");
    return path != null && BETWEEN.splitAsStream(path).anyMatch(OpaqueText::isLikeAToken);
  }
}
