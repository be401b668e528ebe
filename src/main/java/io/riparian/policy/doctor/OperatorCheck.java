package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import io.riparian.model.Severity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a Strimzi operator manages the connectors too: it takes back what others change, and
 * deletes what it has no resource for. REST does not tell, so this says where to look, and only
 * where the daemon writes.
 */
final class OperatorCheck {
  private static final String ANNOTATION = "strimzi.io/use-connector-resources";

  /** How Strimzi names the service of a KafkaConnect resource: {@code <name>-connect-api}. */
  private static final Pattern SERVICE =
      Pattern.compile(
          "(?<name>[a-z0-9.-]+?)-connect-api(?:\\.(?<namespace>[a-z0-9-]+)(?:\\..*)?)?");

  private OperatorCheck() {}

  static List<Symptom> of(Patient patient) {
    Cluster cluster = patient.cluster();
    if (cluster.mode() != Cluster.Mode.MANAGE) {
      return List.of();
    }
    Optional<Matcher> strimzis =
        cluster.urls().stream()
            .map(url -> SERVICE.matcher(Objects.requireNonNullElse(url.getHost(), "")))
            .filter(Matcher::matches)
            .findFirst();
    return List.of(
        Symptom.check(
            DoctorRule.ONE_WRITER,
            strimzis.isPresent() ? Severity.WARNING : Severity.INFO,
            List.of(),
            (strimzis.isPresent()
                    ? "the url is named as Strimzi names its services; whether its operator manages"
                        + " the connectors too"
                    : "whether a Strimzi operator manages the connectors too")
                + " cannot be seen from here; such an operator deletes what it does not know",
            strimzis.map(OperatorCheck::ofOne).orElseGet(OperatorCheck::ofAll)
                + "; if that shows `true`, set `mode: observe` in "
                + cluster.at().file()
                + ", or take the annotation "
                + ANNOTATION
                + " off the KafkaConnect resource first"));
  }

  private static String ofOne(Matcher service) {
    String namespace = service.group("namespace");
    return "run `kubectl get kafkaconnect %s%s -o jsonpath='{.metadata.annotations.%s}'`"
        .formatted(service.group("name"), namespace == null ? "" : " -n " + namespace, escaped());
  }

  private static String ofAll() {
    return "where the workers run on Kubernetes, run `kubectl get kafkaconnects -A -o"
        + " custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,"
        + "RESOURCES:.metadata.annotations."
        + escaped()
        + "'`";
  }

  private static String escaped() {
    return ANNOTATION.replace(".", "\\.");
  }
}
