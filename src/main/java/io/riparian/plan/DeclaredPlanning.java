package io.riparian.plan;

import static io.riparian.plan.DeferralReason.ABSENCE_UNCONFIRMED;
import static io.riparian.plan.DeferralReason.CLUSTER_REPLACED;
import static io.riparian.plan.DeferralReason.DRIFT_REPORTED;
import static io.riparian.plan.DeferralReason.FOREIGN_MARK;
import static io.riparian.plan.DeferralReason.INVALID_FILE;
import static io.riparian.plan.DeferralReason.LEFTOVER_OFFSETS;
import static io.riparian.plan.DeferralReason.MARK_MISSING;
import static io.riparian.plan.DeferralReason.NOT_ADOPTED;
import static io.riparian.plan.DeferralReason.WORKER_TOO_OLD;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.MarkKeys;
import io.riparian.model.Names;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans what is declared: created, adopted, corrected, or left alone with a reason. */
final class DeclaredPlanning {
  /**
   * What the keys end in that pin a plugin: the connector, a converter, a transform, a predicate.
   */
  private static final String PIN = ".plugin.version";

  private final ClusterFacts facts;
  private final Draft draft;
  private final ConfigComparison comparison;
  private final Optional<String> replaced;

  DeclaredPlanning(ClusterFacts facts, Draft draft) {
    this.facts = facts;
    this.draft = draft;
    this.comparison = new ConfigComparison(facts.keys());
    this.replaced = facts.replaced();
  }

  void plan() {
    facts.desired().connectors().values().stream()
        .filter(declared -> facts.isHere(declared.id()))
        .forEach(declared -> draft.attempt(declared.id(), () -> planDeclared(declared)));
  }

  private void planDeclared(DeclaredConnector declared) {
    ObservedConnector observed = facts.answered().connectors().get(declared.id().name());
    if (!Names.isAddressable(declared.id().name())) {
      draft.defer(
          declared.id(),
          INVALID_FILE,
          "Connect's REST API cannot address this name; choose another");
    } else if (facts.isMovingHere(declared.id())) {
      draft.deferMove(declared.id());
    } else if (observed == null) {
      planMissing(declared);
    } else {
      planRunning(declared, observed);
    }
  }

  private void planMissing(DeclaredConnector declared) {
    if (!facts.answered().absenceCounts()) {
      draft.defer(
          declared.id(),
          ABSENCE_UNCONFIRMED,
          "it is missing from an answer that does not prove it gone; the next look tells");
    } else if (replaced.filter(digest -> !facts.isAgreed(digest)).isPresent()) {
      draft.defer(
          declared.id(),
          CLUSTER_REPLACED,
          "too many connectors of this cluster are missing at once, as if it were another one; nothing is created until"
              + " this is acknowledged",
          replaced.orElseThrow());
    } else {
      planCreate(declared);
    }
  }

  private void planCreate(DeclaredConnector declared) {
    Optional<String> leftover = leftover(declared);
    if (leftover.filter(digest -> !facts.isAgreed(digest)).isPresent()) {
      draft.defer(declared.id(), LEFTOVER_OFFSETS, leftBehind(declared), leftover.orElseThrow());
    } else if (mayBeSent(declared)) {
      boolean wasHere =
          facts
              .applied(declared.id())
              .filter(last -> last.origin() != AppliedConnector.Origin.INTENDED)
              .isPresent();
      List<KeyChange> diff =
          declared.config().entries().entrySet().stream()
              .map(entry -> KeyChange.added(entry.getKey(), entry.getValue()))
              .toList();
      Change create = new Change.Create(declared, wasHere ? Cause.DRIFT : Cause.COMMIT, diff);
      if (make(create)) {
        replaced.ifPresent(digest -> draft.relyOn(digest, create));
        leftover.ifPresent(digest -> draft.relyOn(digest, create));
      }
    }
  }

  /** The digest to acknowledge, or that was acknowledged, when the name last was another team's. */
  private Optional<String> leftover(DeclaredConnector declared) {
    String team = declared.team();
    return facts
        .lastOwner(declared.id())
        .filter(owner -> !owner.equals(team))
        .map(
            owner ->
                Budget.digest(
                    declared.id().cluster(),
                    LEFTOVER_OFFSETS,
                    List.of(declared.id().name() + ": " + owner + " to " + team)));
  }

  private String leftBehind(DeclaredConnector declared) {
    String offsets =
        declared
            .config()
            .consumerGroup(declared.id().name())
            .map(group -> "what consumer group " + Quoted.value(group) + " committed")
            .orElse("the source offsets that Connect keeps for this name");
    return "a connector of this name was team %s's until it went; this one would go on from where that one stopped, if %s is still there; delete that, or acknowledge"
        .formatted(facts.lastOwner(declared.id()).orElseThrow(), offsets);
  }

