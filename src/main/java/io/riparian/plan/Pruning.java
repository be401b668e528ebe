package io.riparian.plan;

import static io.riparian.plan.DeferralReason.DELETION_FORBIDDEN;
import static io.riparian.plan.DeferralReason.INVALID_FILE;
import static io.riparian.plan.DeferralReason.MARK_MISSING;
import static io.riparian.plan.DeferralReason.ORPHANED;
import static io.riparian.plan.DeferralReason.OWNERSHIP;
import static io.riparian.plan.DeferralReason.POLICY;
import static io.riparian.plan.DeferralReason.PRUNE_BUDGET;
import static io.riparian.plan.DeferralReason.TEAM_VANISHED;
import static io.riparian.plan.DeferralReason.ZERO_DECLARED;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.Diagnostic;
import io.riparian.model.Hold;
import io.riparian.model.ObservedConnector;
import io.riparian.model.OnRemoval;
import io.riparian.ownership.OwnershipRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans what is ours and declared no more. Only a marked connector whose file is gone from a
 * standing team is deleted, and only within the budget; everything else is kept, with a reason.
 */
final class Pruning {
  private static final int FEW = 3;

  /** How far a worker that is up may lag behind, at the very most. */
  private static final Duration LONGEST_LAG = Duration.ofSeconds(10);

  private final ClusterFacts facts;
  private final Draft draft;

  Pruning(ClusterFacts facts, Draft draft) {
    this.facts = facts;
    this.draft = draft;
  }

  void plan() {
    List<Change.Delete> deletes = new ArrayList<>();
    for (ObservedConnector observed : facts.answered().connectors().values()) {
      ConnectorId id = facts.idOf(observed);
      Possession possession = facts.possession(observed);
      if (!facts.desired().connectors().containsKey(id)
          && possession != Possession.NOBODYS
          && possession != Possession.FOREIGN) {
        draft.attempt(id, () -> planUndeclared(observed, possession).ifPresent(deletes::add));
      }
    }
    deleteWithinBudget(deletes);
    discardGone();
  }

  private Optional<Change.Delete> planUndeclared(
      ObservedConnector observed, Possession possession) {
    ConnectorId id = facts.idOf(observed);
    Optional<AppliedConnector> last = facts.applied(id);
    Diagnostic refused = facts.desired().refused().get(id);
    if (refused != null) {
      draft.defer(
          id,
          reason(refused),
          "its declaration is refused, " + refused.rule() + ": " + refused.message());
      return Optional.empty();
    }
    if (last.isEmpty()) {
      draft.defer(
          id,
          ORPHANED,
          "it bears our mark, and nothing remembers whose it is; declare it again, or delete it on the cluster");
      return Optional.empty();
    }
    if (facts.isMovingAway(id)) {
      draft.deferMove(id);
      return Optional.empty();
    }
    Optional<Kept> kept =
        undecided(last.get()).or(() -> protectedFromDeletion(last.get(), possession));
    if (kept.isPresent()) {
      draft.defer(id, kept.get().reason(), kept.get().why());
      return Optional.empty();
    }
    if (last.get().onRemoval() == OnRemoval.FORGET) {
      draft.add(new Change.Forget(last.get()));
      return Optional.empty();
    }
    return Optional.of(new Change.Delete(last.get(), observed));
  }

  private record Kept(DeferralReason reason, String why) {}

  private static DeferralReason reason(Diagnostic refused) {
    return refused.rule().startsWith("OWN-") ? OWNERSHIP : POLICY;
  }

  /** Why its missing declaration does not prove that the team removed it. */
  private Optional<Kept> undecided(AppliedConnector last) {
    String team = last.team();
    return switch (facts.desired().fates().of(last.id(), team, last.path())) {
      case REMOVED -> refusedElsewhere(last.id(), "teams/" + team + "/");
      case ACCEPTED ->
          throw new IllegalStateException(last.id() + " is declared, and planned as undeclared");
      case REFUSED ->
          kept(
              OWNERSHIP,
              "its declaration is not accepted; it stays as it is until that is settled");
      case FILE_BROKEN ->
          kept(
              INVALID_FILE,
              "a file with a mistake may declare it; it stays as it is until that is mended");
      case UNIT_VANISHED ->
          kept(
              TEAM_VANISHED,
              "the directory of team " + team + " has vanished; its connectors are kept");
      case UNIT_UNREADABLE ->
          kept(
              INVALID_FILE,
              "teams/"
                  + team
                  + "/team.yaml is missing or has a mistake; nothing of the team is removed");
      case NO_GRANT ->
          kept(INVALID_FILE, "team " + team + " has no grant in order; nothing of it is removed");
      case CLUSTER_UNDECIDED, CLUSTER_VANISHED ->
          kept(INVALID_FILE, "the file of its cluster is missing or has a mistake");
    };
  }

