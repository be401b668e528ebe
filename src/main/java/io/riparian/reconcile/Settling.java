package io.riparian.reconcile;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.ObservedConnector;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What we wrote to one cluster and no look has shown yet. For a moment after a write another worker
 * may still answer what was there before, because each follows the configuration topic by itself;
 * to write again because of such an answer would restart the connector for nothing, and look like
 * somebody's drift.
 *
 * <p>So what a look shows within ten seconds of a write is no reason to write again if it is
 * exactly what that write replaced. Anything else that it shows is somebody's doing, and planned at
 * once; and after ten seconds what was replaced is too, since then somebody has put it back. A look
 * that finds nothing to do confirms the write. It is kept in memory only: after a restart the write
 * itself reads the connector again, and sends nothing that is there already.
 */
final class Settling {
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Connect takes a pause at once and carries it out later, behind whatever it is busy with. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final int MOST_WRITES = 4;

  private final InstantSource clock;
  private final Map<ConnectorId, List<Written>> unconfirmed = new HashMap<>();

  /** One write, with what it found and what it left. */
  private record Written(ChangeKind kind, Footprint footprint, Instant at) {}

  /**
   * What a change goes from and to, as far as a look can tell.
   *
   * @param config what was there; empty where nothing was
   */
  private record Footprint(Optional<ConnectorConfig> config, Object before, Object after) {
    static Footprint of(Change change) {
      return change.accept(new Reading());
    }
  }

  Settling(InstantSource clock) {
    this.clock = clock;
  }

  /** This was done just now. */
  synchronized void wrote(Change change) {
    switch (change.kind()) {
      case CREATE, UPDATE, SET_STATE -> {
        List<Written> writes = unconfirmed.computeIfAbsent(change.id(), id -> new ArrayList<>());
        writes.add(new Written(change.kind(), Footprint.of(change), clock.instant()));
        if (writes.size() > MOST_WRITES) {
          writes.remove(1); // The first tells since when.
        }
      }
      case DELETE, ADOPT, FORGET, REMEMBER, DISCARD -> unconfirmed.remove(change.id());
    }
  }

  /**
   * The plan without what only a stale answer asks for, each with its deferral.
   *
   * @param seen when the cluster was looked at
   */
  synchronized ClusterPlan heldBack(ClusterPlan plan, Instant seen) {
    return plan.deferring(
            change -> isStale(change, seen) ? Optional.of(deferral(change)) : Optional.empty())
        .withoutDrift(change -> isStale(change, seen));
  }

  private synchronized boolean isStale(Change change, Instant seen) {
    return unconfirmed.getOrDefault(change.id(), List.of()).stream()
        .filter(written -> seen.isBefore(written.at().plus(GRACE)))
        .anyMatch(written -> isStale(change, written));
  }

  private static boolean isStale(Change change, Written written) {
    Footprint now = Footprint.of(change);
    Footprint then = written.footprint();
    return switch (change.kind()) {
      case CREATE -> written.kind() == change.kind();
      case UPDATE, SET_STATE -> written.kind() == change.kind() && now.equals(then);
      // What is noted now as done would be noted of what was there before.
      case REMEMBER -> then.config().isPresent() && now.config().equals(then.config());
      case DELETE, ADOPT, FORGET, DISCARD -> false;
    };
  }

  private static Deferral deferral(Change change) {
    return new Deferral(
        change.id().cluster(),
        change.id().name(),
        DeferralReason.SETTLING,
        "it was written a moment ago, and this look still showed what was there before; the next one tells",
        "");
  }

  /**
   * A look at the whole cluster came to this plan: what it does not plan again is as we left it.
   */
  synchronized void confirm(ClusterPlan plan) {
    Set<ConnectorId> open = new HashSet<>();
    plan.changes().forEach(change -> open.add(change.id()));
    plan.deferrals().forEach(held -> open.add(new ConnectorId(held.cluster(), held.connector())));
    unconfirmed.keySet().retainAll(open);
  }

  /** Whether what we asked of it may still be on its way, so that nobody need have undone it. */
  synchronized boolean isOnItsWay(ConnectorId id) {
    return unconfirmed.getOrDefault(id, List.of()).stream()
        .findFirst()
        .filter(first -> clock.instant().isBefore(first.at().plus(LONGEST)))
        .isPresent();
  }

  /** Reads a change's footprint. */
  private static final class Reading implements Change.Visitor<Footprint> {
    private static final Footprint NONE = new Footprint(Optional.empty(), "", "");

    @Override
    public Footprint create(Change.Create change) {
      return NONE;
    }

    @Override
    public Footprint adopt(Change.Adopt change) {
      return NONE;
    }

    @Override
    public Footprint update(Change.Update change) {
      return configured(change.before(), change.after().config());
    }

    @Override
    public Footprint setState(Change.SetState change) {
      return new Footprint(Optional.empty(), change.from(), change.after().state());
    }

    @Override
    public Footprint delete(Change.Delete change) {
      return NONE;
    }

    @Override
    public Footprint forget(Change.Forget change) {
      return NONE;
    }

    @Override
    public Footprint remember(Change.Remember change) {
      return configured(change.before(), change.after().config());
    }

    @Override
    public Footprint discard(Change.Discard change) {
      return NONE;
    }

    private static Footprint configured(ObservedConnector before, ConnectorConfig after) {
      return new Footprint(Optional.of(before.config()), "", after);
    }
  }
}
