package io.riparian.cli;

import io.riparian.health.Verdict;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A verdict under the names that the API has for its parts. */
final class FailureJson {
  private FailureJson() {}

  static Map<String, Object> of(Verdict verdict) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("class", verdict.failureClass().word());
    json.put("notify", word(verdict.answer().recipient()));
    json.put("retryable", word(verdict.answer().retry()));
    json.put("confidence", verdict.confidence());
    json.put("evidence", verdict.evidence());
    json.put("rule", verdict.rule());
    json.put("action", verdict.action());
    return json;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
