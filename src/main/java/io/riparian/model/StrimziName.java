package io.riparian.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The resource that a Strimzi operator has named a service or a pod after.
 *
 * <p>Source: strimzi-kafka-operator 1.x, {@code KafkaConnectResources}, {@code
 * KafkaMirrorMaker2Resources} and {@code kafka_connect_run.sh}. What the operator writes into a
 * connector's configuration, and what its workers answer, is as anybody else's.
 *
 * @param namespace empty text when the name does not tell
 */
public record StrimziName(Kind kind, String resource, String namespace) {

  /** What kind of resource runs Connect workers. */
  public enum Kind {
    /** Its operator manages connectors where an annotation says so. */
    CONNECT("kafkaconnect", "connect"),
    /** Its operator always does. */
    MIRROR_MAKER_2("kafkamirrormaker2", "mirrormaker2");

    private final String resource;
    private final Pattern service;
    private final Pattern worker;

    Kind(String resource, String component) {
      this.resource = resource;
      this.service =
          Pattern.compile(
              "(?<name>[a-z0-9.-]+?)-"
                  + component
                  + "-api(?:\\.(?<namespace>[a-z0-9-]+)(?:\\..*)?)?");
      this.worker =
          Pattern.compile(
              "(?<name>[a-z0-9.-]+)-"
                  + component
                  + "-[0-9]+\\.\\k<name>-"
                  + component
                  + "\\.(?<namespace>[a-z0-9-]+)(?:\\..*)?:[0-9]+");
    }

    /** As {@code kubectl} calls it. */
    public String resource() {
      return resource;
    }
  }

  /** Of the host in a url: Strimzi puts a service in front of the workers. */
  public static Optional<StrimziName> ofHost(String host) {
    return all(host, kind -> kind.service);
  }

  /** Of a worker's own address, host and port, as statuses give it. */
  public static Optional<StrimziName> ofWorker(String workerId) {
    return all(workerId, kind -> kind.worker);
  }

  private static Optional<StrimziName> all(String text, Form form) {
    String name = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(Kind.values())
        .flatMap(
            kind -> {
              Matcher parts = form.of(kind).matcher(name);
              return parts.matches()
                  ? Stream.of(
                      new StrimziName(
                          kind,
                          parts.group("name"),
                          Optional.ofNullable(parts.group("namespace")).orElse("")))
                  : Stream.empty();
            })
        .findFirst();
  }

  @FunctionalInterface
  private interface Form {
    Pattern of(Kind kind);
  }
}
