package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight;
import io.riparian.model.KafkaSight.Member;
import io.riparian.model.KafkaSight.WorkerGroup;
import io.riparian.model.SecondWriter;
import io.riparian.model.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a Strimzi operator manages the connectors too. Where there is a sign of one, nothing is
 * written, and this says why; where there is none it says where to look, unless the cluster's file
 * says that it has been looked.
 */
final class OperatorCheck {
  private OperatorCheck() {}

  static List<Symptom> of(Patient patient) {
    Cluster cluster = patient.cluster();
    Optional<SecondWriter> writer = SecondWriter.of(cluster, workers(patient));
    if (writer.isPresent()) {
      return List.of(
          Symptom.seen(
              DoctorRule.ONE_WRITER,
              Severity.ERROR,
              List.of(),
              writer.get().why() + "; so nothing is written here, although the file says `manage`",
              writer.get().remedy()));
    }
    boolean looked = cluster.writing().strimziConnectorResources().isPresent();
    return looked || cluster.mode() == Cluster.Mode.OBSERVE ? List.of() : List.of(look(cluster));
  }

  /** Their addresses, as their group has them. */
  private static Stream<String> workers(Patient patient) {
    String named = patient.cluster().workers().groupId();
    return patient
        .kafka()
        .<List<WorkerGroup>>fold(List::of, unanswered -> List.of(), KafkaSight::groups)
        .stream()
        .filter(group -> group.id().equals(named))
        .flatMap(group -> group.members().stream())
        .map(Member::address)
        .flatMap(Optional::stream);
  }

  private static Symptom look(Cluster cluster) {
    return Symptom.check(
        DoctorRule.ONE_WRITER,
        Severity.INFO,
        List.of(),
        "whether a Strimzi operator manages the connectors too cannot be seen from here; such an"
            + " operator deletes what it does not know",
        "where the workers run on Kubernetes, run `kubectl get kafkaconnects -A -o"
            + " custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,"
            + "RESOURCES:.metadata.annotations.strimzi\\.io/use-connector-resources'`; write what"
            + " that shows as `strimziConnectorResources` into "
            + cluster.at().file());
  }
}
