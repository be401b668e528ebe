package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.model.Notice;
import io.riparian.model.Urgency;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Held to what the Alert API requires. */
class OpsgenieTest {
  private final Receiver receiver = new Receiver().answers(202, "{\"result\":\"ok\"}");
  private final Channel opsgenie =
      new Opsgenie(
          "genie", HttpDoor.of(receiver.url("/"), Optional.empty(), InstantSource.system()), "k3y");

  @AfterEach
  void close() {
    receiver.close();
  }

  private JsonNode sent(int index) throws IOException {
    return new ObjectMapper().readTree(receiver.requests().get(index).body());
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILURE", "REMINDER", "INCIDENT", "TEST"})
  void everyAlertHasWhatIsRequiredAndIsShortEnough(Notice.Kind kind) throws IOException {
    opsgenie.send(Notices.huge(kind), "");

    assertThat(receiver.requests().get(0).path()).isEqualTo("/v2/alerts");
    assertThat(receiver.requests().get(0).header("Authorization")).isEqualTo("GenieKey k3y");
    JsonNode alert = sent(0);
    assertThat(alert.path("message").asText().length()).isBetween(1, 130);
    assertThat(alert.path("alias").asText().length()).isBetween(1, 512);
    assertThat(alert.path("description").asText().length()).isBetween(1, 15_000);
    assertThat(alert.path("entity").asText().length()).isBetween(1, 512);
    assertThat(alert.path("priority").asText()).isIn("P1", "P2", "P3", "P4", "P5");
    assertThat(
            StreamSupport.stream(alert.path("details").spliterator(), false)
                .mapToInt(detail -> detail.asText().length())
                .sum())
        .isLessThan(8_000);
    assertThat(alert.has("responders")).isFalse();
  }

  @Test
  void aRecoveryClosesByTheSameAlias() throws IOException {
    opsgenie.send(Notices.failure(), "Payments");
    opsgenie.send(Notices.recovery(), "Payments");

    assertThat(sent(0).path("alias").asText()).isEqualTo("shared/orders#1");
    assertThat(sent(0).path("responders").toString())
        .isEqualTo("[{\"type\":\"team\",\"name\":\"Payments\"}]");
    assertThat(receiver.requests().get(1).path())
        .isEqualTo("/v2/alerts/shared%2Forders%231/close?identifierType=alias");
  }

  @Test
  void nothingThatOpsgenieObeysIsLeft() throws IOException {
    String sly = "<img src=x onerror=alert(1)> <b>";
    opsgenie.send(Notices.saying("1", Notice.Kind.FAILURE, Urgency.PAGE, sly, sly), "");

    assertThat(receiver.requests().get(0).text()).doesNotContain("<").doesNotContain(">");
  }
}
