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
import io.riparian.model.Redaction;
import io.riparian.plan.Possession;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
  private final BooleanSupplier superseded;
  private final CircuitBreaker breaker;

  /** With a breaker of its own. */
  GuardedCluster(
      Cluster cluster,
      ConnectCluster connect,
      MarkKeys keys,
      Function<ConnectorId, Optional<AppliedConnector>> remembered,
      Patience patience,
      BooleanSupplier superseded) {
    this(cluster, connect, keys, remembered, patience, superseded, new CircuitBreaker());
  }

  /**
   * @param superseded whether the plan is one of yesterday: then nothing is tried again
   * @param breaker once it is open, nothing is tried again either
   */
  GuardedCluster(
      Cluster cluster,
      ConnectCluster connect,
      MarkKeys keys,
      Function<ConnectorId, Optional<AppliedConnector>> remembered,
      Patience patience,
      BooleanSupplier superseded,
      CircuitBreaker breaker) {
    this.cluster = cluster;
    this.connect = connect;
    this.keys = keys;
    this.remembered = remembered;
    this.patience = patience;
    this.superseded = superseded;
    this.breaker = breaker;
  }

  /**
   * Creates by POST, the only call of Connect's that never replaces; what stands in its way is
   * looked at.
   *
   * @return the keys that Connect added by itself
   * @throws NotTouched when the name is taken by a connector that is not ours, or not as sent
   */
  Set<String> create(ConnectorId id, ConnectorConfig sent, DeclaredState initial) {
    return insist(
        () -> added(sent, breaker.write(() -> connect.create(id.name(), sent, initial))),
        unknown -> {
          Optional<ObservedConnector> there = read(id);
          there.ifPresent(this::requireOurs);
          if (there.isPresent() && !holds(there.get(), sent)) {
            throw new NotTouched(NotTouched.Why.OTHERWISE);
          }
          return there.map(this::knownServerKeys);
        });
  }

  /**
   * Replaces the configuration of what each try finds to be ours: Connect's PUT would create what
   * is not there. What is there already as it is to be sent is not sent, because the plan came from
   * an answer that was older, and an identical PUT re-creates the connector.
   *
   * @return the keys that Connect added by itself
   */
  Set<String> update(ConnectorId id, ConnectorConfig sent) {
    return insist(
        () -> {
          ObservedConnector now = requireOurs(id);
          if (isExactly(now, sent)) {
            return knownServerKeys(now);
          }
          return added(sent, breaker.write(() -> connect.update(id.name(), sent)));
        },
        unknown ->
            Optional.of(requireOurs(id))
                .filter(now -> holds(now, sent))
                .map(this::knownServerKeys));
  }

  private static Set<String> added(ConnectorConfig sent, ConnectorConfig stored) {
    Set<String> added = new TreeSet<>(stored.entries().keySet());
    added.removeAll(sent.entries().keySet());
    added.remove(ConnectorConfig.NAME);
    return added;
  }

  /**
   * What a look shows beside the configuration may be somebody's edit: only Connect's own answer
   * teaches a new server key.
   */
  private Set<String> knownServerKeys(ObservedConnector now) {
    Set<String> known =
        remembered
            .apply(idOf(now))
            .map(AppliedConnector::serverKeys)
            .map(TreeSet::new)
            .orElseGet(TreeSet::new);
    known.retainAll(now.config().entries().keySet());
    return known;
  }

  /**
   * Whether this is what was sent. Our mark is made of the whole configuration, so it proves the
   * values that a worker masks; without a mark nothing but the very same entries does.
   */
  private boolean holds(ObservedConnector now, ConnectorConfig sent) {
    boolean proven = sent.has(MarkKeys.MARK);
    return (proven || hasNothingMore(now, sent))
        && sent.entries().entrySet().stream()
            .allMatch(
                entry ->
                    now.config()
                        .get(entry.getKey())
                        .filter(
                            stored ->
                                stored.equals(entry.getValue())
                                    || (proven && Redaction.isWorkerMask(stored)))
                        .isPresent());
  }

  /** Whether it bears no key that was neither sent nor known to come from Connect. */
  private boolean hasNothingMore(ObservedConnector now, ConnectorConfig sent) {
    Set<String> more = new TreeSet<>(added(sent, now.config()));
    more.removeAll(knownServerKeys(now));
    return more.isEmpty();
  }

  private boolean isExactly(ObservedConnector now, ConnectorConfig sent) {
    return hasNothingMore(now, sent) && holds(now, sent);
  }

  /**
   * Calls until it is done, and does after each failure what its {@linkplain Remedy remedy} says.
   * Once the outcome was unknown, no later failure and no newer commit or order makes it known.
   *
   * @param look given the failure that left it unknown: what the call would have answered, empty if
   *     it was not done; throws if a look cannot tell
   */
  private <T> T insist(Supplier<T> call, Function<ConnectFailure, Optional<T>> look) {
    Optional<ConnectFailure> unknown = Optional.empty();
    for (int tried = 1; ; tried++) {
      try {
        T answer = call.get();
        breaker.made();
        return answer;
      } catch (ConnectFailure failure) {
        Remedy remedy = failure.kind().remedy();
        if (remedy == Remedy.LOOK_FIRST) {
          unknown = Optional.of(failure);
          Optional<T> done = lookAfter(failure, look);
          if (done.isPresent()) {
            breaker.made();
            return done.get();
          }
        }
        if (remedy == Remedy.GIVE_UP
            || tried >= patience.tries()
            || breaker.isOpen()
            || !patience.pause(tried)) {
          breaker.gaveUp(failure.kind());
          throw unknown.orElse(failure);
        }
      }
      if (superseded.getAsBoolean()) {
        if (unknown.isPresent()) {
          throw unknown.get();
        }
        throw new NotTouched(NotTouched.Why.SUPERSEDED);
      }
    }
  }

  private <T> Optional<T> lookAfter(
      ConnectFailure unknown, Function<ConnectFailure, Optional<T>> look) {
    try {
      return patience.call(() -> look.apply(unknown));
    } catch (ConnectFailure blind) {
      breaker.gaveUp(blind.kind());
      throw unknown;
    }
  }

  /** Asks for another state. Only a look at the whole cluster tells whether it was taken. */
  void setState(ConnectorId id, DeclaredState state) {
    String name = id.name();
    insist(
        () -> {
          requireOurs(id);
          write(
              () -> {
                switch (state) {
                  case RUNNING -> connect.resume(name);
                  case PAUSED -> connect.pause(name);
                  case STOPPED -> connect.stop(name);
                  case UNMANAGED ->
                      throw new IllegalStateException("no state is planned for " + id);
                }
              });
          return id;
        },
        unknown -> {
          throw unknown;
        });
  }

  /**
   * Deletes, unless it is gone already.
   *
   * @return whether nothing is left of it, not even a task that is still stopping
   */
  boolean delete(ConnectorId id) {
    insist(
        () -> {
          Optional<ObservedConnector> now = read(id);
          if (now.isPresent()) {
            requireMarked(now.get());
            write(() -> connect.delete(id.name()));
          }
          return id;
        },
        unknown -> read(id).isPresent() ? Optional.empty() : Optional.of(id));
    try {
      return isSeenToGo(id);
    } catch (ConnectFailure blind) {
      return false; // It was taken; what is left of it cannot be seen now.
    }
  }

  private void write(Runnable call) {
    breaker.write(
        () -> {
          call.run();
          return true;
        });
  }

  private boolean isSeenToGo(ConnectorId id) {
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
    restart(id, connect::restartFailed);
  }

  /** Restarts the connector and all of its tasks. */
  void restart(ConnectorId id) {
    restart(id, connect::restart);
  }

  /** No look tells whether it was taken, and to do it twice does no harm. */
  private void restart(ConnectorId id, Consumer<String> restarting) {
    insist(
        () -> {
          requireOurs(id);
          write(() -> restarting.accept(id.name()));
          return id;
        },
        unknown -> Optional.empty());
  }

  /** The keys Connect objects to, by name. */
  SortedSet<String> rejectedKeys(ConnectorId id, ConnectorConfig config) {
    return connect.rejectedKeys(id.name(), config);
  }

  private ObservedConnector requireOurs(ConnectorId id) {
    return requireOurs(read(id).orElseThrow(() -> new NotTouched(NotTouched.Why.GONE)));
  }

  private ObservedConnector requireOurs(ObservedConnector now) {
    if (!possession(now).isOurs()) {
      throw new NotTouched(NotTouched.Why.FOREIGN);
    }
    return now;
  }

  /** What was adopted and bears no mark yet is ours, and still never deleted. */
  private void requireMarked(ObservedConnector now) {
    requireOurs(now);
    boolean adopted =
        remembered
            .apply(idOf(now))
            .filter(last -> last.origin() == AppliedConnector.Origin.ADOPTED)
            .isPresent();
    if (adopted && possession(now) != Possession.MARKED) {
      throw new NotTouched(NotTouched.Why.FOREIGN);
    }
  }

  private Possession possession(ObservedConnector now) {
    return Possession.of(cluster, now, remembered.apply(idOf(now)), keys);
  }

  private ConnectorId idOf(ObservedConnector now) {
    return new ConnectorId(cluster.name(), now.name());
  }

  private Optional<ObservedConnector> read(ConnectorId id) {
    return breaker.read(() -> connect.read(id.name()));
  }
}
