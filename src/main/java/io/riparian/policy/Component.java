package io.riparian.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a connector that a key configures: a converter, a transform, a predicate, one of the
 * worker's clients, or the connector itself. Each of the parts is given its own keys alone.
 *
 * <p>Source: {@code AbstractConfig.originalsWithPrefix}, as {@code Plugins}, {@code
 * ConnectorConfig} and {@code Worker} of Kafka 4 use it.
 *
 * @param prefix of its keys, without the last dot; empty text for the connector itself
 */
record Component(String prefix) {
  private static final Component CONNECTOR = new Component("");
  private static final Pattern PART =
      Pattern.compile(
          "(?<part>(?:key|value|header)\\.converter|(?:producer|consumer|admin)\\.override"
              + "|(?:transforms|predicates)\\.[^.]++)\\..*+",
          Pattern.DOTALL);

  static Component of(String key) {
    Matcher part = PART.matcher(key);
    return part.matches() ? new Component(part.group("part")) : CONNECTOR;
  }
}
