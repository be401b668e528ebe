package io.riparian.reconcile;

import io.riparian.connect.Expected;
import io.riparian.ledger.Acknowledgement;
import io.riparian.ledger.ClusterIdentity;
import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Observation;
import io.riparian.plan.Cause;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Contest;
import io.riparian.plan.Outcome;
import io.riparian.plan.Planner;
import io.riparian.plan.Recalled;
import io.riparian.plan.Recalled.Standing;
import io.riparian.plan.RestartPlan;
import io.riparian.plan.RestartWish;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The line, once, for one cluster: observe, recall, plan, apply, record. Whether it goes on after
 * the plan is decided by the cluster's mode and by nothing else.
 */
final class ClusterWalk {
  /** How long a yes is good for: what it was given for may come again for another reason. */
  private static final Duration ACKNOWLEDGED_FOR = Duration.ofHours(24);

  private final Cluster cluster;
  private final Look look;
  private final Planner planner;
  private final Ledger ledger;
  private final Beginning beginning;
  private final Chronicle chronicle;
  private final DriftSince drift;
  private final Settling settling;
  private final InterventionWatch interventions;

  /** Looks at the cluster, given what ought to be there. */
  @FunctionalInterface
  interface Look {
    Observation observe(Expected expected);
  }

  /** Carries out a plan. */
  @FunctionalInterface
  interface Hand {
    List<Outcome> apply(ClusterPlan plan) throws InterruptedException;
  }

  /** What one walk saw, decided and did. */
  record Result(Observation observation, ClusterPlan plan, List<Outcome> outcomes) {}

  /**
   * @param settling what was written and not seen yet, for as long as the cluster has its loop
   */
  ClusterWalk(
      Cluster cluster,
      Look look,
      Planner planner,
      Ledger ledger,
      Beginning beginning,
      Chronicle chronicle,
      Settling settling) {
    this.cluster = cluster;
    this.look = look;
    this.planner = planner;
    this.ledger = ledger;
    this.beginning = beginning;
    this.chronicle = chronicle;
    this.drift = new DriftSince(ledger);
    this.settling = settling;
    this.interventions = new InterventionWatch(ledger, cluster.name());
  }

  Result walk(String trigger, Instant started, Judged judged, Hand hand)
      throws InterruptedException {
    String revision = judged.desired().revision();
    try (CycleScope cycle = chronicle.begin(cluster.name(), trigger, revision)) {
      return walk(cycle, trigger, started, judged, hand);
    }
  }

  private Result walk(CycleScope cycle, String trigger, Instant started, Judged judged, Hand hand)
      throws InterruptedException {
    Observation observation = observe(judged);
    Standing standing = beginning.standing(judged);
    if (standing == Standing.NORMAL) {
      interventions.look(judged, observation.at());
    }
    ClusterPlan plan = plan(judged, observation, standing);
    if (!plan.isBlocked()) {
      settling.confirm(plan);
    }
    boolean mayWrite = cluster.mode() == Cluster.Mode.MANAGE && standing == Standing.NORMAL;
    Walked walked = new Walked(cycle, trigger, started, standing, observation, plan);
    try {
      List<Outcome> outcomes = mayWrite ? hand.apply(plan) : List.of();
      record(walked, outcomes);
      return new Result(observation, plan, outcomes);
    } catch (BrokenOff brokenOff) {
      recordAsFarAsPossible(walked, brokenOff);
      throw brokenOff;
    }
  }

  /** A walk that has come to its plan. */
  private record Walked(
      CycleScope cycle,
      String trigger,
      Instant started,
      Standing standing,
      Observation observation,
      ClusterPlan plan) {}

  /** The cycle is recorded also when something else of it cannot be noted. */
  private void record(Walked walked, List<Outcome> outcomes) {
    try {
      note(walked, outcomes);
    } finally {
      chronicle.tell(
          walked.cycle().id(), walked.trigger(), walked.started(), walked.plan(), outcomes);
    }
  }

