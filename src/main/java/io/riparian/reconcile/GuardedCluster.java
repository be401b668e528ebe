package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectFailure;
import io.riparian.connect.ConnectFailure.Remedy;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredState;
import io.riparian.model.MarkKeys;
import io.riparian.model.ObservedConnector;
import io.riparian.plan.Possession;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A cluster behind a guard: no write reaches a connector whose last read, one call earlier, did not
 * show it to be ours, and after a call whose outcome nobody knows it looks before it tries again.
 */
final class GuardedCluster {
  private static final int LOOKS_UNTIL_GONE = 60;

  private final Cluster cluster;
  private final ConnectCluster connect;
  private final MarkKeys keys;
  private final Function<ConnectorId, Optional<AppliedConnector>> remembered;
  private final Patience patience;

  GuardedCluster(
      Cluster cluster,
      ConnectCluster connect,
      MarkKeys keys,
      Function<ConnectorId, Optional<AppliedConnector>> remembered,
      Patience patience) {
    this.cluster = cluster;
    this.connect = connect;
    this.keys = keys;
    this.remembered = remembered;
    this.patience = patience;
  }

  /**
   * Creates by POST, the only call of Connect's that never replaces; what stands in its way is
   * looked at.
   *
   * @return the configuration as stored
   * @throws NotTouched when the name is taken by a connector that is not ours
   */
  ConnectorConfig create(ConnectorId id, ConnectorConfig sent, DeclaredState initial) {
    return lookingFirst(
        () -> connect.create(id.name(), sent, initial),
        () -> {
          Optional<ObservedConnector> there = read(id);
          there.ifPresent(this::requireOurs);
          return there.map(ObservedConnector::config);
        });
  }

  /**
   * Replaces the configuration.
   *
   * @return the configuration as stored
   */
  ConnectorConfig update(ConnectorId id, ConnectorConfig sent) {
    requireOurs(id);
    return lookingFirst(
        () -> connect.update(id.name(), sent),
        () -> Optional.of(requireOurs(id).config()).filter(stored -> holds(stored, sent)));
  }

  private static boolean holds(ConnectorConfig stored, ConnectorConfig sent) {
    return stored.entries().entrySet().containsAll(sent.entries().entrySet());
  }

  /** Calls; when the outcome is unknown, looks whether it is done, and only then calls again. */
  private <T> T lookingFirst(Supplier<T> call, Supplier<Optional<T>> look) {
    for (int tried = 1; ; tried++) {
      try {
        return patience.call(call);
      } catch (ConnectFailure failure) {
        if (failure.kind().remedy() != Remedy.LOOK_FIRST) {
          throw failure;
        }
        Optional<T> done = look.get();
        if (done.isPresent()) {
          return done.get();
        }
        if (tried >= patience.tries() || !patience.pause(tried)) {
          throw failure;
        }
      }
    }
  }

  /** Asks for another state; Connect takes the same wish twice without harm. */
  void setState(ConnectorId id, DeclaredState state) {
    requireOurs(id);
    String name = id.name();
    switch (state) {
      case RUNNING -> patiently(() -> connect.resume(name));
      case PAUSED -> patiently(() -> connect.pause(name));
      case STOPPED -> patiently(() -> connect.stop(name));
      case UNMANAGED -> throw new IllegalStateException("no state is planned for " + id);
    }
  }

  /**
   * Deletes, unless it is gone already.
   *
   * @return whether nothing is left of it, not even a task that is still stopping
   */
  boolean delete(ConnectorId id) {
    Optional<ObservedConnector> now = read(id);
    if (now.isPresent()) {
      requireOurs(now.get());
      patiently(() -> connect.delete(id.name()));
    }
    for (int look = 1; look <= LOOKS_UNTIL_GONE; look++) {
      if (patience.call(() -> connect.isGone(id.name()))) {
        return true;
      }
      if (!patience.pause(1)) {
        return false;
      }
    }
    return false;
  }

  void restartFailed(ConnectorId id) {
    patiently(() -> connect.restartFailed(id.name()));
  }

  /** The keys Connect objects to, by name. */
  SortedSet<String> rejectedKeys(ConnectorId id, ConnectorConfig config) {
    return connect.rejectedKeys(id.name(), config);
  }

  private ObservedConnector requireOurs(ConnectorId id) {
    return requireOurs(read(id).orElseThrow(() -> new NotTouched(NotTouched.Why.GONE)));
  }

  private ObservedConnector requireOurs(ObservedConnector now) {
    ConnectorId id = new ConnectorId(cluster.name(), now.name());
    if (!Possession.of(cluster, now, remembered.apply(id), keys).isOurs()) {
      throw new NotTouched(NotTouched.Why.FOREIGN);
    }
    return now;
  }

  private Optional<ObservedConnector> read(ConnectorId id) {
    return patience.call(() -> connect.read(id.name()));
  }

  private void patiently(Runnable call) {
    patience.call(
        () -> {
          call.run();
          return call;
        });
  }
}
