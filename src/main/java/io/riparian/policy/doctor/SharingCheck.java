package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import io.riparian.model.Severity;
import io.riparian.model.WorkerSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Two Connect clusters on one Kafka that, by their files, have a group or an internal topic in
 * common: they are one cluster whose parts do not know each other.
 */
final class SharingCheck {
  private SharingCheck() {}

  static List<Symptom> of(Patient patient) {
    List<Symptom> found = new ArrayList<>();
    for (Patient.Other other : patient.others()) {
      List<String> common = common(patient.cluster().workers(), other.cluster().workers());
      if (other.onOurKafka() && !common.isEmpty()) {
        found.add(symptom(other.cluster(), common));
      }
    }
    return found;
  }

  private static List<String> common(WorkerSettings ours, WorkerSettings theirs) {
    List<String> common = new ArrayList<>();
    if (!ours.groupId().isEmpty() && ours.groupId().equals(theirs.groupId())) {
      common.add("the group `" + ours.groupId() + "`");
    }
    for (InternalTopic topic : InternalTopic.values()) {
      String name = topic.in(ours);
      boolean isTheirs =
          List.of(InternalTopic.values()).stream().anyMatch(any -> any.in(theirs).equals(name));
      if (!name.isEmpty() && isTheirs) {
        common.add("the topic `" + name + "`");
      }
    }
    return common;
  }

  private static Symptom symptom(Cluster other, List<String> common) {
    return Symptom.seen(
        DoctorRule.ONE_GROUP,
        Severity.ERROR,
        List.of(),
        "the cluster %s (%s) gives %s too, on the same Kafka"
            .formatted(other.name(), other.at().file(), String.join(" and ", common)),
        "give the workers of each Connect cluster a group.id and internal topics of their own");
  }
}