  private void note(Walked walked, List<Outcome> outcomes) {
    ClusterPlan plan = walked.plan();
    Observation observation = walked.observation();
    noteWrites(plan, outcomes, observation.at());
    interventions.after(outcomes, observation.at());
    if (walked.standing() == Standing.NORMAL && !plan.isBlocked()) {
      observation.answered().ifPresent(this::identify);
      // Only now: a kill in between must not ask the operator again.
      plan.agreed().stream()
          .filter(reliance -> reliance.isUsedUp(outcomes))
          .forEach(reliance -> ledger.consume(reliance.digest()));
      chronicle.drifted(cluster.name(), drift.saw(plan, outcomes, observation.at()));
    }
  }

  /** Whatever kept one change from being noted may be over by now, or may keep this one too. */
  private void recordAsFarAsPossible(Walked walked, BrokenOff brokenOff) {
    try {
      record(walked, brokenOff.outcomes());
    } catch (RuntimeException again) {
      brokenOff.addSuppressed(again);
    }
  }

  /** What was done is to be seen by the next look; and what was put back is counted. */
  private void noteWrites(ClusterPlan plan, List<Outcome> outcomes, Instant seen) {
    Set<Chronicle.Step> done =
        outcomes.stream()
            .filter(outcome -> outcome.result() == Outcome.Result.DONE)
            .map(outcome -> Chronicle.Step.of(plan, outcome))
            .collect(Collectors.toSet());
    List<Change> made =
        plan.changes().stream().filter(change -> done.contains(Chronicle.Step.of(change))).toList();
    Set<Change> asked = made.stream().filter(this::isAskedAgain).collect(Collectors.toSet());
    made.forEach(settling::wrote);
    List<Contest> before = made.isEmpty() ? List.of() : ledger.contests(cluster.name());
    made.forEach(change -> noteContest(change, asked.contains(change), before, seen));
  }

  /** Whether it only says once more what nobody need have undone. */
  private boolean isAskedAgain(Change change) {
    return change.kind() == ChangeKind.SET_STATE && settling.isOnItsWay(change.id());
  }

  private void noteContest(Change change, boolean asked, List<Contest> before, Instant seen) {
    Contest.subject(change)
        .filter(subject -> !asked)
        .ifPresentOrElse(
            subject ->
                ledger.contend(
                    before.stream()
                        .filter(contest -> contest.id().equals(change.id()))
                        .filter(contest -> contest.subject().equals(subject))
                        .findFirst()
                        .map(contest -> contest.again(seen))
                        .orElseGet(() -> Contest.first(change.id(), subject, seen))),
            () -> endContests(change, before));
  }

  /** A commit that changed the connector begins anew. */
  private void endContests(Change change, List<Contest> before) {
    if (change.cause() == Cause.COMMIT
        && before.stream().anyMatch(contest -> contest.id().equals(change.id()))) {
      ledger.settle(change.id());
    }
  }

  /** The full look, told to whoever decides what an empty ledger means. */
  Observation observe(Judged judged) {
    Observation observation = look.observe(expected(judged));
    observation.answered().ifPresent(this::tellBeginning);
    return observation;
  }

  private void tellBeginning(Observation.Answered answered) {
    boolean mark = planner.bearsOurMark(cluster, answered);
    // A worker that has not read its topics yet lists nothing, and so shows no mark.
    if (mark || answered.absenceCounts()) {
      beginning.saw(cluster, mark);
    }
  }

  /** What is to be done, given what was seen. */
  ClusterPlan plan(Judged judged, Observation observation, Standing standing) {
    return plan(judged, observation, recall(judged, observation, standing));
  }

  /** Who is to be restarted, given what was seen; of what is remembered, by now. */
  RestartPlan restarts(Judged judged, Observation observation, RestartWish wish) {
    return planner.restarts(
        cluster,
        judged.desired(),
        observation,
        recall(judged, observation, beginning.outlook(judged)),
        wish);
  }

