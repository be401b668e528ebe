package io.riparian.connect;

import io.riparian.model.ConnectorStatus;
import io.riparian.model.ObservedConnector;
import io.riparian.model.RunState;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the look before saw, to be surprised by the next one: which connectors there were, and which
 * state each was told to be in. It says of every difference once.
 *
 * @param targets running, paused or stopped; unknown for a connector that has shown neither
 */
record Memory(Map<String, RunState> targets) {

  static Memory of(Map<String, ObservedConnector> connectors) {
    Map<String, RunState> targets = new HashMap<>();
    connectors.forEach(
        (name, connector) -> targets.put(name, target(connector.status(), RunState.UNKNOWN)));
    return new Memory(targets);
  }

  static Memory ofStatuses(Map<String, ConnectorStatus> statuses) {
    return new Memory(Map.of()).after(statuses);
  }

  /**
   * The memory once these statuses were seen. A connector that never had a status is not in them,
   * and is kept.
   */
  Memory after(Map<String, ConnectorStatus> statuses) {
    Map<String, RunState> next = new HashMap<>();
    statuses.forEach(
        (name, status) ->
            next.put(name, target(status, targets.getOrDefault(name, RunState.UNKNOWN))));
    targets.forEach(
        (name, target) -> {
          if (target == RunState.UNKNOWN) {
            next.putIfAbsent(name, target);
          }
        });
    return new Memory(next);
  }

  /**
   * What is different now, in a sentence; empty when nothing is. A failure, a rebalance or a
   * restart is none of it: they change no target.
   */
  String surprise(Memory now) {
    TreeSet<String> different = new TreeSet<>();
    targets.forEach(
        (name, target) -> {
          RunState later = now.targets.get(name);
          if (later == null || (target != RunState.UNKNOWN && later != target)) {
            different.add(name);
          }
        });
    now.targets.keySet().stream()
        .filter(name -> !targets.containsKey(name))
        .forEach(different::add);
    return different.isEmpty()
        ? ""
        : different.first()
            + (different.size() == 1 ? "" : " and " + (different.size() - 1) + " more")
            + " came, went, or changed state";
  }

  /**
   * What the status says the connector was told; where it does not say, what it was told before.
   */
  private static RunState target(ConnectorStatus status, RunState before) {
    return switch (status.state()) {
      case RUNNING, PAUSED, STOPPED -> status.state();
      case UNASSIGNED, FAILED, RESTARTING, DESTROYED, UNKNOWN -> before;
    };
  }
}
