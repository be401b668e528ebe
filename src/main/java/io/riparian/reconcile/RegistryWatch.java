package io.riparian.reconcile;

import io.riparian.model.Cluster;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Looks whether the Schema Registry of one cluster answers, where the cluster's file names one. */
final class RegistryWatch {
  private static final Logger LOG = Logger.getLogger(RegistryWatch.class);

  private final Cluster cluster;
  private final ConnectDoor door;
  private final Beside beside;
  private final InstantSource clock;
  private final Reachability reach = new Reachability();

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
   * Whether it answers, by the last looks; empty where none is named. To be called after each short
   * look at the cluster: it begins a look of its own when one is due, and waits for none.
   */
  Optional<Reachability> reach() {
    if (cluster.schemaRegistryUrls().isEmpty()) {
      return Optional.empty();
    }
    beside.look(this::look);
    return Optional.of(reach);
  }

  private void look() {
    try {
      if (door.isSchemaRegistryAway(cluster)) {
        reach.silent(clock.instant());
      } else {
        reach.answered(clock.instant());
      }
    } catch (RuntimeException mistake) {
      // Ours: it must not end the thread, and this look tells nothing.
      LOG.warnf(mistake, "%s: the look for its Schema Registry broke off", cluster.name());
    }
  }
}
