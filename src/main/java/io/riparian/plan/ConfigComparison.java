package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.MarkKeys;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what is declared with what Connect answered, so that the second run finds nothing. The
 * name, our mark and the keys that Connect adds by itself are no differences; a value that a worker
 * masks is compared with what was last sent.
 */
final class ConfigComparison {
  private final MarkKeys keys;

  ConfigComparison(MarkKeys keys) {
    this.keys = keys;
  }

  /** The stored configuration as we sent it: without name, mark and what Connect added. */
  static ConnectorConfig asSent(ObservedConnector observed, Optional<AppliedConnector> applied) {
    Set<String> added = new TreeSet<>(Set.of(ConnectorConfig.NAME, MarkKeys.MARK));
    applied.ifPresent(last -> added.addAll(last.serverKeys()));
    return observed.config().without(added);
  }

  List<KeyChange> differences(
      ConnectorConfig declared, ObservedConnector observed, Optional<AppliedConnector> applied) {
    ConnectorConfig running = asSent(observed, applied);
    List<KeyChange> differences = new ArrayList<>();
    Set<String> all = new TreeSet<>(declared.entries().keySet());
    all.addAll(running.entries().keySet());
    for (String key : all) {
      Optional<String> wanted = declared.get(key);
      // Connect may have added a key by itself that Git has declared since: then it counts after
      // all.
      Optional<String> found = wanted.isPresent() ? observed.config().get(key) : running.get(key);
      if (found.isEmpty()) {
        differences.add(KeyChange.added(key, wanted.orElseThrow()));
      } else if (wanted.isEmpty()) {
        differences.add(KeyChange.removed(key, found.get()));
      } else if (!same(key, wanted.get(), found.get(), applied)) {
        differences.add(KeyChange.changed(key, found.get(), wanted.get()));
      }
    }
    return differences;
  }

  private boolean same(
      String key, String wanted, String found, Optional<AppliedConnector> applied) {
    if (wanted.equals(found)) {
      return true;
    }
    // What was only intended may not be what stands behind the mask.
    return Redaction.isWorkerMask(found)
        && applied
            .filter(last -> last.origin() != AppliedConnector.Origin.INTENDED)
            .filter(last -> wasLastSent(last, key, wanted))
            .isPresent();
  }

  private boolean wasLastSent(AppliedConnector last, String key, String value) {
    String digest = last.digests().get(key);
    return digest != null && keys.matches(digest, key, value);
  }

  /**
   * Whether Git still says what we last sent, so that a difference can only have come from the
   * cluster.
   */
  boolean isAsLastSent(ConnectorConfig declared, AppliedConnector applied) {
    return declared.entries().keySet().equals(applied.digests().keySet())
        && declared.entries().entrySet().stream()
            .allMatch(entry -> wasLastSent(applied, entry.getKey(), entry.getValue()));
  }
}
