package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.MarkKeys;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Compares what is declared with what Connect answered, so that the second run finds nothing. The
 * name, our mark and the keys that Connect adds by itself are no differences; a value that a worker
 * masks is compared with what was last sent. As long as a connector is only adopted, another
 * spelling of the value that Git had then is none either.
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
      DeclaredConnector connector, ObservedConnector observed, Optional<AppliedConnector> applied) {
    return differences(
        connector, observed, applied, (key, wanted) -> isAsAdopted(observed, applied, key, wanted));
  }

  /** What will differ of a connector that is adopted now. */
  List<KeyChange> differencesAtAdoption(
      DeclaredConnector connector, ObservedConnector observed, Optional<AppliedConnector> applied) {
    return differences(connector, observed, applied, (key, wanted) -> true);
  }

  private List<KeyChange> differences(
      DeclaredConnector connector,
      ObservedConnector observed,
      Optional<AppliedConnector> applied,
      BiPredicate<String, String> anySpelling) {
    ConnectorConfig declared = connector.config();
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
      } else if (!wanted.equals(found)
          && !(anySpelling.test(key, wanted.get())
              && Spellings.areOne(key, wanted.get(), found.get()))
          && !(Redaction.isWorkerMask(found.get())
              && (wasDone(applied, key, wanted.get()) || isMarked(connector, observed)))) {
        differences.add(KeyChange.changed(key, found.get(), wanted.get()));
      }
    }
    return differences;
  }

  /**
   * Whether it was adopted, nothing of it was written by us since, and Git says of this key what it
   * said then.
   */
  private boolean isAsAdopted(
      ObservedConnector observed, Optional<AppliedConnector> applied, String key, String wanted) {
    return !observed.config().has(MarkKeys.MARK)
        && applied
            .filter(last -> last.origin() == AppliedConnector.Origin.ADOPTED)
            .filter(last -> last.digests().isEmpty() || wasLastSent(applied, key, wanted))
            .isPresent();
  }

  /** What was only intended may not be what stands behind the mask. */
  private boolean wasDone(Optional<AppliedConnector> applied, String key, String value) {
    return wasLastSent(applied.filter(ConfigComparison::isDone), key, value);
  }

  private static boolean isDone(AppliedConnector last) {
    return last.origin() != AppliedConnector.Origin.INTENDED;
  }

  private boolean wasLastSent(Optional<AppliedConnector> applied, String key, String value) {
    return applied
        .map(last -> last.digests().get(key))
        .filter(digest -> keys.matches(digest, key, value))
        .isPresent();
  }

  /**
   * Whether the mark on the connector was made of what Git says now. It came with the call itself,
   * so it knows what a ledger may have missed.
   */
  private boolean isMarked(DeclaredConnector declared, ObservedConnector observed) {
    return observed
        .config()
        .get(MarkKeys.MARK)
        .filter(
            mark ->
                keys.verify(declared.id(), mark, declared.config()) == MarkKeys.Verdict.UNTOUCHED)
        .isPresent();
  }

  /**
   * Whether Git still says what we last sent, so that a difference can only have come from the
   * cluster.
   */
  boolean isAsLastSent(
      DeclaredConnector declared, ObservedConnector observed, Optional<AppliedConnector> applied) {
    return isMarked(declared, observed)
        || applied
            .filter(ConfigComparison::isDone)
            .filter(last -> isRecorded(declared.config(), last))
            .isPresent();
  }

  /** Whether the ledger's digests are of exactly this configuration. */
  boolean isRecorded(ConnectorConfig config, AppliedConnector applied) {
    return config.entries().keySet().equals(applied.digests().keySet())
        && config.entries().entrySet().stream()
            .allMatch(entry -> wasLastSent(Optional.of(applied), entry.getKey(), entry.getValue()));
  }
}
