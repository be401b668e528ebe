package io.riparian.policy;

import io.riparian.model.KeyName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names and values inside of one configuration value: an address' parameters, the options of a JAAS
 * line, a JSON document, headers, a list with semicolons or blanks. Each is judged as if it were a
 * key of its own.
 */
final class SecretPairs {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_VALUE = 200;
  private static final int MOST_BLANKS = 8;
  private static final String JAAS = "LoginModule";
  private static final Pattern BETWEEN = Pattern.compile("[;,&\\n]");
  private static final Pattern PAIR =
      Pattern.compile("(?s)\\s*(?:\\w{1,20}:{1,2})?[\\w.$-]{1,80}\\s*=(?!=).*");

  /** {@code scheme:anything?name=value}, as Camel writes its endpoints. */
  private static final Pattern WITHOUT_HOST =
      Pattern.compile("^\\s*+[a-z][a-z0-9+.-]{0,40}:[^?\\s]{0,500}\\?[\\w.$-]{1,80}=");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern TIGHT_PAIR =
      Pattern.compile("(?:\\w{1,20}:{1,2})?[\\w.$-]{1,80}=(?!=)\\S*");
  private static final Set<String> SIGNATURES = Set.of("sig", "signature");
  private static final Set<String> HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie");

  /** What stands under such a name says what fields are called on the other side. */
  private static final Set<String> MAPPINGS =
      Set.of("map", "mapping", "mappings", "renames", "fields", "columns");

  private static final String USER_OF_JAAS = "user_";

  private final String text;
  private final boolean address;
  private final boolean jaas;
  private final boolean json;
  private final boolean headers;
  private final boolean list;

  private SecretPairs(KeyName key, String text) {
    this.text = text;
    this.address =
        text.contains("://") || text.startsWith("jdbc:") || WITHOUT_HOST.matcher(text).find();
    this.jaas = text.contains(JAAS);
    this.json = text.stripLeading().startsWith("{");
    this.headers = key.isHeader();
    this.list =
        text.indexOf('=') > 0 && !MAPPINGS.contains(key.word(1)) && (isList() || isSpacedList());
  }

  private boolean isList() {
    return BETWEEN.splitAsStream(text).allMatch(this::isPair);
  }

  /** As PostgreSQL's own library takes them. */
  private boolean isSpacedList() {
    return BLANKS.splitAsStream(text.strip()).allMatch(part -> TIGHT_PAIR.matcher(part).matches());
  }

  private boolean isPair(String part) {
    return part.isBlank() || PAIR.matcher(part).matches();
  }

  /** Whether one of them is a literal secret. */
  static boolean haveSecret(KeyName key, String text) {
    return (text.indexOf('=') > 0 || text.indexOf(':') > 0)
        && new SecretPairs(key, text.replace("\\\"", "\"")).haveSecret();
  }

  /** Whether a JAAS line is what it should be, so that its options tell all there is to know. */
  static boolean areOfJaas(String text) {
    return text.contains(JAAS);
  }

  private boolean haveSecret() {
    boolean equals = address || jaas || list || headers;
    boolean colon = json || headers;
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      if (((sign == '=' && equals) || (sign == ':' && colon)) && isSecret(name(at), value(at))) {
        return true;
      }
    }
    return false;
  }

  private boolean isSecret(String name, String value) {
    if (name.isEmpty() || !LiteralText.isThere(value)) {
      return false;
    }
    KeyName key = KeyName.of(name);
    LiteralText literal = new LiteralText(value);
    return NamedSecret.isIn(key, literal)
        || (address && SIGNATURES.contains(key.word(1)))
        || (jaas && name.startsWith(USER_OF_JAAS))
        || (colonNamed()
            && HEADERS.contains(name.toLowerCase(Locale.ROOT))
            && LiteralText.isThere(literal.secretPart()));
  }

  private boolean colonNamed() {
    return json || headers;
  }

  private String name(int sign) {
    int end = sign;
    while (end > 0 && sign - end < MOST_BLANKS && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (end > 0 && isQuote(text.charAt(end - 1))) {
      end--;
    } else if (json && text.charAt(sign) == ':') {
      return "";
    }
    int start = end;
    while (start > 0 && end - start < LONGEST_NAME && isOfName(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end);
  }

  private static boolean isOfName(char character) {
    return Character.isLetterOrDigit(character) || "._-$".indexOf(character) >= 0;
  }

  private String value(int sign) {
    int start = sign + 1;
    while (start < text.length() && start - sign <= MOST_BLANKS && text.charAt(start) == ' ') {
      start++;
    }
    if (start == text.length() || (json && "{[".indexOf(text.charAt(start)) >= 0)) {
      return "";
    }
    int most = Math.min(text.length(), start + LONGEST_VALUE);
    return isQuote(text.charAt(start)) ? quoted(start + 1, most) : plain(start, most);
  }

  private String quoted(int start, int most) {
    char quote = text.charAt(start - 1);
    int end = start;
    while (end < most && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return text.substring(start, Math.min(end, most));
  }

  private String plain(int start, int most) {
    String ends = headers ? "|,;\n" : "&;,|)}]\n\r\t ";
    int end = start;
    while (end < most && ends.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(start, end);
  }

  private static boolean isQuote(char character) {
    return character == '"' || character == '\'';
  }
}