  /**
   * A declaration sent to another cluster by its own team, or by one that may take the name, and
   * refused there.
   */
  private Optional<Kept> refusedElsewhere(ConnectorId id, String directory) {
    return facts.desired().refused().entrySet().stream()
        .filter(refused -> refused.getKey().name().equals(id.name()))
        .filter(
            refused ->
                refused.getValue().at().file().startsWith(directory)
                    || !refused.getValue().rule().equals(OwnershipRule.NAME_NOT_GRANTED.id()))
        .min(Map.Entry.comparingByKey())
        .map(
            refused ->
                new Kept(
                    reason(refused.getValue()),
                    "its declaration on %s is refused, %s: %s"
                        .formatted(
                            refused.getKey().cluster(),
                            refused.getValue().rule(),
                            refused.getValue().message())));
  }

  private static Optional<Kept> kept(DeferralReason reason, String why) {
    return Optional.of(new Kept(reason, why));
  }

  private Optional<Kept> protectedFromDeletion(AppliedConnector last, Possession possession) {
    if (last.onRemoval() == OnRemoval.FORGET) {
      return Optional.empty();
    }
    if (facts.cluster().deletion() == Cluster.Deletion.FORBID) {
      return Optional.of(new Kept(DELETION_FORBIDDEN, "this cluster forbids deletion"));
    }
    boolean marked =
        possession == Possession.MARKED
            || (possession == Possession.LEDGERED
                && last.origin() != AppliedConnector.Origin.ADOPTED);
    return marked
        ? Optional.empty()
        : Optional.of(
            new Kept(
                MARK_MISSING,
                "it bears no mark of ours, and only a marked connector is ever deleted; delete it on the cluster"));
  }

  /**
   * What a brake holds is not deleted now, so it counts for nothing; {@link Timing} takes it back.
   */
  private void deleteWithinBudget(List<Change.Delete> all) {
    Brakes brakes = new Brakes(facts, Hold.Stop.APPLY);
    List<Change.Delete> deletes = new ArrayList<>();
    for (Change.Delete delete : all) {
      draft.attempt(
          delete.id(),
          () -> {
            if (brakes.on(delete.id(), delete.team()).isPresent()) {
              draft.add(delete);
            } else {
              deletes.add(delete);
            }
          });
    }
    List<String> names = deletes.stream().map(delete -> delete.id().name()).toList();
    Optional<DeferralReason> tooMany = overBudget(names.size());
    String digest =
        tooMany.map(reason -> Budget.digest(facts.cluster().name(), reason, names)).orElse("");
    boolean agreed = facts.isAgreed(digest);
    if (tooMany.isEmpty() || agreed) {
      deletes.forEach(draft::add);
      if (agreed) {
        deletes.forEach(delete -> draft.relyOn(digest, delete));
      }
      return;
    }
    String why =
        tooMany.get() == ZERO_DECLARED
            ? "nothing is declared any more, which is no reason to delete everything; it waits to be acknowledged"
            : "%d deletions at once are more than this cluster's budget; they wait to be acknowledged"
                .formatted(names.size());
    deletes.forEach(delete -> draft.defer(delete.id(), tooMany.get(), why, digest));
  }

  private Optional<DeferralReason> overBudget(int deletions) {
    int managed = facts.managed();
    boolean nothingAtAll = facts.desired().connectors().isEmpty();
    boolean nothingHere = facts.desired().connectors().keySet().stream().noneMatch(facts::isHere);
    if (deletions == 0) {
      return Optional.empty();
    }
    if (nothingAtAll || (nothingHere && managed > FEW)) {
      return Optional.of(ZERO_DECLARED);
    }
    return Budget.isExceeded(deletions, managed) ? Optional.of(PRUNE_BUDGET) : Optional.empty();
  }

  /**
   * What we noted a moment ago may be missing only because the worker that was asked has not heard
   * of it yet, or because the call is still under way whose answer we did not get.
   */
  private void discardGone() {
    Optional<String> replaced = facts.replaced();
    if (!facts.answered().absenceCounts()
        || replaced.filter(digest -> !facts.isAgreed(digest)).isPresent()) {
      return;
    }
    facts.recalled().applied().values().stream()
        .filter(last -> facts.isHere(last.id()) && facts.observed(last.id()).isEmpty())
        .filter(last -> last.at().plus(LONGEST_LAG).isBefore(facts.answered().at()))
        .filter(last -> !facts.desired().connectors().containsKey(last.id()))
        .filter(last -> !facts.desired().refused().containsKey(last.id()))
        .forEach(last -> draft.attempt(last.id(), () -> discard(last, replaced)));
  }

  private void discard(AppliedConnector last, Optional<String> replaced) {
    if (undecided(last).isEmpty()) {
      Change.Discard discard = new Change.Discard(last);
      replaced.ifPresent(digest -> draft.relyOn(digest, discard));
      draft.add(discard);
    }
  }
}
