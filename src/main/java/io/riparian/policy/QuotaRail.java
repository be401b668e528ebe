package io.riparian.policy;

import static io.riparian.policy.PolicyRule.QUOTA;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Quota;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * CLU-7: how many connectors and tasks a cluster, a team and the whole repository may have. Those
 * that run keep their places; what comes on top is refused.
 */
final class QuotaRail implements SharedGuardRail {
  /** Who gives back more tasks at once stands behind those that keep theirs. */
  private static final int MOST_GIVEN_BACK = 512;

  private final Quota ofAll;
  private final Standing standing;

  QuotaRail(Quota ofAll, Standing standing) {
    this.ofAll = ofAll;
    this.standing = standing;
  }

  @Override
  public void check(List<Judgement> judged, BiConsumer<Subject, Finding> found) {
    List<Subject> all = judged.stream().map(Judgement::subject).toList();
    if (!isLimited(ofAll) && all.stream().noneMatch(QuotaRail::isLimited)) {
      return;
    }
    record Turn(Subject subject, int turn) {}
    List<Subject> inTurn =
        all.stream()
            .map(one -> new Turn(one, turn(one)))
            .sorted(Comparator.comparingInt(Turn::turn))
            .map(Turn::subject)
            .toList();
    count(
        inTurn,
        one -> "cluster `" + one.cluster().name() + "`",
        one -> one.cluster().rails().quota(),
        found);
    count(inTurn, one -> "team `" + one.team() + "`", one -> one.grant().rails().quota(), found);
    count(inTurn, one -> "the repository", one -> ofAll, found);
  }

  private static boolean isLimited(Subject one) {
    return isLimited(one.cluster().rails().quota()) || isLimited(one.grant().rails().quota());
  }

  private static boolean isLimited(Quota quota) {
    return quota.connectors().isPresent() || quota.tasks().isPresent();
  }

  /** Whose turn it is to take a place: the one that has it, whoever runs at all, the others. */
  private int turn(Subject one) {
    if (!standing.stands(one.connector(), List.of())) {
      return 2;
    }
    long now = NumberRail.tasks(one);
    boolean asMany =
        standing.stands(one.connector(), List.of(ConnectorConfig.TASKS_MAX))
            || LongStream.rangeClosed(now, now + MOST_GIVEN_BACK)
                .anyMatch(tasks -> ranWith(one.connector(), tasks));
    return asMany ? 0 : 1;
  }

  /** What stands can only be asked whether it is the same, so that it is asked for each number. */
  private boolean ranWith(DeclaredConnector connector, long tasks) {
    return standing.stands(
        connector.withConfig(
            connector.config().with(ConnectorConfig.TASKS_MAX, String.valueOf(tasks))),
        List.of(ConnectorConfig.TASKS_MAX));
  }

  private static final class Count {
    private long connectors;
    private long tasks;
  }

  private static void count(
      List<Subject> all,
      Function<Subject, String> whose,
      Function<Subject, Quota> quota,
      BiConsumer<Subject, Finding> found) {
    Map<String, Count> counts = new TreeMap<>();
    for (Subject one : all) {
      Count so = counts.computeIfAbsent(whose.apply(one), any -> new Count());
      Quota limit = quota.apply(one);
      long tasks = NumberRail.tasks(one);
      boolean tooMany = isOver(so.connectors + 1, limit.connectors());
      boolean tooManyTasks = isOver(so.tasks + tasks, limit.tasks());
      if (tooMany || tooManyTasks) {
        found.accept(
            one,
            Finding.of(
                QUOTA,
                tooMany ? "" : ConnectorConfig.TASKS_MAX,
                "%s may have %s, and this one would be more"
                    .formatted(
                        whose.apply(one),
                        tooMany
                            ? limit.connectors().getAsInt() + " connectors"
                            : limit.tasks().getAsInt() + " tasks in all"),
                "Remove others, ask for fewer tasks, or ask the platform team for more."));
      } else {
        so.connectors++;
        so.tasks += tasks;
      }
    }
  }

  private static boolean isOver(long count, OptionalInt most) {
    return most.isPresent() && count > most.getAsInt();
  }
}
