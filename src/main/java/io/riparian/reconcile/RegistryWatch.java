package io.riparian.reconcile;

import io.riparian.model.Cluster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks whether the Schema Registry of one cluster answers, where the cluster's file names one. */
final class RegistryWatch {
  private static final Logger LOG = Logger.getLogger(RegistryWatch.class);

  private final Cluster cluster;
  private final ConnectDoor door;
  private final Beside beside;
  private final InstantSource clock;
  private volatile @Nullable Instant awaySince;

  /**
   * @param aside runs a look, which may take as long as each address is given for an answer
   */
  RegistryWatch(Cluster cluster, ConnectDoor door, Executor aside, InstantSource clock) {
    this.cluster = cluster;
    this.door = door;
    this.beside = new Beside(aside, clock);
    this.clock = clock;
  }

  /**
   * Since when it does not answer, by the last look. To be called after each short look at the
   * cluster: it begins a look of its own when one is due, and waits for none.
   */
  Optional<Instant> awaySince() {
    if (!cluster.schemaRegistryUrls().isEmpty()) {
      beside.look(this::look);
    }
    return Optional.ofNullable(awaySince);
  }

  private void look() {
    try {
      Instant before = awaySince;
      if (!door.isSchemaRegistryAway(cluster)) {
        awaySince = null;
      } else if (before == null) {
        awaySince = clock.instant();
      }
    } catch (RuntimeException mistake) {
      // Ours: it must not end the thread, and nothing is known.
      awaySince = null;
      LOG.warnf(mistake, "%s: the look for its Schema Registry broke off", cluster.name());
    }
  }
}
