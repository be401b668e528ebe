package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.model.Notice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaTopicTest {
  private static final String SECRET = "canary-of-a-topic-90fe";

  private final List<MockProducer<String, byte[]>> opened = new ArrayList<>();
  private final KafkaTopic topic = new KafkaTopic("kafka", "production", this::open);

  private MockProducer<String, byte[]> open() {
    MockProducer<String, byte[]> producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    opened.add(producer);
    return producer;
  }

  @Test
  void aNoticeIsACloudEventUnderItsConnector() throws IOException {
    topic.send(Notices.failure(), "connect-events");
    topic.send(Notices.huge(Notice.Kind.INCIDENT), "connect-events");

    List<ProducerRecord<String, byte[]>> records = opened.get(0).history();
    assertThat(records).extracting(ProducerRecord::key).containsExactly("shared/orders", "shared");
    assertThat(records).extracting(ProducerRecord::topic).containsOnly("connect-events");
    for (ProducerRecord<String, byte[]> record : records) {
      assertThat(
              new String(
                  record.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
          .isEqualTo("application/cloudevents+json; charset=utf-8");
      CloudEventWebhookTest.requireCloudEvent(new ObjectMapper().readTree(record.value()));
    }
    assertThat(opened).hasSize(1);
  }

  @Test
  void whatPassesIsTriedAgainWithAnotherProducer() {
    topic.send(Notices.failure(), "a");
    opened.get(0).sendException = new TimeoutException(SECRET);

    NotSent why = refusal("a");
    topic.send(Notices.failure(), "a");

    assertThat(why.kind()).isEqualTo(NotSent.Kind.DOWN);
    assertThat(why.sentence()).isEqualTo("Kafka did not take it (TimeoutException)");
    assertThat(why).hasNoCause();
    assertThat(opened).hasSize(2);
    assertThat(opened.get(0).closed()).isTrue();
  }

  @Test
  void whatIsNotAllowedIsRefusedForGood() {
    topic.send(Notices.failure(), "a");
    opened.get(0).sendException = new TopicAuthorizationException(SECRET);

    assertThat(refusal("a").kind()).isEqualTo(NotSent.Kind.REFUSED);
  }

  @Test
  void needsATopic() {
    assertThat(refusal("").kind()).isEqualTo(NotSent.Kind.REFUSED);
    assertThat(opened).isEmpty();
  }

  /** Kafka quotes what it cannot use. */
  @Test
  void propertiesThatCannotBeUsedAreNotQuoted() {
    KafkaTopic strange =
        new KafkaTopic(
            "kafka", "production", List.of("localhost:1"), Map.of("security.protocol", SECRET));

    NotSent why = catchThrowableOfType(NotSent.class, () -> strange.send(Notices.failure(), "a"));

    assertThat(Objects.requireNonNull(why).sentence())
        .isEqualTo("Kafka did not take it (ConfigException)");
    assertThat(strange.toString()).isEqualTo("KafkaTopic[kafka]");
  }

  private NotSent refusal(String to) {
    return Objects.requireNonNull(
        catchThrowableOfType(NotSent.class, () -> topic.send(Notices.failure(), to)));
  }
}
