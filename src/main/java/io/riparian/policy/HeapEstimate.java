package io.riparian.policy;

import static io.riparian.policy.PolicyRule.BOUND;

import io.riparian.model.Cluster;
import io.riparian.model.DeclaredState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * P-14 for a whole cluster: the buffers that its connectors ask for, against the heap of its
 * workers. It is an estimate and warns; where the cluster's file says no {@code workers.heap},
 * nothing is estimated. Shares are told and no sizes, which are values of configurations.
 */
final class HeapEstimate {
  private static final int MOST_NAMED = 5;
  private static final long MOST_TOLD = 10_000;

  private HeapEstimate() {}

  /** One connector's part. */
  private record Part(Subject subject, List<String> keys, long bytes) {
    static Part of(Subject subject) {
      return new Part(
          subject, sizes(subject).map(Buffer.Size::key).toList(), HeapEstimate.bytes(subject));
    }
  }

  private static Stream<Buffer.Size> sizes(Subject subject) {
    return Buffer.ALL.stream().flatMap(buffer -> buffer.of(subject.config()));
  }

  /** What all tasks of a connector keep together. */
  static long bytes(Subject subject) {
    long task =
        sizes(subject)
            .mapToLong(size -> size.in(subject.config()).orElse(0))
            .reduce(0, HeapEstimate::plus);
    return Buffer.times(task, Buffer.tasks(subject));
  }

  /**
   * @param all those that are let through
   */
  static void check(List<Judgement> all, BiConsumer<Cluster, Finding> found) {
    Map<String, List<Subject>> byCluster =
        all.stream()
            .map(Judgement::subject)
            .filter(subject -> subject.cluster().workers().heap().isPresent())
            .filter(subject -> subject.connector().state() != DeclaredState.STOPPED)
            .collect(
                Collectors.groupingBy(
                    subject -> subject.cluster().name(), TreeMap::new, Collectors.toList()));
    byCluster
        .values()
        .forEach(
            subjects -> {
              Cluster cluster = subjects.get(0).cluster();
              of(cluster, subjects).ifPresent(finding -> found.accept(cluster, finding));
            });
  }

  private static Optional<Finding> of(Cluster cluster, List<Subject> subjects) {
    List<Part> parts =
        subjects.stream()
            .map(Part::of)
            .filter(part -> part.bytes() > 0)
            .sorted(Comparator.comparingLong(Part::bytes).reversed())
            .toList();
    long heap = heap(cluster);
    long sum = parts.stream().mapToLong(Part::bytes).reduce(0, HeapEstimate::plus);
    return sum <= heap
        ? Optional.empty()
        : Optional.of(
            Finding.likely(
                BOUND,
                "",
                "the buffers that connectors ask for may take %s of the heap of all workers: %s%s"
                    .formatted(
                        share(sum, heap),
                        parts.stream()
                            .limit(MOST_NAMED)
                            .map(part -> told(part, heap))
                            .collect(Collectors.joining(", ")),
                        more(parts.size() - MOST_NAMED)),
                "Ask for smaller ones or for fewer tasks, give the workers more heap and say so under"
                    + " `workers`, or run the largest on a cluster of their own."));
  }

  private static long heap(Cluster cluster) {
    OptionalLong each = cluster.workers().heap();
    int count = cluster.workers().count().orElse(cluster.urls().size());
    return Buffer.times(each.orElseThrow(), count);
  }

  private static String told(Part part, long heap) {
    return "`%s` of team `%s` %s (%s, for each task)"
        .formatted(
            part.subject().name(),
            part.subject().team(),
            share(part.bytes(), heap),
            String.join(", ", part.keys()));
  }

  private static String more(int left) {
    return left > 0 ? ", and %d more".formatted(left) : "";
  }

  private static String share(long part, long whole) {
    long percent = part / Math.max(whole / 100, 1);
    return percent > MOST_TOLD ? "more than " + MOST_TOLD + " %" : percent + " %";
  }

  private static long plus(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
