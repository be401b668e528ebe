package io.riparian.model;

import java.util.List;

/**
 * What a worker says a connector is doing. {@code trace} is empty text unless something failed; it
 * may hold secrets and rows of data, so it never leaves without redaction.
 */
public record ConnectorStatus(
    RunState state, String workerId, String trace, List<TaskStatus> tasks) {

  /** One task. */
  public record TaskStatus(int id, RunState state, String workerId, String trace) {
    @Override
    public String toString() {
      return "TaskStatus[" + id + " " + state + "]";
    }
  }

  /** No status is known: Connect leaves a connector without one out of its answer. */
  public static final ConnectorStatus NONE =
      new ConnectorStatus(RunState.UNKNOWN, "", "", List.of());

  public ConnectorStatus {
    tasks = List.copyOf(tasks);
  }

  /** Whether the connector itself or any of its tasks has failed. */
  public boolean hasFailure() {
    return state == RunState.FAILED
        || tasks.stream().anyMatch(task -> task.state() == RunState.FAILED);
  }

  @Override
  public String toString() {
    return "ConnectorStatus[" + state + " " + tasks + "]";
  }
}
