package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.List;
import java.util.function.Function;

/** SEC-1 over a configuration of which neither team nor cluster is known: it needs neither. */
public final class LooseSecrets {
  private LooseSecrets() {}

  public static List<Diagnostic> in(ConnectorConfig config, Function<String, Location> places) {
    return SecretSign.in(config).entrySet().stream()
        .map(entry -> diagnostic(entry.getKey(), entry.getValue(), places))
        .toList();
  }

  private static Diagnostic diagnostic(
      String key, SecretSign sign, Function<String, Location> places) {
    return new Diagnostic(
        PolicyRule.SECRET_IN_FILE.id(),
        PolicyRule.SECRET_IN_FILE.severity(),
        places.apply(key),
        LiteralSecrets.message(key, sign),
        LiteralSecrets.hint("the worker's secret provider"));
  }
}
