package io.riparian.ledger;

import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredState;
import io.riparian.model.OnRemoval;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Small things to remember. All on the cluster {@code shared} unless they say otherwise. */
final class LedgerSamples {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456789Z");

  private LedgerSamples() {}

  static AppliedConnector connector(String name) {
    return connector(name, Origin.APPLIED, Map.of("connector.class", "digest-of-class"), Set.of());
  }

  static AppliedConnector connector(
      String name, Origin origin, Map<String, String> digests, Set<String> serverKeys) {
    return new AppliedConnector(
        new ConnectorId("shared", name),
        "payments",
        "teams/payments/connectors/" + name + ".yaml",
        "c1",
        digests,
        serverKeys,
        DeclaredState.PAUSED,
        OnRemoval.FORGET,
        origin,
        NOW);
  }

  static Birth firstStart() {
    return new Birth(Birth.Kind.FIRST_START, "c0", "daemon", NOW);
  }

  static Accepted accepted(String unit, String revision) {
    return new Accepted(unit, revision, "tree-of-" + revision, "none", NOW);
  }

  static CycleRecord cycle(String id, String cluster) {
    return new CycleRecord(
        id, cluster, "timer", "c1", NOW, NOW.plusMillis(8), false, "{\"plan\":1}", "[]", "c0");
  }

  static CycleRecord cycle(String id, String cluster, String outcomesJson) {
    return new CycleRecord(
        id, cluster, "timer", "c1", NOW, NOW.plusMillis(8), false, "{}", outcomesJson, "c0");
  }

  static CycleRecord quietCycle(String id, String cluster) {
    return new CycleRecord(
        id, cluster, "timer", "c1", NOW, NOW.plusMillis(8), true, "{}", "[]", "c0");
  }
}
