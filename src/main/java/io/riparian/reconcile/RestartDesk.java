package io.riparian.reconcile;

import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.plan.RestartPlan;
import io.riparian.plan.RestartWish;
import io.riparian.plan.RestartWish.OfConnector;
import io.riparian.plan.RestartWish.OfSecret;
import io.riparian.reconcile.InterventionDesk.Refused;
import io.riparian.report.RestartReport;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where operators have connectors restarted. The desk notes it and hands it to the loops of the
 * clusters that it concerns; it never calls a cluster itself. What becomes of an order is kept in
 * memory, and in the audit trail.
 */
public final class RestartDesk {
  private static final int REMEMBERED = 100;

  private final Ledger ledger;
  private final InstantSource clock;
  private final Supplier<Optional<Judged>> judged;
  private final ClusterLoops loops;
  private final Deque<RestartOrder> orders = new ArrayDeque<>();

  RestartDesk(
      Ledger ledger, InstantSource clock, Supplier<Optional<Judged>> judged, ClusterLoops loops) {
    this.ledger = ledger;
    this.clock = clock;
    this.judged = judged;
    this.loops = loops;
  }

  /**
   * Has one connector restarted.
   *
   * @param cluster where it runs, or empty text where there is one only
   * @throws Refused when nobody knows it, or it cannot be told which one is meant
   */
  public RestartReport restart(OfConnector wish, String cluster, String actor, String reason) {
    String home = cluster.isEmpty() ? home(wish.name()) : known(cluster);
    String subject = new ConnectorId(home, wish.name()).toString();
    return begin(wish, subject, Set.of(home), actor, reason);
  }

  private String home(String connector) {
    NavigableSet<String> homes = new TreeSet<>();
    Stream.concat(
            judged.get().stream().flatMap(now -> now.desired().connectors().keySet().stream()),
            ledger.applied().values().stream()
                .filter(AppliedConnector::isManaged)
                .map(AppliedConnector::id))
        .filter(id -> id.name().equals(connector))
        .map(ConnectorId::cluster)
        .forEach(homes::add);
    if (homes.size() != 1) {
      throw new Refused(
          homes.isEmpty()
              ? "no accepted file declares " + connector + ", and it is not ours"
              : connector + " is on " + String.join(" and ", homes) + "; say which cluster");
    }
    return homes.first();
  }

  /**
   * Has those restarted that refer to a secret, one after the other on each cluster.
   *
   * @param cluster where, or empty text for everywhere
   * @throws Refused when there is no such cluster, no reason, or another one is under way there
   */
  public RestartReport restart(OfSecret wish, String cluster, String actor, String reason) {
    if (reason.isBlank()) {
      throw new Refused("give a reason; it is recorded");
    }
    return begin(wish, wish.secret(), clusters(cluster), actor, reason);
  }

  /** Who would be restarted, by what was last seen; nobody is asked, and nothing is done. */
  public RestartReport plan(OfSecret wish, String cluster) {
    List<RestartPlan> plans = new ArrayList<>();
    SortedMap<String, String> unasked = new TreeMap<>();
    for (String name : clusters(cluster)) {
      loops
          .of(name)
          .ifPresentOrElse(
              loop -> plans.add(loop.restarts(wish)), () -> unasked.put(name, whyNot(name)));
    }
    return RestartReport.of(wish, plans, unasked);
  }

  /** Why no loop works on a cluster. */
  private String whyNot(String cluster) {
    return loops.problems().getOrDefault(cluster, "nobody works on it: its file has a mistake");
  }

  /** The last orders, newest first. */
  public synchronized List<RestartReport> orders() {
    return orders.stream().map(RestartOrder::report).toList();
  }

  private SortedSet<String> clusters(String cluster) {
    return cluster.isEmpty() ? declared() : new TreeSet<>(Set.of(known(cluster)));
  }

  /** Those with a broken file too: nobody can tell that nothing there is concerned. */
  private SortedSet<String> declared() {
    Judged now = judged.get().orElseThrow(() -> new Refused("no revision is in force yet"));
    SortedSet<String> clusters = new TreeSet<>(now.desired().clusters().keySet());
    clusters.addAll(now.declarations().undecidedClusters());
    return clusters;
  }

  private String known(String cluster) {
    if (!declared().contains(cluster)) {
      throw new Refused("there is no cluster " + cluster);
    }
    return cluster;
  }

  private synchronized RestartReport begin(
      RestartWish wish, String subject, Set<String> clusters, String actor, String reason) {
    requireNoOther(wish, clusters);
    RestartOrder order =
        new RestartOrder(
            UUID.randomUUID().toString(),
            actor,
            InterventionDesk.spoken(reason),
            subject,
            wish,
            clock.instant(),
            clusters,
            outcome -> {});
    // First what tells of it: nothing is done that the trail does not know.
    ledger.audit(
        clock.instant(), actor, "begin-restart", order.subject(), Chronicle.json(order.detail()));
    orders.addFirst(order);
    while (orders.size() > REMEMBERED) {
      orders.removeLast();
    }
    for (String cluster : clusters) {
      loops
          .of(cluster)
          .ifPresentOrElse(
              loop -> loop.restart(order), () -> order.leave(cluster, whyNot(cluster)));
    }
    return order.report();
  }

  /** Two rolls on one cluster would take two connectors down at once. */
  private void requireNoOther(RestartWish wish, Set<String> clusters) {
    for (RestartOrder other : orders) {
      if (wish.isOfSecret()
          && other.wish().isOfSecret()
          && !Collections.disjoint(other.open(), clusters)) {
        throw new Refused(
            "restarts for "
                + other.wish().secret()
                + " are under way, asked for by "
                + other.actor()
                + "; wait until they have ended");
      }
    }
  }
}
