package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.model.Notice;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloudEventWebhookTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

  private final Receiver receiver = new Receiver().answers(204, "");

  @AfterEach
  void close() {
    receiver.close();
  }

  private Channel webhook(String secret, String token) {
    return new CloudEventWebhook(
        "hook",
        HttpDoor.of(receiver.url("/events"), Optional.empty(), InstantSource.system()),
        "my cluster",
        secret,
        token,
        InstantSource.fixed(NOW));
  }

  private JsonNode sent() throws IOException {
    return new ObjectMapper().readTree(receiver.last().body());
  }

  /** What CloudEvents 1.0 requires of the attributes, and of the structured form over HTTP. */
  static void requireCloudEvent(JsonNode event) {
    for (String required : Set.of("id", "source", "type")) {
      assertThat(event.path(required).isTextual()).as(required).isTrue();
      assertThat(event.path(required).asText()).as(required).isNotEmpty();
    }
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(URI.create(event.path("source").asText()).getRawPath()).startsWith("/riparian/");
    assertThat(event.path("type").asText()).startsWith("io.riparian.");
    assertThat(OffsetDateTime.parse(event.path("time").asText()).toInstant()).isEqualTo(Notices.AT);
    assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
    assertThat(event.has("subject") ? event.path("subject").asText() : "-").isNotEmpty();
    event.fieldNames().forEachRemaining(name -> assertThat(name).matches("[a-z0-9]{1,20}"));
  }

  @ParameterizedTest
  @EnumSource
  void everyNoticeIsACloudEvent(Notice.Kind kind) throws IOException {
    webhook("", "").send(Notices.huge(kind), "");

    assertThat(receiver.last().header("Content-Type")).startsWith("application/cloudevents+json");
    requireCloudEvent(sent());
  }

  @Test
  void tellsTheEightFieldsAndWhoIsConcerned() throws IOException {
    webhook("", "").send(Notices.failure(), "");

    assertThat(sent().path("type").asText()).isEqualTo("io.riparian.connector.failed");
    assertThat(sent().path("source").asText()).isEqualTo("/riparian/my%20cluster");
    assertThat(sent().path("subject").asText()).isEqualTo("shared/orders");
    assertThat(sent().path("data").path("to").path("team").asText()).isEqualTo("payments");
    assertThat(sent().path("data").path("explanation").fieldNames())
        .toIterable()
        .containsExactly(
            "owner", "class", "confidence", "evidence", "since", "lastChange", "action", "runbook");
  }

  @Test
  void theSameNoticeHasTheSameIdAndItsEndAnother() throws IOException {
    webhook("", "").send(Notices.failure(), "");
    String first = sent().path("id").asText();
    webhook("", "").send(Notices.failure(), "");
    String second = sent().path("id").asText();
    webhook("", "").send(Notices.recovery(), "");

    assertThat(second).isEqualTo(first);
    assertThat(sent().path("id").asText()).isNotEqualTo(first);
    assertThat(sent().path("data").path("notice").asText()).isEqualTo("shared/orders#1");
  }

  /** The example that Standard Webhooks gives itself. */
  @Test
  void signsAsStandardWebhooksDoes() {
    assertThat(
            StandardWebhook.signature(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aReceiverCanCheckTheSignature() {
    webhook("a secret of any form", "t0ken").send(Notices.failure(), "");

    Receiver.Request call = receiver.last();
    assertThat(call.header("webhook-id")).startsWith("msg_").doesNotContain(".");
    assertThat(call.header("webhook-timestamp")).isEqualTo("1614265330");
    assertThat(call.header("webhook-signature"))
        .isEqualTo(
            StandardWebhook.signature(
                "a secret of any form", call.header("webhook-id"), 1_614_265_330, call.body()))
        .isNotEqualTo(
            StandardWebhook.signature(
                "another", call.header("webhook-id"), 1_614_265_330, call.body()));
    assertThat(call.header("Authorization")).isEqualTo("Bearer t0ken");
  }

  @Test
  void withoutASecretNothingIsSigned() {
    webhook("", "").send(Notices.failure(), "");

    assertThat(receiver.last().header("webhook-signature")).isEmpty();
    assertThat(receiver.last().header("Authorization")).isEmpty();
  }
}
