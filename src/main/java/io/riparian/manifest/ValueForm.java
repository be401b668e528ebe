package io.riparian.manifest;

import io.riparian.model.ConfigKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value of a ConfigDef's key has to look like, as Connect's {@code ConfigDef.parseType} has
 * it. A value with a reference in it is known to the worker only, and passes.
 */
enum ValueForm {
  BOOLEAN("\\s*(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])\\s*", "true or false"),
  WHOLE("\\s*[+-]?[0-9]+\\s*", "a whole number"),
  DECIMAL(
      "\\s*[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fFdD]?\\s*|\\s*[+-]?(?:NaN|Infinity)\\s*",
      "a number"),
  TEXT("[\\s\\S]*", "text");

  private static final int LONGEST_NUMBER = 40;
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{");
  private static final Pattern QUOTED = Pattern.compile("'([A-Za-z][A-Za-z0-9_-]{0,40})'");

  /**
   * What Connect's own {@code ConnectorConfig} takes for these keys. A worker tells it in a
   * validation only, which is not asked for here.
   */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "errors.tolerance", List.of("none", "all"),
          "config.action.reload", List.of("none", "restart"),
          "exactly.once.support", List.of("requested", "required"),
          "transaction.boundary", List.of("poll", "interval", "connector"));

  /** Those of them that may be written in capitals too. */
  private static final Set<String> ANY_CASE =
      Set.of("exactly.once.support", "transaction.boundary");

  private final String expression;
  private final String words;

  ValueForm(String expression, String words) {
    this.expression = expression;
    this.words = words;
  }

  static ValueForm of(ConfigKey key) {
    return switch (key.type()) {
      case BOOLEAN -> BOOLEAN;
      case INT, SHORT, LONG -> WHOLE;
      case DOUBLE -> DECIMAL;
      case STRING, LIST, CLASS, PASSWORD -> TEXT;
    };
  }

  /** The only values that the key takes; empty when there are others. */
  static List<String> choices(ConfigKey key) {
    List<String> known = WORDS.getOrDefault(key.name(), List.of());
    return known.contains(key.defaultValue()) ? known : key.recommended();
  }

  /** Whether the choices may be written in capitals too. */
  private static boolean inAnyCase(ConfigKey key) {
    return ANY_CASE.contains(key.name()) && choices(key).equals(WORDS.get(key.name()));
  }

  /** Words its documentation puts in quotes, if the default is one of them: worth proposing. */
  static List<String> proposals(ConfigKey key) {
    Set<String> quoted = new LinkedHashSet<>();
    Matcher matcher = QUOTED.matcher(key.documentation());
    while (matcher.find()) {
      quoted.add(matcher.group(1));
    }
    return quoted.size() > 1 && quoted.contains(key.defaultValue())
        ? new ArrayList<>(quoted)
        : List.of();
  }

  /** Whether somebody else decides what the value is. */
  static boolean isReference(String value) {
    return REFERENCE.matcher(value).find();
  }

  /** Whether Connect would read this value as one of the key's. */
  static boolean takes(ConfigKey key, String value) {
    if (isReference(value)) {
      return true;
    }
    return isChoice(key, value)
        && value.matches(of(key).expression)
        && isInRange(key.type(), value.strip());
  }

  private static boolean isChoice(ConfigKey key, String value) {
    List<String> choices = choices(key);
    String word = inAnyCase(key) ? value.strip().toLowerCase(Locale.ROOT) : value.strip();
    return choices.isEmpty() || choices.contains(word);
  }

  private static boolean isInRange(ConfigKey.Type type, String value) {
    int bits =
        switch (type) {
          case SHORT -> Short.SIZE;
          case INT -> Integer.SIZE;
          case LONG -> Long.SIZE;
          case BOOLEAN, STRING, DOUBLE, LIST, CLASS, PASSWORD -> Integer.MAX_VALUE;
        };
    return bits == Integer.MAX_VALUE
        || (value.length() <= LONGEST_NUMBER && new BigInteger(value).bitLength() < bits);
  }

  /** In words, for a message. */
  static String describe(ConfigKey key) {
    List<String> choices = choices(key);
    if (!choices.isEmpty()) {
      return "one of " + String.join(", ", choices);
    }
    return switch (key.type()) {
      case SHORT -> "a whole number from " + Short.MIN_VALUE + " to " + Short.MAX_VALUE;
      case INT -> "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
      case BOOLEAN, STRING, LONG, DOUBLE, LIST, CLASS, PASSWORD -> of(key).words;
    };
  }

  /** What an editor is told of a value: text of this form, or the plain YAML value. */
  static JsonSchema schema(ConfigKey key) {
    JsonSchema reference = JsonSchema.ofType("string").with("pattern", "\\$\\{");
    List<String> choices = choices(key);
    if (!choices.isEmpty()) {
      JsonSchema words = JsonSchema.ANY.with("enum", choices);
      return inAnyCase(key)
          ? JsonSchema.anyOf(words, JsonSchema.textLike(inAnyCase(choices)), reference)
          : JsonSchema.anyOf(words, reference);
    }
    ValueForm form = of(key);
    return switch (form) {
      case BOOLEAN -> JsonSchema.anyOf(JsonSchema.flag(), form.asText(), reference);
      case WHOLE -> JsonSchema.anyOf(range(key.type()), form.asText(), reference);
      case DECIMAL -> JsonSchema.anyOf(JsonSchema.ofType("number"), form.asText(), reference);
      case TEXT -> JsonSchema.scalar();
    };
  }

  /** An expression for these words that needs no flag, which a schema cannot have. */
  private static String inAnyCase(List<String> words) {
    return Pattern.compile("[a-z]")
        .matcher(String.join("|", words))
        .replaceAll(letter -> "[" + letter.group() + letter.group().toUpperCase(Locale.ROOT) + "]");
  }

  private static JsonSchema range(ConfigKey.Type type) {
    JsonSchema whole = JsonSchema.ofType("integer");
    return switch (type) {
      case SHORT -> whole.with("minimum", Short.MIN_VALUE).with("maximum", Short.MAX_VALUE);
      case INT -> whole.with("minimum", Integer.MIN_VALUE).with("maximum", Integer.MAX_VALUE);
      case BOOLEAN, STRING, LONG, DOUBLE, LIST, CLASS, PASSWORD -> whole;
    };
  }

  private JsonSchema asText() {
    return JsonSchema.textLike(expression);
  }

  /** The default as an editor would insert it: a number as a number. */
  static Object plainDefault(ConfigKey key) {
    String value = key.defaultValue();
    return switch (of(key)) {
      case BOOLEAN -> Boolean.parseBoolean(value.strip().toLowerCase(Locale.ROOT));
      case WHOLE -> takes(key, value) ? (Object) Long.valueOf(value.strip()) : value;
      case DECIMAL, TEXT -> value;
    };
  }
}
