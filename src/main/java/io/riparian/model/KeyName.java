package io.riparian.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A configuration key as the words it is made of: {@code ssl.key-password}, {@code
 * ssl_KEY_PASSWORD} and {@code sslKeyPassword} are the same three. English says at the end what a
 * thing is: a {@code key.password} is a password, a {@code password.field} is a field.
 */
public record KeyName(List<String> words, Role role) {
  /** What stands under a key of such a name. */
  public enum Role {
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
    WEBHOOK
  }

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

  /** Words that say: this is about a thing, and not the thing itself. */
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

  public KeyName {
    words = List.copyOf(words);
  }

  /** By hand: it is asked for every key of every connector. */
  public static KeyName of(String key) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < key.length(); at++) {
      boolean outside = !isOfWord(key.charAt(at));
      if (outside || beginsWord(key, at)) {
        addTo(words, key, start, at);
        start = outside ? at + 1 : at;
      }
    }
    addTo(words, key, start, key.length());
    return new KeyName(words, new KeyName(words, Role.NOTHING).roleOfWords());
  }

  private static void addTo(List<String> words, String key, int start, int end) {
    if (start < end) {
      words.add(key.substring(start, end).toLowerCase(Locale.ROOT));
    }
  }

  /** A capital behind a small letter or a digit, or the last of several in front of a small one. */
  private static boolean beginsWord(String key, int at) {
    if (at == 0 || !isUpper(key.charAt(at)) || !isOfWord(key.charAt(at - 1))) {
      return false;
    }
    return !isUpper(key.charAt(at - 1))
        || (at + 1 < key.length() && isLower(key.charAt(at + 1)) && !isPlural(key, at + 1));
  }

  /** {@code serverURIs} ends in one word. */
  private static boolean isPlural(String key, int at) {
    return key.charAt(at) == 's' && (at + 1 == key.length() || !isLower(key.charAt(at + 1)));
  }

  private static boolean isOfWord(char one) {
    return isUpper(one) || isLower(one) || (one >= '0' && one <= '9');
  }

  private static boolean isUpper(char one) {
    return one >= 'A' && one <= 'Z';
  }

  private static boolean isLower(char one) {
    return one >= 'a' && one <= 'z';
  }

  /** The words with dots between them. */
  public String dotted() {
    return String.join(".", words);
  }

  private Role roleOfWords() {
    if (endsIn("access", "key", "id") || endsIn("accesskey", "id") || endsIn("accesskeyid")) {
      return Role.SECRET;
    }
    if (endsIn("connection", "string") || endsIn("connectionstring")) {
      return Role.CONNECTION;
    }
    int end = words.size();
    while (end > 0 && saysTheForm(words.get(end - 1))) {
      end--;
    }
    if (end == 0) {
      return Role.NOTHING;
    }
    KeyName named = new KeyName(words.subList(0, end), Role.NOTHING);
    return end < words.size() && named.endsIn("service", "account")
        ? Role.SECRET
        : named.roleOfLast();
  }

  private static boolean saysTheForm(String word) {
    return FORMS.contains(word) || word.chars().allMatch(Character::isDigit);
  }

  private Role roleOfLast() {
    String last = singular(NUMBER_BEHIND.matcher(word(1)).replaceFirst(""));
    if (isPassword(last)) {
      return Role.PASSWORD;
    }
    if (endsIn("jaas", "config") || last.equals("jaasconfig") || last.equals("jaas")) {
      return Role.JAAS;
    }
    if (endsIn("user", "info") || last.equals("userinfo")) {
      return Role.LOGIN;
    }
    if (isWebhook(last)) {
      return Role.WEBHOOK;
    }
    return SECRETS.stream().anyMatch(last::endsWith) || isOpeningKey(last) || isSecretPhrase(last)
        ? Role.SECRET
        : Role.NOTHING;
  }

  /** Words that are a secret's name only together, or only there. */
  private boolean isSecretPhrase(String last) {
    return word(1).equals("sas")
        || last.equals("keyfile")
        || (last.equals("authorization") && isOfHeaders())
        || endsIn("kerberos", "ticket")
        || endsIn("confluent", "license");
  }

  private boolean isOfHeaders() {
    return word(2).startsWith("header")
        || (word(2).equals("proxy") && word(3).startsWith("header"));
  }

  private static String singular(String word) {
    return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
  }

  private static boolean isPassword(String word) {
    return PASSWORDS.stream().anyMatch(word::endsWith)
        || SHORT_PASSWORDS.contains(word)
        || (word.endsWith("pass") && !NO_PASS.contains(word));
  }

  private boolean isWebhook(String last) {
    return last.endsWith("webhook")
        || last.endsWith("webhookurl")
        || ((last.equals("url") || last.equals("uri")) && word(2).endsWith("webhook"));
  }

  private boolean isOpeningKey(String last) {
    if (last.equals("key")) {
      return OPENING.contains(word(2)) || words.stream().anyMatch(ENCRYPTING::contains);
    }
    return last.endsWith("key")
        && OPENING.stream().anyMatch(last.substring(0, last.length() - "key".length())::endsWith);
  }

  /** Whether some word of it speaks of secrets, and the last one does not turn it into a label. */
  public boolean hintsAtSecret() {
    return (role != Role.NOTHING || words.stream().anyMatch(HINTS::contains))
        && (!describes() || endsIn("secret", "id"));
  }

  /** Whether the value names or describes something. */
  public boolean describes() {
    return DESCRIBING.contains(word(1));
  }

  public boolean isHeader() {
    return word(1).equals("header") || word(1).equals("headers");
  }

  /** The word at this place, counted from 1 at the end; empty text when there is none. */
  public String word(int fromEnd) {
    return words.size() < fromEnd ? "" : words.get(words.size() - fromEnd);
  }

  public boolean endsIn(String... last) {
    return words.size() >= last.length
        && words.subList(words.size() - last.length, words.size()).equals(List.of(last));
  }
}