  /**
   * Adds what is to be done to one connector. What would only undo drift is left out where the
   * cluster's file says so, and is held back unless a commit changes the connector anyway.
   *
   * @return whether nothing was left out
   */
  private boolean make(Change... changes) {
    List<Change> drift =
        Arrays.stream(changes).filter(change -> change.cause() == Cause.DRIFT).toList();
    drift.forEach(draft::drifted);
    List<Change> told = drift.stream().filter(this::isOnlyTold).toList();
    List<Change> made = Arrays.stream(changes).filter(change -> !told.contains(change)).toList();
    if (!told.isEmpty() && made.stream().noneMatch(change -> change.cause() == Cause.COMMIT)) {
      draft.defer(told.get(0).id(), DRIFT_REPORTED, WhatMoved.of(told));
    }
    made.forEach(draft::add);
    return told.isEmpty();
  }

  /** What an operator asked for is kept up also where drift is only reported. */
  private boolean isOnlyTold(Change drifted) {
    boolean ordered =
        drifted.kind() == ChangeKind.SET_STATE && facts.overrides().containsKey(drifted.id());
    return facts.cluster().drift() == Cluster.Drift.REPORT && !ordered;
  }

  private boolean mayBeSent(DeclaredConnector declared) {
    boolean born =
        declared.state() == DeclaredState.PAUSED || declared.state() == DeclaredState.STOPPED;
    boolean isNew = !facts.answered().connectors().containsKey(declared.id().name());
    if (isNew && born && !facts.answered().worker().isAtLeast(3, 7)) {
      draft.defer(
          declared.id(),
          WORKER_TOO_OLD,
          "a worker before 3.7 cannot create a connector that is paused or stopped, it would run first");
      return false;
    }
    boolean pinned =
        declared.config().entries().keySet().stream().anyMatch(key -> key.endsWith(PIN));
    if (pinned && !facts.answered().worker().isAtLeast(4, 1)) {
      draft.defer(
          declared.id(),
          WORKER_TOO_OLD,
          "a worker before 4.1 ignores the plugin versions that the file pins; remove the pins or upgrade the workers");
      return false;
    }
    return true;
  }

  private void planRunning(DeclaredConnector declared, ObservedConnector observed) {
    Optional<AppliedConnector> last = facts.applied(declared.id());
    switch (facts.possession(observed)) {
      case MARKED, LEDGERED -> planOurs(declared, observed, last);
      case NOBODYS -> planNobodys(declared, observed, last, NOT_ADOPTED);
      case MARK_MISSING -> planNobodys(declared, observed, last, MARK_MISSING);
      case FOREIGN ->
          draft.defer(
              declared.id(),
              FOREIGN_MARK,
              "it carries a mark that this instance did not make for it, and is never touched; remove `riparian.mark`"
                  + " from it and declare `adopt: true`, or choose another name");
    }
  }

  private void planNobodys(
      DeclaredConnector declared,
      ObservedConnector observed,
      Optional<AppliedConnector> last,
      DeferralReason otherwise) {
    if (declared.adopt()) {
      draft.add(
          new Change.Adopt(
              observed, declared, comparison.differencesAtAdoption(declared, observed, last)));
    } else {
      if (otherwise == MARK_MISSING) {
        draft.drifted(withoutMark(declared, observed, last));
      }
      draft.defer(
          declared.id(),
          otherwise,
          otherwise == MARK_MISSING
              ? "somebody replaced its configuration and our mark went with it, so it is not touched; `adopt: true` takes"
                  + " it back"
              : "a connector of this name runs already and is nobody's; `adopt: true` takes it over");
    }
  }

  /** What would put it back, if it were ours to put back. */
  private Change withoutMark(
      DeclaredConnector declared, ObservedConnector observed, Optional<AppliedConnector> last) {
    List<KeyChange> diff = new ArrayList<>(comparison.differences(declared, observed, last));
    diff.add(KeyChange.added(MarkKeys.MARK, ""));
    return new Change.Update(observed, declared, Cause.DRIFT, diff);
  }

