package io.riparian.model;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody else who writes to a cluster that Riparian is to manage: a Strimzi operator, which takes
 * back what others change and deletes what it does not know. While there is a sign of one, and the
 * cluster's file does not say that it manages no connectors, nothing is written.
 *
 * @param sign what speaks for it
 * @param named the operator's resource, as far as a name tells it
 * @param file the cluster's
 */
public record SecondWriter(String sign, Optional<StrimziName> named, String file) {
  private static final String ANNOTATION = "strimzi.io/use-connector-resources";

  /** As far as the cluster's file tells. */
  public static Optional<SecondWriter> of(Cluster cluster) {
    return of(cluster, Stream.empty());
  }

  /** As far as the cluster's file and its workers tell. */
  public static Optional<SecondWriter> of(
      Cluster cluster, Collection<ObservedConnector> connectors) {
    return of(
        cluster,
        connectors.stream()
            .map(ObservedConnector::status)
            .flatMap(
                status ->
                    Stream.concat(
                        Stream.of(status.workerId()),
                        status.tasks().stream().map(ConnectorStatus.TaskStatus::workerId))));
  }

  /**
   * As far as the cluster's file and its workers tell.
   *
   * @param workerIds addresses, as host and port
   */
  public static Optional<SecondWriter> of(Cluster cluster, Stream<String> workerIds) {
    if (cluster.mode() == Cluster.Mode.OBSERVE) {
      return Optional.empty();
    }
    Stream<SecondWriter> atUrls =
        cluster.urls().stream()
            .map(url -> Objects.requireNonNullElse(url.getHost(), ""))
            .flatMap(
                host ->
                    named(
                        cluster,
                        "the url of " + host + " is named as Strimzi names its services",
                        StrimziName.ofHost(host)));
    Stream<SecondWriter> atWorkers =
        workerIds
            .distinct()
            .flatMap(
                worker ->
                    named(
                        cluster,
                        "the worker " + worker + " is named as Strimzi names its pods",
                        StrimziName.ofWorker(worker)));
    return Stream.concat(said(cluster), Stream.concat(atUrls, atWorkers)).findFirst();
  }

  private static Stream<SecondWriter> said(Cluster cluster) {
    return cluster.writing().strimziConnectorResources().stream()
        .filter(said -> said)
        .map(
            said ->
                new SecondWriter(
                    "the cluster's file says `strimziConnectorResources: true`",
                    Optional.empty(),
                    cluster.at().file()));
  }

  private static Stream<SecondWriter> named(
      Cluster cluster, String sign, Optional<StrimziName> named) {
    boolean cleared =
        cluster.writing().strimziConnectorResources().filter(said -> !said).isPresent();
    return named
        .filter(name -> name.kind() == StrimziName.Kind.MIRROR_MAKER_2 || !cleared)
        .map(name -> new SecondWriter(sign, Optional.of(name), cluster.at().file()))
        .stream();
  }

  /** Why nothing is written. */
  public String why() {
    return sign
        + (named.isPresent()
            ? ", and a Strimzi operator that manages connectors takes back what others change, and"
                + " deletes what it does not know"
            : ", and such an operator takes back what others change, and deletes what it does not"
                + " know");
  }

  /** What to do. */
  public String remedy() {
    return named
        .map(this::remedy)
        .orElse(
            "write `mode: observe` in %s; or take the annotation %s off the KafkaConnect resource,"
                    .formatted(file, ANNOTATION)
                + " and `strimziConnectorResources: false` into the file");
  }

  private String remedy(StrimziName name) {
    return switch (name.kind()) {
      case CONNECT ->
          "run `"
              + command(name)
              + "`; where that shows `true`, write `mode: observe` in "
              + file
              + "; where it does not, `strimziConnectorResources: false`";
      case MIRROR_MAKER_2 ->
          "write `mode: observe` in "
              + file
              + ": the operator of a KafkaMirrorMaker2 resource always manages its connectors";
    };
  }

  private static String command(StrimziName name) {
    return "kubectl get %s %s%s -o jsonpath='{.metadata.annotations.%s}'"
        .formatted(
            name.kind().resource(),
            name.resource(),
            name.namespace().isEmpty() ? "" : " -n " + name.namespace(),
            ANNOTATION.replace(".", "\\."));
  }
}
