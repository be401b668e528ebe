package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.FailureStage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTest {
  @Test
  void theRootIsTheInnermostCauseThatSaysSomething() {
    Trace trace =
        Trace.of(
            """
            [2026-01-01 10:00:00,000] ERROR [orders|task-0] WorkerSinkTask{id=orders-0} Task threw an uncaught and unrecoverable exception
            org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.
            \tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:618)
            Caused by: java.sql.SQLException: no
            \tat com.acme.Door.open(Door.java:3)
            \t... 10 more
            Caused by: java.util.concurrent.ExecutionException: java.sql.SQLException: no
            """);

    assertThat(trace.root().orElseThrow().className()).isEqualTo("java.sql.SQLException");
    assertThat(trace.causes()).hasSize(4);
    assertThat(trace.frames()).contains("com.acme.Door.open").doesNotContain("Door.java");
    assertThat(trace.said()).doesNotContain("orders").doesNotContain("Door");
    assertThat(trace.stage()).isEqualTo(FailureStage.PUT);
  }

  @Test
  void anExceptionThatAMessageNamesIsACause() {
    Trace trace =
        Trace.of("Retry time lapsed, Exception: java.net.SocketTimeoutException: Read timed out");

    assertThat(trace.root().orElseThrow())
        .isEqualTo(new Cause(0, "java.net.SocketTimeoutException", "Read timed out", List.of()));
  }

  @Test
  void numbersOfTimesAndSourcesAreNotSaid() {
    Trace trace =
        Trace.of("[2026-01-01 10:00:00,429] WARN no (Door.java:404) (com.acme.Door:407) at 5");

    assertThat(trace.said()).contains("WARN no", "at 5").doesNotContain("429", "404", "407");
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.AcmeSinkConnector.validate, VALIDATE",
    "com.acme.AcmeSourceTask.start, START",
    "com.acme.AcmeSourceTask.poll, POLL",
    "com.acme.AcmeSinkTask.put, PUT",
    "com.acme.AcmeSinkTask.flush, COMMIT",
    "org.apache.kafka.connect.json.JsonConverter.toConnectData, CONVERT",
    "org.apache.kafka.connect.transforms.Cast.apply, TRANSFORM",
    "org.apache.kafka.clients.producer.KafkaProducer.send, PRODUCE",
    "org.apache.kafka.connect.runtime.WorkerSinkTask.poll, UNKNOWN",
    "com.acme.Door.open, UNKNOWN"
  })
  void framesTellWhatItWasDoing(String frame, FailureStage stage) {
    assertThat(Trace.of("java.io.IOException: no\n\tat " + frame + "(X.java:1)").stage())
        .isEqualTo(stage);
  }

  @ParameterizedTest
  @CsvSource({
    "Error encountered in task x-0. Executing stage 'VALUE_CONVERTER' with class, CONVERT",
    "Error encountered in task x-0. Executing stage 'TRANSFORMATION' with class, TRANSFORM",
    "Failed to start connector 'x', START",
    "no, UNKNOWN"
  })
  void soDoesConnectsOwnLog(String line, FailureStage stage) {
    assertThat(Trace.of(line).stage()).isEqualTo(stage);
  }
}
