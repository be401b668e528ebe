package io.riparian.notify;

import io.riparian.model.Notice;
import io.riparian.notify.NotSent.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Kafka: each notice is a CloudEvent in its structured form, and what is about the same
 * connector has the same key, so that it stays in order.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Binding</a>
 */
public final class KafkaTopic implements Channel {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final String name;
  private final String instance;
  private final Supplier<Producer<String, byte[]>> opening;
  private @Nullable Producer<String, byte[]> producer;

  /**
   * @param instance the daemon's name
   * @param properties how to be let in by the brokers, as Kafka's own tools take them; some of them
   *     are secrets
   */
  public KafkaTopic(
      String name, String instance, List<String> bootstrapServers, Map<String, String> properties) {
    this(name, instance, () -> open(bootstrapServers, properties));
  }

  KafkaTopic(String name, String instance, Supplier<Producer<String, byte[]>> opening) {
    this.name = name;
    this.instance = instance;
    this.opening = opening;
  }

  private static Producer<String, byte[]> open(
      List<String> bootstrapServers, Map<String, String> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "riparian-notify");
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "20000");
    all.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    // The libraries of other compressions are not there.
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void send(Notice notice, String to) {
    if (to.isEmpty()) {
      throw new NotSent(Kind.REFUSED, "the route names no topic, and none is configured");
    }
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            to, CloudEvent.subject(notice), CloudEvent.of(notice, instance).body());
    record.headers().add("content-type", CloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
    try {
      opened().send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw notSent(Objects.requireNonNullElse(failed.getCause(), failed));
    } catch (KafkaException failed) {
      throw notSent(failed);
    } catch (TimeoutException late) {
      throw new NotSent(Kind.DOWN, "Kafka did not take it in time");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NotSent(Kind.LATER, "we stopped waiting");
    }
  }

  private Producer<String, byte[]> opened() {
    Producer<String, byte[]> known = producer;
    if (known == null) {
      known = opening.get();
      producer = known;
    }
    return known;
  }

  /** The text of what Kafka throws may quote the properties; only its class is told. */
  private NotSent notSent(Throwable failed) {
    String sentence = "Kafka did not take it (" + failed.getClass().getSimpleName() + ")";
    if (failed instanceof AuthorizationException
        || failed instanceof InvalidTopicException
        || failed instanceof RecordTooLargeException) {
      return new NotSent(Kind.REFUSED, sentence);
    }
    close();
    return new NotSent(Kind.DOWN, sentence);
  }

  /** The next notice opens it anew: some failures are for good. */
  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSING);
      producer = null;
    }
  }

  @Override
  public String toString() {
    return "KafkaTopic[" + name + "]";
  }
}
