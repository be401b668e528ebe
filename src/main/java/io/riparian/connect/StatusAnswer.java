package io.riparian.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Connect says a connector is doing. */
record StatusAnswer(@Nullable Part connector, @Nullable List<Part> tasks) {

  /** The connector itself, or one task. */
  record Part(
      int id,
      @Nullable String state,
      @JsonProperty("worker_id") @Nullable String workerId,
      @Nullable String trace) {

    RunState runState() {
      return RunState.of(text(state));
    }

    TaskStatus task() {
      return new TaskStatus(id, runState(), text(workerId), text(trace));
    }

    private static String text(@Nullable String value) {
      return value == null ? "" : value;
    }

    @Override
    public String toString() {
      return "Part[" + id + " " + state + "]";
    }
  }

  ConnectorStatus status() {
    List<TaskStatus> taskStatuses =
        tasks == null ? List.of() : tasks.stream().map(Part::task).toList();
    if (connector == null) {
      return new ConnectorStatus(RunState.UNKNOWN, "", "", taskStatuses);
    }
    return new ConnectorStatus(
        connector.runState(),
        Part.text(connector.workerId()),
        Part.text(connector.trace()),
        taskStatuses);
  }
}
