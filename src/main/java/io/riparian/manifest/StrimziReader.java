package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.API_VERSION;
import static io.riparian.manifest.ManifestRule.NOT_READ_HERE;
import static io.riparian.manifest.ManifestRule.UNKNOWN_KIND;

import java.util.Optional;

/**
 * A reading of Strimzi's {@code KafkaConnector}, as it lies in a repository or as {@code kubectl
 * get} prints it. Its label names the cluster.
 */
final class StrimziReader {
  static final String GROUP = "kafka.strimzi.io/";

  private static final String CLUSTER_LABEL = "strimzi.io/cluster";

  private final Place place;
  private final Fields root;
  private final Findings findings;

  private StrimziReader(Place place, Fields root) {
    this.place = place;
    this.root = root;
    this.findings = root.findings();
  }

  static Optional<ConnectorDocument> read(Place place, Fields root) {
    return new StrimziReader(place, root).read();
  }

  private Optional<ConnectorDocument> read() {
    Optional<Text> version = root.text("apiVersion");
    version.ifPresent(this::checkVersion);
    Optional<Text> kind = root.require("kind", "Write kind: KafkaConnector").text("kind");
    if (kind.filter(word -> !word.value().equals("KafkaConnector")).isPresent()) {
      findings.report(
          UNKNOWN_KIND,
          kind.get().at(),
          "of Strimzi's kinds only KafkaConnector is read here",
          "Keep the others where Strimzi's operators find them.");
      return Optional.empty();
    }
    Optional<Fields> metadata =
        root.require("metadata", "Write metadata: {name: …}").mapping("metadata");
    Text name = metadata.flatMap(this::name).orElse(Text.NONE);
    Text cluster = metadata.flatMap(StrimziReader::cluster).orElse(Text.NONE);
    Optional<Fields> spec =
        root.require("spec", "Write spec: with class and config").mapping("spec");
    root.ignore(NOT_READ_HERE, "status");
    root.refuseOthers();
    return spec.map(fields -> ConnectorReader.readStrimzi(place, name, cluster, fields));
  }

  private void checkVersion(Text version) {
    switch (version.value().substring(GROUP.length())) {
      case "v1", "v1beta2" -> {}
      case "v1alpha1", "v1beta1" ->
          findings.report(
              NOT_READ_HERE,
              version.at(),
              "Strimzi itself no longer reads this apiVersion",
              "Write apiVersion: kafka.strimzi.io/v1");
      default ->
          findings.report(
              API_VERSION,
              version.at(),
              "unknown apiVersion " + Findings.quote(version.value()),
              "Write apiVersion: kafka.strimzi.io/v1");
    }
  }

  /** The rest of the metadata is Kubernetes' own. */
  private Optional<Text> name(Fields metadata) {
    return metadata.require("name", "Name it: metadata: {name: …}").text("name");
  }

  private static Optional<Text> cluster(Fields metadata) {
    return metadata.mapping("labels").flatMap(labels -> labels.text(CLUSTER_LABEL));
  }
}
