package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.model.Notice;
import java.io.IOException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Held to what the Events API v2 requires. */
class PagerDutyTest {
  private final Receiver receiver = new Receiver().answers(202, "{\"status\":\"success\"}");
  private final Channel pagerDuty =
      new PagerDuty(
          "pager",
          HttpDoor.of(receiver.url(""), Optional.empty(), InstantSource.system()),
          "R0UT1NGKEY");

  @AfterEach
  void close() {
    receiver.close();
  }

  private JsonNode sent(int index) throws IOException {
    return new ObjectMapper().readTree(receiver.requests().get(index).body());
  }

  @ParameterizedTest
  @EnumSource
  void everyEventHasWhatIsRequiredAndIsShortEnough(Notice.Kind kind) throws IOException {
    pagerDuty.send(Notices.huge(kind), "");

    for (int i = 0; i < receiver.requests().size(); i++) {
      assertThat(receiver.requests().get(i).path()).isEqualTo("/v2/enqueue");
      assertThat(receiver.requests().get(i).body().length).isLessThan(512 * 1024);
      JsonNode event = sent(i);
      assertThat(event.path("routing_key").asText()).isEqualTo("R0UT1NGKEY");
      assertThat(event.path("event_action").asText()).isIn("trigger", "resolve");
      assertThat(event.path("dedup_key").asText().length()).isBetween(1, 255);
      if (event.path("event_action").asText().equals("trigger")) {
        JsonNode payload = event.path("payload");
        assertThat(payload.path("summary").asText().length()).isBetween(1, 1024);
        assertThat(payload.path("source").asText()).isEqualTo("shared");
        assertThat(payload.path("severity").asText()).isIn("critical", "error", "warning", "info");
        assertThat(OffsetDateTime.parse(payload.path("timestamp").asText())).isNotNull();
      }
    }
  }

  @Test
  void aRecoveryResolvesWhatTheFailureTriggered() throws IOException {
    pagerDuty.send(Notices.failure(), "");
    pagerDuty.send(Notices.recovery(), "");

    assertThat(sent(0).path("event_action").asText()).isEqualTo("trigger");
    assertThat(sent(0).path("payload").path("severity").asText()).isEqualTo("critical");
    assertThat(sent(0).path("payload").path("custom_details").path("Owner").asText())
        .isEqualTo("payments");
    assertThat(sent(1).path("event_action").asText()).isEqualTo("resolve");
    assertThat(sent(1).path("dedup_key")).isEqualTo(sent(0).path("dedup_key"));
  }

  @Test
  void whatIsOnlyTriedIsResolvedAtOnce() throws IOException {
    pagerDuty.send(Notices.huge(Notice.Kind.TEST), "");

    assertThat(List.of(sent(0), sent(1)))
        .extracting(event -> event.path("event_action").asText())
        .containsExactly("trigger", "resolve");
  }
}
