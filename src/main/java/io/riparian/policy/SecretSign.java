package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.KeyName;
import io.riparian.model.KeyRole;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** By what a value shows that a secret was written out in it. */
enum SecretSign {
  TYPE("its class takes a password there"),
  NAME("the key's name says so"),
  ADDRESS("it is part of an address"),
  PAIR("it sets a password or a key inside of it"),
  KEY_BLOCK("it holds a private key"),
  TOKEN("it has the form of an access token"),
  OPAQUE("it is long and random");

  private static final Pattern WHOLE_ADDRESS =
      Pattern.compile("(?i)^\\s*[a-z][a-z0-9+.:-]{0,40}://");

  private final String why;

  SecretSign(String why) {
    this.why = why;
  }

  String why() {
    return why;
  }

  /** The first sign of a secret under each key that shows one, as far as its class is not asked. */
  static SortedMap<String, SecretSign> in(ConnectorConfig config) {
    boolean camel = CamelExpressions.areReadBy(config);
    SortedMap<String, SecretSign> signs = new TreeMap<>();
    config
        .entries()
        .forEach(
            (key, value) -> in(key, value, false, camel).ifPresent(sign -> signs.put(key, sign)));
    return signs;
  }

  /**
   * The first sign of a secret in this value.
   *
   * @param password whether the class takes a password under this key
   * @param camel whether Camel's expressions mean something there
   */
  static Optional<SecretSign> in(KeyName name, String value, boolean password, boolean camel) {
    LiteralText literal = LiteralText.of(value, camel);
    if (!literal.isThere()) {
      return Optional.empty();
    }
    String text = literal.text();
    if (NamedSecret.isIn(name, literal) || isNoJaas(name, text)) {
      return Optional.of(NAME);
    }
    if (KnownToken.isKeyBlock(text)) {
      return Optional.of(KEY_BLOCK);
    }
    if (AddressSecret.isIn(text)) {
      return Optional.of(ADDRESS);
    }
    if (SecretPairs.haveSecret(name, text)) {
      return Optional.of(PAIR);
    }
    if (KnownToken.isIn(text)) {
      return Optional.of(TOKEN);
    }
    if (password && isPassword(name, literal)) {
      return Optional.of(TYPE);
    }
    return OpaqueText.isSecret(name, text.strip()) ? Optional.of(OPAQUE) : Optional.empty();
  }

  static Optional<SecretSign> in(String key, String value, boolean password, boolean camel) {
    return in(KeyName.of(key), value, password, camel);
  }

  /** What is not JAAS under such a name stands for a whole line of it. */
  private static boolean isNoJaas(KeyName name, String text) {
    return name.role() == KeyRole.JAAS && !SecretPairs.areOfJaas(text);
  }

  /** Some classes take whole addresses and JAAS lines for passwords: of those the parts count. */
  private static boolean isPassword(KeyName name, LiteralText literal) {
    return name.role() != KeyRole.JAAS
        && name.role() != KeyRole.LOGIN
        && !WHOLE_ADDRESS.matcher(literal.text()).find()
        && LiteralText.isThere(literal.hasReference() ? literal.secretPart() : literal.text());
  }
}
