package io.riparian.reconcile;

import io.riparian.ledger.Accepted;
import io.riparian.ledger.Birth;
import io.riparian.ledger.Ledger;
import io.riparian.model.Cluster;
import io.riparian.plan.Recalled.Standing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an empty ledger means. It is a first start only when every declared cluster was
 * asked and none bears our mark; otherwise the ledger is lost, and only an operator can name the
 * baseline.
 */
final class Beginning {
  private final Ledger ledger;
  private final InstantSource clock;
  private final boolean baselineIsNamed;
  private final Map<Cluster, Boolean> bearsMark = new HashMap<>();

  /**
   * @param baselineIsNamed whether only an operator may begin a ledger, because what is accepted
   *     must be proven from some commit on
   */
  Beginning(Ledger ledger, InstantSource clock, boolean baselineIsNamed) {
    this.ledger = ledger;
    this.clock = clock;
    this.baselineIsNamed = baselineIsNamed;
  }

  /**
   * Notes what a cluster showed; to be told of a missing mark only by a worker that has read all of
   * its topics. A mark once seen is not unseen: a cluster that shows none later is another one, or
   * was emptied, and either is for an operator to judge.
   */
  synchronized void saw(Cluster cluster, boolean mark) {
    bearsMark.merge(cluster, mark, Boolean::logicalOr);
  }

  /** What may be done now; begins the ledger when it turns out to be a first start. */
  synchronized Standing standing(Judged judged) {
    Standing standing = outlook(judged);
    if (standing == Standing.NORMAL && ledger.birth().isEmpty()) {
      String revision = judged.desired().revision();
      Instant now = clock.instant();
      ledger.begin(
          new Birth(Birth.Kind.FIRST_START, revision, "riparian", now),
          judged.toAccept(),
          List.of());
      ledger.audit(now, "riparian", "first-start", revision, "{}");
    }
    return standing;
  }

  /** What might be done now, without beginning anything. */
  synchronized Standing outlook(Judged judged) {
    if (ledger.birth().isPresent() && judged.isUnproven()) {
      return Standing.FIRST_START;
    }
    if (ledger.birth().isPresent()) {
      return ledger.frozen().isPresent() ? Standing.HISTORY_REWRITTEN : Standing.NORMAL;
    }
    if (bearsMark.containsValue(true)) {
      return Standing.LEDGER_LOST;
    }
    return !baselineIsNamed && isEveryClusterSeen(judged) ? Standing.NORMAL : Standing.FIRST_START;
  }

  /**
   * Accepts what came into force, unless nothing may be accepted now.
   *
   * @param inForce asked inside, so that of two callers the later never accepts the older revision
   */
  synchronized void accept(Supplier<Optional<Judged>> inForce) {
    if (ledger.birth().isEmpty() || ledger.frozen().isPresent()) {
      return;
    }
    inForce.get().ifPresent(this::accept);
  }

  private void accept(Judged judged) {
    SortedMap<String, Accepted> known = ledger.acceptedUnits();
    List<Accepted> news =
        judged.toAccept().stream().filter(row -> !isKnown(known.get(row.unit()), row)).toList();
    if (!news.isEmpty()) {
      ledger.acceptAll(news);
      news.stream().filter(row -> isNews(known.get(row.unit()), row)).forEach(this::note);
    }
    judged.usedReleases().forEach(ledger::consume);
  }

  /** What did not change is only followed along the branch. */
  private static boolean isNews(@Nullable Accepted known, Accepted row) {
    return !row.unit().equals(Accepted.BRANCH)
        && (known == null || !known.tree().equals(row.tree()));
  }

  private void note(Accepted row) {
    ledger.audit(
        row.at(),
        "riparian",
        "accept-unit",
        row.unit(),
        Chronicle.json(
            Map.of("revision", row.revision(), "tree", row.tree(), "evidence", row.evidence())));
  }

  /** When it was accepted makes no difference. */
  private static boolean isKnown(@Nullable Accepted known, Accepted row) {
    return known != null
        && known.revision().equals(row.revision())
        && known.tree().equals(row.tree());
  }

  /** Whether every cluster was asked and none bears our mark, so that there is nothing to lose. */
  synchronized boolean isFirst(Judged judged) {
    return isEveryClusterSeen(judged) && !bearsMark.containsValue(true);
  }

  /** Whether it is too early to name what is not known to be a first start, nor a lost ledger. */
  synchronized boolean waitsForClusters(Judged judged) {
    return baselineIsNamed && !bearsMark.containsValue(true) && !isEveryClusterSeen(judged);
  }

  private boolean isEveryClusterSeen(Judged judged) {
    return !judged.desired().clusters().isEmpty()
        && judged.declarations().undecidedClusters().isEmpty()
        && bearsMark.keySet().containsAll(judged.desired().clusters().values());
  }
}
