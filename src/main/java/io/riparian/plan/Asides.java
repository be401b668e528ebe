package io.riparian.plan;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Hold;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What two revisions say differently, or what is to be known of the step between them, that shows
 * in no change and in no deferral: clusters that come and go, what no worker is told, and what has
 * to do with the hour. Each is one sentence; no value in it that may be a secret.
 */
public final class Asides {
  private final Accepted from;
  private final Accepted to;
  private final List<ClusterPlan> plans;
  private final Instant now;
  private final List<String> told = new ArrayList<>();

  private Asides(Accepted from, Accepted to, List<ClusterPlan> plans, Instant now) {
    this.from = from;
    this.to = to;
    this.plans = plans;
    this.now = now;
  }

  /**
   * @param plans of the step, for each cluster of the later revision
   * @param now for holds, which have an end
   */
  public static List<String> of(Accepted from, Accepted to, List<ClusterPlan> plans, Instant now) {
    Asides asides = new Asides(from, to, plans, now);
    asides.clusters();
    asides.connectors();
    asides.creations();
    asides.holds();
    return List.copyOf(asides.told);
  }

  private void clusters() {
    Map<String, Cluster> before = from.declared().clusters();
    Map<String, Cluster> after = to.declared().clusters();
    Set<String> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String name : all) {
      Optional<Cluster> was = Optional.ofNullable(before.get(name));
      Optional<Cluster> is = Optional.ofNullable(after.get(name));
      if (is.isEmpty()) {
        gone(name);
      } else if (was.isEmpty()) {
        come(name);
      } else {
        changed(was.get(), is.get());
      }
      is.ifPresent(this::windows);
    }
  }

  private void gone(String cluster) {
    long left =
        from.connectors().keySet().stream().filter(id -> id.cluster().equals(cluster)).count();
    boolean broken = to.declared().undecidedClusters().contains(cluster);
    told.add(
        broken
            ? "the file of cluster `%s` has a mistake, so that nothing is planned there; what runs on it (%s by the files) stays as it is"
                .formatted(cluster, count(left))
            : "cluster `%s` is declared no more: what runs on it (%s by the files) goes on, and nobody manages it"
                .formatted(cluster, count(left)));
  }

  private void come(String cluster) {
    told.add(
        from.declared().undecidedClusters().contains(cluster)
            ? "the file of cluster `%s` had a mistake before, so that what runs there cannot be told by it"
                .formatted(cluster)
            : "cluster `%s` is new, and what runs there already is not known".formatted(cluster));
  }

  private void changed(Cluster was, Cluster is) {
    List<String> fields = new ArrayList<>();
    word(fields, "mode", was.mode(), is.mode());
    word(fields, "deletion", was.deletion(), is.deletion());
    word(fields, "unmanaged", was.unmanaged(), is.unmanaged());
    word(fields, "marks", was.marks(), is.marks());
    word(fields, "drift", was.drift(), is.drift());
    field(fields, "urls", was, is, Cluster::urls);
    field(fields, "credential", was, is, Cluster::credential);
    field(fields, "bootstrapServers", was, is, Cluster::bootstrapServers);
    field(fields, "tenancy", was, is, Cluster::teams);
    field(fields, "windows", was, is, Cluster::windows);
    if (!fields.isEmpty()) {
      told.add("cluster `%s` changes: %s".formatted(is.name(), String.join(", ", fields)));
    }
  }

  private static void word(List<String> fields, String name, Enum<?> was, Enum<?> is) {
    if (was != is) {
      fields.add(name + " " + DeclaredDifference.word(was) + " -> " + DeclaredDifference.word(is));
    }
  }

  private static void field(
      List<String> fields, String name, Cluster was, Cluster is, Function<Cluster, Object> what) {
    if (!Objects.equals(what.apply(was), what.apply(is))) {
      fields.add(name);
    }
  }

  private void windows(Cluster cluster) {
    if (!cluster.windows().windows().isEmpty() && writes(cluster.name()).findAny().isPresent()) {
      told.add(
          "cluster `%s` takes changes in its windows only; when that will be is not told here"
              .formatted(cluster.name()));
    }
  }

  private Stream<Change> writes(String cluster) {
    return plans.stream()
        .filter(plan -> plan.cluster().equals(cluster))
        .flatMap(plan -> plan.changes().stream())
        .filter(change -> change.kind().writesToCluster());
  }

  private void connectors() {
    to.connectors()
        .forEach(
            (id, after) -> {
              DeclaredConnector before = from.connectors().get(id);
              if (before != null) {
                differing(before, after);
              }
            });
  }

  private void differing(DeclaredConnector before, DeclaredConnector after) {
    String place = place(after.id());
    if (!before.team().equals(after.team())) {
      told.add(
          "%s goes from team `%s` to team `%s`; nothing is written for that"
              .formatted(place, before.team(), after.team()));
    }
    if (!before.at().file().equals(after.at().file())) {
      told.add(
          "%s moves from `%s` to `%s`; nothing is written for that"
              .formatted(place, before.at().file(), after.at().file()));
    }
    if (before.state() != after.state()
        && (before.state() == DeclaredState.UNMANAGED
            || after.state() == DeclaredState.UNMANAGED)) {
      told.add(
          before.state() == DeclaredState.UNMANAGED
              ? "%s had no state in its file; it is taken for running".formatted(place)
              : "%s has no state in its file any more, and stays in the one that it is in"
                  .formatted(place));
    }
    List<String> untold = DeclaredDifference.untold(before, after);
    if (!untold.isEmpty()) {
      told.add(
          "%s changes, which no worker is told: %s".formatted(place, String.join(", ", untold)));
    }
  }

  private void creations() {
    plans.stream()
        .flatMap(plan -> plan.changes().stream())
        .filter(change -> change.kind() == ChangeKind.CREATE)
        .map(change -> to.connectors().get(change.id()))
        .filter(Objects::nonNull)
        .forEach(this::creation);
  }

  private void creation(DeclaredConnector after) {
    Fate before = from.fate(after.id(), after.team(), after.at().file());
    if (before == Fate.REFUSED || before == Fate.FILE_BROKEN) {
      told.add(
          "%s is not accepted as it was declared before, so that it may run already"
              .formatted(place(after.id())));
    } else if (after.adopt()) {
      told.add(
          "%s says `adopt: true`: if it runs already it is taken over, and not created"
              .formatted(place(after.id())));
    }
  }

  private void holds() {
    List<Change> writes = plans.stream().flatMap(plan -> writes(plan.cluster())).toList();
    for (Hold hold : to.declared().holds()) {
      if (hold.stops().contains(Hold.Stop.APPLY) && hold.until().isAfter(now)) {
        Set<String> held = new TreeSet<>();
        writes.stream()
            .filter(change -> hold.covers(change.id(), change.team()))
            .forEach(change -> held.add(place(change.id())));
        if (!held.isEmpty()) {
          told.add(
              "`%s` holds %s, %s"
                  .formatted(
                      hold.path(),
                      Risks.some(held),
                      hold.isReadable() ? "until " + hold.until() : "until that file is mended"));
        }
      }
    }
  }

  private static String place(ConnectorId id) {
    return "`" + id.name() + "` on `" + id.cluster() + "`";
  }

  private static String count(long number) {
    return number + (number == 1 ? " connector" : " connectors");
  }
}
