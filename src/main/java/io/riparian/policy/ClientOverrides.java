package io.riparian.policy;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys by which a connector's producer, consumer and admin client differ from the worker's. */
final class ClientOverrides {
  private static final Pattern KEY =
      Pattern.compile("(?:producer|consumer|admin)\\.override\\.(.+)");

  /** What may be set where a cluster lists nothing: how much and how fast, never who and where. */
  private static final Set<String> HARMLESS =
      Set.of(
          "acks",
          "auto.offset.reset",
          "batch.size",
          "buffer.memory",
          "client.id",
          "client.rack",
          "compression.type",
          "connections.max.idle.ms",
          "default.api.timeout.ms",
          "delivery.timeout.ms",
          "enable.idempotence",
          "fetch.max.bytes",
          "fetch.max.wait.ms",
          "fetch.min.bytes",
          "group.id",
          "group.instance.id",
          "heartbeat.interval.ms",
          "isolation.level",
          "linger.ms",
          "max.block.ms",
          "max.in.flight.requests.per.connection",
          "max.partition.fetch.bytes",
          "max.poll.interval.ms",
          "max.poll.records",
          "max.request.size",
          "metadata.max.age.ms",
          "partition.assignment.strategy",
          "receive.buffer.bytes",
          "reconnect.backoff.max.ms",
          "reconnect.backoff.ms",
          "request.timeout.ms",
          "retries",
          "retry.backoff.max.ms",
          "retry.backoff.ms",
          "send.buffer.bytes",
          "session.timeout.ms");

  private ClientOverrides() {}

  static boolean isOne(String key) {
    return KEY.matcher(key).matches();
  }

  /** The client's own key, or empty text when this is no override. */
  static String clientKey(String key) {
    Matcher override = KEY.matcher(key);
    return override.matches() ? override.group(1) : "";
  }

  static boolean isHarmless(String clientKey) {
    return HARMLESS.contains(clientKey);
  }
}