  private ClusterPlan plan(Judged judged, Observation observation, Recalled recalled) {
    ClusterPlan plan = planner.plan(cluster, judged.desired(), observation, recalled);
    if (plan.changes().isEmpty()) {
      return plan;
    }
    ClusterPlan fresh = settling.heldBack(plan, observation.at());
    return planner.heldBack(fresh, ledger.contests(cluster.name()), recalled, observation.at());
  }

  /**
   * What ought to be here: declared, or applied before; also what was forgotten since, or a worker
   * that lists a part would make us forget that we forgot it. As long as nothing is remembered, a
   * worker which shows no mark of ours has to prove that it has read all of its topics, also where
   * nothing is declared.
   */
  private Expected expected(Judged judged) {
    Set<String> names = new TreeSet<>();
    judged.desired().connectors().keySet().stream()
        .filter(id -> id.cluster().equals(cluster.name()))
        .map(ConnectorId::name)
        .forEach(names::add);
    ledger.applied().keySet().stream()
        .filter(id -> id.cluster().equals(cluster.name()))
        .map(ConnectorId::name)
        .forEach(names::add);
    return new Expected(names, ledger.isEmpty());
  }

  private Recalled recall(Judged judged, Observation observation, Standing standing) {
    Instant now = observation.at();
    SortedMap<ConnectorId, AppliedConnector> applied = ledger.applied();
    Map<String, String> identity =
        ledger
            .identity(cluster.name())
            .map(known -> Map.of(cluster.name(), known.kafkaClusterId()))
            .orElse(Map.of());
    Set<String> acknowledged =
        ledger.acknowledgements().stream()
            .filter(yes -> yes.at().plus(ACKNOWLEDGED_FOR).isAfter(now))
            .map(Acknowledgement::digest)
            .collect(Collectors.toSet());
    Map<ConnectorId, String> lastOwners = lastOwners(judged, observation);
    return new Recalled(
        standing,
        applied,
        lastOwners,
        identity,
        acknowledged,
        ledger.interventions(),
        ledger.holdTerms());
  }

  /** Only of what is missing, so that nothing is asked where all is well. */
  private Map<ConnectorId, String> lastOwners(Judged judged, Observation observation) {
    Map<ConnectorId, String> lastOwners = new HashMap<>();
    observation
        .answered()
        .ifPresent(
            answered ->
                judged.desired().connectors().values().stream()
                    .filter(declared -> declared.id().cluster().equals(cluster.name()))
                    .filter(declared -> !answered.connectors().containsKey(declared.id().name()))
                    .forEach(
                        declared ->
                            lastOwner(declared, answered.worker().kafkaClusterId())
                                .ifPresent(team -> lastOwners.put(declared.id(), team))));
    return lastOwners;
  }

  /**
   * Whose the name last was here. What a sink left behind lies on the Kafka cluster: there it may
   * be another team's from another Connect cluster too.
   */
  private Optional<String> lastOwner(DeclaredConnector declared, String kafka) {
    ConnectorId id = declared.id();
    boolean sink = declared.config().consumerGroup(id.name()).isPresent();
    List<String> owners =
        Stream.concat(Stream.of(id.cluster()), sink ? besides(kafka) : Stream.empty())
            .flatMap(on -> ledger.lastOwner(new ConnectorId(on, id.name())).stream())
            .toList();
    return owners.stream()
        .filter(owner -> !owner.equals(declared.team()))
        .findFirst()
        .or(() -> owners.stream().findFirst());
  }

  /** The other Connect clusters that last were seen to be on this Kafka cluster. */
  private Stream<String> besides(String kafka) {
    return ledger.identities().stream()
        .filter(other -> !kafka.isEmpty() && other.kafkaClusterId().equals(kafka))
        .map(ClusterIdentity::cluster)
        .filter(other -> !other.equals(cluster.name()));
  }

  private void identify(Observation.Answered answered) {
    String now = answered.worker().kafkaClusterId();
    boolean known =
        ledger
            .identity(cluster.name())
            .filter(before -> before.kafkaClusterId().equals(now))
            .isPresent();
    if (!known) {
      ledger.identify(new ClusterIdentity(cluster.name(), now, answered.at()));
    }
  }
}
