package io.riparian.model;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands under a key, as far as its name says it. The last word decides that does not only say
 * in which form the value is written.
 */
public enum KeyRole {
  NOTHING,
  /** A password or a passphrase, and never anything else. */
  PASSWORD,
  /** A token, a secret, a key or credentials, or the name of a file that holds them. */
  SECRET,
  /** A user and a password with a colon between them. */
  LOGIN,
  JAAS,
  /** An address, or a list of names and values, with the secret somewhere in it. */
  CONNECTION,
  WEBHOOK;

  private static final Pattern NUMBER_BEHIND = Pattern.compile("(?<=[a-z])\\d+$");

  /** Words that say in which form it is, and leave it what it is. */
  private static final Set<String> FORMS =
      Set.of(
          "value",
          "text",
          "plain",
          "plaintext",
          "string",
          "json",
          "base64",
          "b64",
          "content",
          "contents",
          "pem",
          "raw",
          "literal",
          "default",
          "primary",
          "secondary",
          "current",
          "new",
          "old",
          "previous",
          "encrypted",
          "encoded");

  private static final List<String> PASSWORDS =
      List.of("password", "passwd", "passphrase", "passcode", "passwrd", "pswd", "pwd");
  private static final Set<String> SHORT_PASSWORDS = Set.of("pass", "pw");
  private static final Set<String> NO_PASS =
      Set.of("bypass", "compass", "surpass", "trespass", "overpass", "underpass");
  private static final List<String> SECRETS = List.of("secret", "token", "credential", "bearer");

  /** Keys that open something, against those that sort, route, join or name. */
  private static final Set<String> OPENING =
      Set.of(
          "access",
          "account",
          "admin",
          "aes",
          "api",
          "app",
          "application",
          "auth",
          "authentication",
          "authorization",
          "cipher",
          "client",
          "crypto",
          "decryption",
          "deploy",
          "encryption",
          "function",
          "functions",
          "hmac",
          "ingest",
          "ingestion",
          "integration",
          "keystore",
          "licence",
          "license",
          "master",
          "pem",
          "private",
          "rsa",
          "sas",
          "secret",
          "server",
          "service",
          "shared",
          "signature",
          "signing",
          "ssh",
          "ssl",
          "storage",
          "subscription",
          "symmetric",
          "tls");

  /** A key that has to do with one of these encrypts or decrypts. */
  private static final Set<String> ENCRYPTING =
      Set.of("cipher", "crypto", "encryption", "decryption", "kek", "sse");

  private static final Set<String> HINTS =
      Set.of(
          "secret",
          "secrets",
          "token",
          "tokens",
          "password",
          "credential",
          "credentials",
          "auth",
          "authorization",
          "apikey",
          "sas",
          "signature",
          "cookie",
          "session",
          "webhook");

  private static final Set<String> DESCRIBING =
      Set.of(
          "id",
          "ids",
          "name",
          "names",
          "arn",
          "topic",
          "topics",
          "group",
          "class",
          "classes",
          "type",
          "field",
          "fields",
          "column",
          "columns",
          "table",
          "tables",
          "prefix",
          "suffix",
          "pattern",
          "regex",
          "format",
          "path",
          "location",
          "file",
          "provider",
          "source",
          "schema",
          "certificate",
          "certificates",
          "cert",
          "certs",
          "chain",
          "ca",
          "fingerprint",
          "hash",
          "digest",
          "checksum",
          "version",
          "bucket",
          "index",
          "queue",
          "list",
          "whitelist",
          "blacklist",
          "include",
          "exclude",
          "map",
          "url",
          "uri",
          "host",
          "hostname");

  /** Of the key that these words make. */
  static KeyRole of(List<String> words) {
    KeyName whole = new KeyName(words, NOTHING);
    if (whole.endsIn("access", "key", "id")
        || whole.endsIn("accesskey", "id")
        || whole.endsIn("accesskeyid")) {
      return SECRET;
    }
    if (whole.endsIn("connection", "string") || whole.endsIn("connectionstring")) {
      return CONNECTION;
    }
    int end = words.size();
    while (end > 0 && saysTheForm(words.get(end - 1))) {
      end--;
    }
    if (end == 0) {
      return NOTHING;
    }
    KeyName named = new KeyName(words.subList(0, end), NOTHING);
    return end < words.size() && named.endsIn("service", "account") ? SECRET : ofLast(named);
  }

  private static boolean saysTheForm(String word) {
    return FORMS.contains(word) || word.chars().allMatch(Character::isDigit);
  }

  private static KeyRole ofLast(KeyName key) {
    String last = singular(NUMBER_BEHIND.matcher(key.word(1)).replaceFirst(""));
    if (isPassword(last)) {
      return PASSWORD;
    }
    if (key.endsIn("jaas", "config") || last.equals("jaasconfig") || last.equals("jaas")) {
      return JAAS;
    }
    if (key.endsIn("user", "info") || last.equals("userinfo")) {
      return LOGIN;
    }
    if (isWebhook(key, last)) {
      return WEBHOOK;
    }
    return SECRETS.stream().anyMatch(last::endsWith)
            || isOpeningKey(key, last)
            || isSecretPhrase(key, last)
        ? SECRET
        : NOTHING;
  }

  /** Words that are a secret's name only together, or only there. */
  private static boolean isSecretPhrase(KeyName key, String last) {
    return key.word(1).equals("sas")
        || last.equals("keyfile")
        || (last.equals("authorization") && isOfHeaders(key))
        || key.endsIn("kerberos", "ticket")
        || key.endsIn("confluent", "license");
  }

  private static boolean isOfHeaders(KeyName key) {
    return key.word(2).startsWith("header")
        || (key.word(2).equals("proxy") && key.word(3).startsWith("header"));
  }

  private static String singular(String word) {
    return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
  }

  private static boolean isPassword(String word) {
    return PASSWORDS.stream().anyMatch(word::endsWith)
        || SHORT_PASSWORDS.contains(word)
        || (word.endsWith("pass") && !NO_PASS.contains(word));
  }

  private static boolean isWebhook(KeyName key, String last) {
    return last.endsWith("webhook")
        || last.endsWith("webhookurl")
        || ((last.equals("url") || last.equals("uri")) && key.word(2).endsWith("webhook"));
  }

  private static boolean isOpeningKey(KeyName key, String last) {
    if (last.equals("key")) {
      return OPENING.contains(key.word(2)) || key.words().stream().anyMatch(ENCRYPTING::contains);
    }
    return last.endsWith("key")
        && OPENING.stream().anyMatch(last.substring(0, last.length() - "key".length())::endsWith);
  }

  /** Whether the word speaks of secrets, wherever it stands. */
  static boolean isHint(String word) {
    return HINTS.contains(word);
  }

  /** Whether the word, at the end, says that this is about a thing, and not the thing itself. */
  static boolean isDescribing(String word) {
    return DESCRIBING.contains(word);
  }
}
