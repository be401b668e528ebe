package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.RunState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
  @ParameterizedTest
  @CsvSource({
    "RUNNING, RUNNING RUNNING, HEALTHY",
    "RUNNING, RUNNING FAILED, DEGRADED",
    "RUNNING, FAILED RUNNING, DEGRADED",
    "RUNNING, RUNNING UNASSIGNED, PROGRESSING",
    "RUNNING, RUNNING PAUSED, SUSPENDED",
    "RUNNING, RUNNING UNKNOWN, UNKNOWN",
    "RUNNING, FAILED UNKNOWN, DEGRADED",
    "RUNNING, '', PROGRESSING",
    "PAUSED, PAUSED, SUSPENDED",
    "PAUSED, FAILED, DEGRADED",
    "FAILED, RUNNING, DEGRADED"
  })
  void aConnectorThatSaysItRunsIsAsWellAsItsWorstTask(
      RunState connector, String tasks, Health health) {
    List<TaskStatus> each =
        Stream.of(tasks.split(" ", -1))
            .filter(state -> !state.isEmpty())
            .map(state -> new TaskStatus(0, RunState.valueOf(state), "w:1", ""))
            .toList();

    assertThat(Health.of(new ConnectorStatus(connector, "w:1", "", each))).isEqualTo(health);
  }
}
