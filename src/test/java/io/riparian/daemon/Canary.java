package io.riparian.daemon;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A text that must come out nowhere: one for each way in, so that a leak says where it began. */
enum Canary {
  LITERAL,
  LITERAL_CHANGED,
  BROKEN_YAML,
  WRONG_TYPE,
  WRONG_PLACE,
  UNKNOWN_FIELD,
  DEFAULT,
  VARIABLE,
  JSON,
  BROKEN_JSON,
  PROPERTIES,
  BROKEN_PROPERTIES,
  UNMANAGED,
  DRIFT,
  TRACE,
  VALIDATION,
  REFUSAL,
  SERVER_ERROR,
  HOOK_BODY,
  HOOK_HEADER,
  WRONG_TOKEN,
  REQUEST_BODY,
  CLUSTER_URL,
  REPOSITORY_URL,
  SERVER_URL,
  CREDENTIAL_USER,
  CREDENTIAL_PASSWORD,
  HOOK_SECRET,
  FORGE_TOKEN,
  WEBHOOK_SECRET,
  REQUEST_LITERAL,
  TOKEN,
  MARK_KEY;

  /** Long enough for a token, and like nothing that the redaction knows by its look. */
  String text() {
    return "canary-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "-4f1d";
  }

  /** Those that are in it, whatever the case. */
  static List<Canary> in(String output) {
    String lower = output.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(canary -> lower.contains(canary.text())).toList();
  }
}
