package io.riparian.reconcile;

import io.riparian.ledger.Birth;
import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.MarkKeys;
import io.riparian.plan.Unmarked;
import io.riparian.repo.GitMirror;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What an operator may agree to, each by naming the exact thing, and each noted with who did. The
 * desk notes it and has everything looked at again; it never writes to a cluster.
 */
public final class OperatorDesk {
  private final GitMirror mirror;
  private final Gate gate;
  private final RevisionReader reader;
  private final Ledger ledger;
  private final MarkKeys keys;
  private final InstantSource clock;
  private final Beginning beginning;
  private final RepositoryLoop repository;
  private final Supplier<List<ClusterView>> clusters;
  private final Consumer<String> lookAgain;

  OperatorDesk(
      GitMirror mirror,
      Gate gate,
      RevisionReader reader,
      Ledger ledger,
      MarkKeys keys,
      InstantSource clock,
      Beginning beginning,
      RepositoryLoop repository,
      Supplier<List<ClusterView>> clusters,
      Consumer<String> lookAgain) {
    this.mirror = mirror;
    this.gate = gate;
    this.reader = reader;
    this.ledger = ledger;
    this.keys = keys;
    this.clock = clock;
    this.beginning = beginning;
    this.repository = repository;
    this.clusters = clusters;
    this.lookAgain = lookAgain;
  }

  /** Notes who asked for what. */
  public void audit(String actor, String action, String subject) {
    ledger.audit(clock.instant(), actor, action, subject, "{}");
  }

  /**
   * Agrees to exactly what this digest stands for.
   *
   * @param reason in the operator's words; may be empty text
   */
  public void acknowledge(String digest, String actor, String reason) {
    Instant now = clock.instant();
    ledger.acknowledge(digest, actor, now);
    ledger.audit(
        now,
        actor,
        "acknowledge",
        digest,
        reason.isEmpty() ? "{}" : Chronicle.json(Map.of("reason", reason)));
    lookAgain.accept("acknowledged by " + actor);
  }

  /**
   * Has the mark written to what was adopted and bears none yet; their tasks restart.
   *
   * @param cluster where, or empty text for everywhere
   * @return how many connectors wait for their marks now, by cluster; clusters that are only
   *     observed are left out
   */
  public SortedMap<String, Integer> writeMarks(String cluster, String actor) {
    SortedMap<String, Integer> waiting = new TreeMap<>();
    Set<ConnectorId> declared =
        repository.judged().map(now -> now.desired().connectors().keySet()).orElse(Set.of());
    for (ClusterView view : clusters.get()) {
      Cluster here = view.cluster();
      if (here.mode() != Cluster.Mode.MANAGE
          || !(cluster.isEmpty() || cluster.equals(here.name()))) {
        continue;
      }
      List<ConnectorId> unmarked =
          ledger.applied().values().stream()
              .filter(last -> Unmarked.is(here, last) && declared.contains(last.id()))
              .map(AppliedConnector::id)
              .toList();
      unmarked.forEach(id -> ledger.acknowledge(new Unmarked(id).digest(), actor, clock.instant()));
      if (!unmarked.isEmpty()) {
        audit(actor, "write-marks", here.name());
        waiting.put(here.name(), unmarked.size());
      }
    }
    if (!waiting.isEmpty()) {
      lookAgain.accept("marks asked for by " + actor);
    }
    return waiting;
  }

  /**
   * Accepts a rewritten history by its exact commit; false when another one is waiting, or none.
   */
  public boolean acknowledgeRewrite(String commit, String actor) {
    boolean waiting =
        ledger.frozen().filter(history -> history.candidate().equals(commit)).isPresent();
    if (!waiting || !isTip(commit)) {
      return false;
    }
    ledger.acknowledge(commit, actor, clock.instant());
    ledger.acceptAll(gate.all(commit, "acknowledged by " + actor));
    boolean thawed = ledger.thaw(commit);
    audit(actor, "acknowledge-rewrite", commit);
    lookAgain.accept("history acknowledged by " + actor);
    return thawed;
  }

  /** After a kill halfway, or in a mirror that was lost, it is the head already. */
  private boolean isTip(String commit) {
    return mirror.acknowledge(commit) || mirror.head().equals(Optional.of(commit));
  }

  /**
   * Names the commit that a lost or empty ledger starts from. What it declares counts as last
   * applied; nothing is written to any cluster.
   *
   * @return how many connectors are remembered now
   * @throws IllegalStateException when the ledger is not empty
   * @throws IllegalArgumentException when the commit is not in the branch's history
   */
  public synchronized int acceptBaseline(String commit, String actor) {
    if (ledger.birth().isPresent()) {
      throw new IllegalStateException(
          "the ledger is not empty; there is nothing to start from again");
    }
    String baseline =
        mirror
            .resolve(commit)
            .filter(found -> mirror.head().filter(tip -> mirror.descends(found, tip)).isPresent())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + commit + "' is no commit in the history of the branch"));
    Judged judged = Judged.of(reader.judge(mirror.tree(baseline)));
    if (beginning.waitsForClusters(judged)) {
      throw new IllegalStateException(
          "not every declared cluster has answered yet, so it cannot be told whether one bears our mark; try again");
    }
    List<AppliedConnector> applied =
        beginning.isFirst(judged)
            ? List.of()
            : new Baseline(judged, clusters.get(), keys, clock).applied();
    ledger.begin(
        new Birth(Birth.Kind.BASELINE, baseline, actor, clock.instant()),
        gate.all(baseline, "baseline, by " + actor),
        applied);
    audit(actor, "accept-baseline", baseline);
    beginning.accept(repository::judged);
    lookAgain.accept("baseline accepted by " + actor);
    return applied.size();
  }
}
