package io.riparian.plan;

import io.riparian.model.ConnectorId;
import java.util.List;
import java.util.Optional;

/**
 * Which connectors of one cluster are to be restarted, in their order, and which are not, as a
 * value. Carrying it out adds nothing to it.
 *
 * @param others what is concerned and not restarted, each with the reason
 */
public record RestartPlan(String cluster, List<Due> due, List<RestartOutcome> others) {
  public RestartPlan {
    due = List.copyOf(due);
    others = List.copyOf(others);
  }

  /**
   * One that is to be restarted.
   *
   * @param hadFailed whether it, or a task of it, has failed already
   */
  public record Due(ConnectorId id, String team, boolean readsOnce, boolean hadFailed) {
    public RestartOutcome became(RestartOutcome.Result result, String why) {
      return new RestartOutcome(id, team, readsOnce, result, why);
    }
  }

  /** This connector, if it is to be restarted. */
  public Optional<Due> due(ConnectorId id) {
    return due.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** Why this connector is not, if it is concerned. */
  public Optional<RestartOutcome> other(ConnectorId id) {
    return others.stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
