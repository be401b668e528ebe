package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.ledger.Ledger;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process that can be killed: each call to a cluster and each write of the ledger is a step, and
 * it dies right before or right after one of them. The dead do nothing more.
 */
final class Mortality {
  private static final Set<String> LEDGER_WRITES =
      Set.of(
          "begin",
          "record",
          "recordAll",
          "remove",
          "accept",
          "acceptAll",
          "freeze",
          "thaw",
          "identify",
          "acknowledge",
          "consume",
          "recordCycle",
          "audit");

  private int steps;
  private int last = -1;
  private boolean afterwards;
  private boolean dead;

  /** It dies at this many steps from now. */
  void dieIn(int further, boolean afterIt) {
    last = steps + further;
    afterwards = afterIt;
  }

  /** Another process, which is spared for now. */
  void revive() {
    dead = false;
    last = -1;
  }

  boolean isDead() {
    return dead;
  }

  /** How many steps all processes made so far. */
  int steps() {
    return steps;
  }

  ConnectCluster of(ConnectCluster cluster) {
    return Passage.through((operation, connector, arguments, way) -> step(way), cluster);
  }

  Ledger of(Ledger ledger) {
    return (Ledger)
        Proxy.newProxyInstance(
            Mortality.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              Passage.Way way = () -> Passage.invoke(ledger, method, arguments);
              return LEDGER_WRITES.contains(method.getName()) ? step(way) : alive(way);
            });
  }

  private @Nullable Object alive(Passage.Way way) throws Throwable {
    if (dead) {
      throw new WatchedConnect.Killed();
    }
    return way.go();
  }

  private @Nullable Object step(Passage.Way way) throws Throwable {
    if (!dead) {
      steps++;
    }
    boolean now = steps == last;
    if (now && !afterwards) {
      dead = true;
    }
    try {
      return alive(way);
    } finally {
      if (now && afterwards) {
        dead = true;
      }
    }
  }
}
