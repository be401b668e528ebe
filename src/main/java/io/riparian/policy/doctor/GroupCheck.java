package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight;
import io.riparian.model.KafkaSight.Member;
import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.WorkerGroup;
import io.riparian.model.Severity;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The group that the workers form: theirs, and nobody else's. */
final class GroupCheck {
  private final Patient patient;
  private final Cluster cluster;
  private final KafkaSight sight;
  private final SortedSet<String> urls;
  private final List<Symptom> found = new ArrayList<>();

  private GroupCheck(Patient patient, KafkaSight sight) {
    this.patient = patient;
    this.cluster = patient.cluster();
    this.sight = sight;
    this.urls = addresses(cluster);
  }

  static List<Symptom> of(Patient patient, KafkaSight sight) {
    GroupCheck check = new GroupCheck(patient, sight);
    String named = check.cluster.workers().groupId();
    if (named.isEmpty()) {
      check.unnamed();
    } else {
      sight.groups().stream()
          .filter(group -> group.id().equals(named))
          .findFirst()
          .ifPresent(check::named);
    }
    return check.found;
  }

  private void named(WorkerGroup group) {
    switch (group.presence()) {
      case REFUSED ->
          found.add(
              Symptom.check(
                  DoctorRule.KAFKA,
                  Severity.WARNING,
                  List.of(),
                  "Kafka does not let us see the group `%s`".formatted(group.id()),
                  "give the daemon's principal the ACL Describe on it"));
      case ABSENT -> nobodyIn(group);
      case THERE -> {
        if (group.members().isEmpty()) {
          nobodyIn(group);
        } else {
          members(group);
        }
      }
    }
  }

  private void nobodyIn(WorkerGroup group) {
    found.add(
        Symptom.seen(
            DoctorRule.KAFKA,
            Severity.ERROR,
            List.of(),
            "no worker is a member of the group `%s`, which %s gives as `workers.groupId`"
                .formatted(group.id(), cluster.at().file()),
            "write the worker's group.id there; if it is that, look into the worker's log for why it"
                + " has not joined"));
  }

  /** Where the file does not say, a member at one of the urls tells; else nothing does. */
  private void unnamed() {
    Optional<WorkerGroup> ours =
        sight.groups().stream().filter(group -> !at(group, urls).isEmpty()).findFirst();
    ours.ifPresent(this::members);
    found.add(
        Symptom.check(
            DoctorRule.ONE_GROUP,
            Severity.INFO,
            List.of(),
            "%s does not give `workers.groupId`; %s"
                .formatted(
                    cluster.at().file(),
                    ours.map(
                            group ->
                                "a member of the group `%s` has the address of one of the urls"
                                    .formatted(group.id()))
                        .orElseGet(this::groupsSeen)),
            "give it there, as the worker's group.id has it"));
  }

  private String groupsSeen() {
    List<String> ids =
        sight.groups().stream()
            .filter(group -> group.presence() == Presence.THERE)
            .map(WorkerGroup::id)
            .toList();
    return ids.isEmpty()
        ? "Kafka shows us no group of Connect workers (it takes the ACL Describe on them)"
        : "no member of those that we may see has the address of one of the urls: "
            + String.join(", ", ids);
  }

  /** Who else is in a group that is ours. */
  private void members(WorkerGroup group) {
    SortedSet<String> strangers = addresses(group);
    boolean ours = strangers.removeAll(urls);
    for (Patient.Other other : patient.others()) {
      SortedSet<String> theirs = at(group, addresses(other.cluster()));
      theirs.removeAll(urls);
      strangers.removeAll(theirs);
      if (!theirs.isEmpty()) {
        found.add(
            Symptom.seen(
                DoctorRule.ONE_GROUP,
                Severity.ERROR,
                List.of(),
                "the group `%s` has a worker of the cluster %s too: %s"
                    .formatted(group.id(), other.cluster().name(), String.join(", ", theirs)),
                "give the workers of each Connect cluster a group.id and internal topics of their"
                    + " own"));
      }
    }
    // Where none of the urls is among them, workers go by other names than they are called by.
    if (ours && !strangers.isEmpty()) {
      found.add(
          Symptom.check(
              DoctorRule.ONE_GROUP,
              Severity.WARNING,
              List.of(),
              "the group `%s` has members at addresses that are none of the urls: %s"
                  .formatted(group.id(), String.join(", ", strangers)),
              "if they are workers of this cluster, list them under `urls` in "
                  + cluster.at().file()
                  + "; if not, another Connect cluster has the same group.id, and one of the two"
                  + " needs another"));
    }
  }

  private static SortedSet<String> at(WorkerGroup group, Collection<String> addresses) {
    SortedSet<String> here = addresses(group);
    here.retainAll(addresses);
    return here;
  }

  private static SortedSet<String> addresses(WorkerGroup group) {
    return group.members().stream()
        .map(Member::address)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<String> addresses(Cluster cluster) {
    return cluster.urls().stream()
        .map(URI::getAuthority)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