  private void planOurs(
      DeclaredConnector declared, ObservedConnector observed, Optional<AppliedConnector> last) {
    List<KeyChange> diff = comparison.differences(declared, observed, last);
    boolean onlyMarked = diff.isEmpty() && isToBeMarked(observed, last);
    if (onlyMarked) {
      diff = List.of(KeyChange.added(MarkKeys.MARK, ""));
    }
    Optional<Change> state = stateChange(declared, observed, last);
    if (diff.isEmpty()) {
      state.ifPresent(this::make);
      if (state.isEmpty()
          && isSettled(declared, observed, last)
          && !isRemembered(declared, observed, last)) {
        draft.add(new Change.Remember(observed, declared));
      }
      return;
    }
    if (!mayBeSent(declared)) {
      return;
    }
    boolean drifted = !onlyMarked && comparison.isAsLastSent(declared, observed, last);
    Cause cause = drifted ? Cause.DRIFT : Cause.COMMIT;
    Change update = new Change.Update(observed, declared, cause, diff);
    if (onlyMarked) {
      draft.relyOn(new Unmarked(declared.id()).digest(), update);
    }
    // Halt before reconfiguring and start after it, so that no task runs what nobody asked for.
    boolean starting = declared.state() == DeclaredState.RUNNING;
    Stream<Change> inOrder =
        starting
            ? Stream.concat(Stream.of(update), state.stream())
            : Stream.concat(state.stream(), Stream.of(update));
    make(inOrder.toArray(Change[]::new));
  }

  /** What differs is marked by the way; the rest gets its mark when an operator asks for it. */
  private boolean isToBeMarked(ObservedConnector observed, Optional<AppliedConnector> last) {
    return !observed.config().has(MarkKeys.MARK)
        && last.filter(known -> Unmarked.is(facts.cluster(), known))
            .filter(known -> facts.isAgreed(new Unmarked(known.id()).digest()))
            .isPresent();
  }

  private Optional<Change> stateChange(
      DeclaredConnector declared, ObservedConnector observed, Optional<AppliedConnector> last) {
    DeclaredState now = askedFor(observed, last);
    if (declared.state() == DeclaredState.UNMANAGED
        || now == DeclaredState.UNMANAGED
        || now == declared.state()) {
      return Optional.empty();
    }
    boolean drifted = last.filter(before -> before.state() == declared.state()).isPresent();
    Cause cause =
        drifted
            ? Cause.DRIFT
            : facts.overrides().containsKey(declared.id()) ? Cause.OVERRIDE : Cause.COMMIT;
    return Optional.of(new Change.SetState(observed, declared, now, cause));
  }

  /**
   * What somebody last asked the connector to be; {@link DeclaredState#UNMANAGED} when the status
   * does not tell. A connector that has failed says FAILED when it is paused too, so there our own
   * asking is the answer, or we would pause it again at each look.
   */
  static DeclaredState askedFor(ObservedConnector observed, Optional<AppliedConnector> last) {
    return switch (observed.status().state()) {
      case PAUSED -> DeclaredState.PAUSED;
      case STOPPED -> DeclaredState.STOPPED;
      case RUNNING -> DeclaredState.RUNNING;
      case FAILED ->
          last.map(AppliedConnector::state)
              .filter(state -> state == DeclaredState.PAUSED)
              .orElse(DeclaredState.RUNNING);
      case UNASSIGNED, RESTARTING, DESTROYED, UNKNOWN -> DeclaredState.UNMANAGED;
    };
  }

  /**
   * Whether the declared state is known to be the one that was asked for. During a rebalance it is
   * not, and what was never asked for must not be remembered as asked.
   */
  private static boolean isSettled(
      DeclaredConnector declared, ObservedConnector observed, Optional<AppliedConnector> last) {
    return declared.state() == DeclaredState.UNMANAGED
        || declared.state() == askedFor(observed, last)
        || last.filter(before -> before.state() == declared.state()).isPresent();
  }

  /** Whether the ledger knows it as it is declared, so that nothing is left to be noted. */
  private boolean isRemembered(
      DeclaredConnector declared, ObservedConnector observed, Optional<AppliedConnector> last) {
    return last.filter(
            before ->
                before.team().equals(declared.team())
                    && before.path().equals(declared.at().file())
                    && before.onRemoval() == declared.onRemoval()
                    && before.state() == declared.state()
                    && isKnownAsSent(declared, observed, before))
        .isPresent();
  }

  /**
   * The mark tells that what was adopted was written to since: a ledger that does not know it
   * missed the answer.
   */
  private boolean isKnownAsSent(
      DeclaredConnector declared, ObservedConnector observed, AppliedConnector last) {
    boolean recorded = comparison.isRecorded(declared.config(), last);
    return switch (last.origin()) {
      case APPLIED -> recorded;
      case ADOPTED -> facts.possession(observed) != Possession.MARKED && recorded;
      case INTENDED, BASELINE, FORGOTTEN -> false;
    };
  }
}
