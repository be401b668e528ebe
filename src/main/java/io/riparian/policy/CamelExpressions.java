package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Camel's connectors read as expressions of their own. To Kafka some of them look like a
 * reference to a secret; as long as the worker has no provider of that name, it passes them on.
 *
 * <p>Source: Camel's simple language, Camel 4. Functions that read the worker's files, its
 * environment or its system properties are not in it.
 */
final class CamelExpressions {
  private static final String PACKAGE = "org.apache.camel.";
  private static final Set<String> WITH_COLON =
      Set.of(
          "date",
          "date-with-timezone",
          "header",
          "headers",
          "in.header",
          "in.headers",
          "exchangeProperty",
          "variable");
  private static final Pattern DATA =
      Pattern.compile(
          "\\$\\{(?:in\\.)?(?:body|headers?|exchangeProperty|variable|exchangeId|id|messageTimestamp"
              + "|random|uuid|date|date-with-timezone)(?:[.\\[(:][^{}]*)?}");
  private static final Pattern PROPERTY = Pattern.compile("\\{\\{[^{}]*}}");
  private static final Pattern WORKERS_OWN = Pattern.compile("(?i)\\{\\{\\s*(?:env|sys)\\s*[:.]");

  private CamelExpressions() {}

  static boolean areReadBy(ConnectorConfig config) {
    return config.get(ConnectorConfig.CLASS).orElse("").strip().startsWith(PACKAGE);
  }

  /** Whether {@code ${alias:…}} is about the record that passes. */
  static boolean begin(String alias) {
    return WITH_COLON.contains(alias);
  }

  /** Whether Camel itself would put something of the worker's environment in here. */
  static boolean readTheWorker(String value) {
    return WORKERS_OWN.matcher(value).find();
  }

  /** The value with {@code mark} in place of each of them, and of what only wraps a mark. */
  static String replace(String value, char mark) {
    String one = String.valueOf(mark);
    return PROPERTY
        .matcher(DATA.matcher(value).replaceAll(one))
        .replaceAll(one)
        .replace("RAW(" + one + ")", one)
        .replace("RAW{" + one + "}", one);
  }
}
