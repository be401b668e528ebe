package io.riparian.reconcile;

import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.ChangeWindow;
import io.riparian.model.ChangeWindows;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Intervention;
import io.riparian.model.Span;
import io.riparian.model.Warrant;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.DeferralReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What operators may do against the files for a while, each with a reason and an end. The desk
 * notes it and has everything looked at again; it never writes to a cluster, so whatever is asked
 * for passes the same gates as a commit.
 */
public final class InterventionDesk {
  public static final Duration USUAL = Duration.ofHours(4);
  public static final Duration USUAL_GLASS = Duration.ofHours(1);
  static final Duration LONGEST = Duration.ofDays(7);
  static final Duration LONGEST_GLASS = Duration.ofHours(24);

  private static final int LONGEST_REASON = 300;
  private static final String TOO_LONG =
      "give a reason of at most " + LONGEST_REASON + " characters";

  /** With one of these it is not, or not surely, ours. */
  private static final Set<DeferralReason> NOT_OURS =
      Set.of(DeferralReason.FOREIGN_MARK, DeferralReason.MARK_MISSING, DeferralReason.NOT_ADOPTED);

  private final Ledger ledger;
  private final InstantSource clock;
  private final Supplier<Optional<Judged>> judged;
  private final Supplier<List<ClusterView>> clusters;
  private final Consumer<String> lookAgain;
  private final AtomicLong generation = new AtomicLong();

  /** It cannot be done; the message says why, and what to do. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  InterventionDesk(
      Ledger ledger,
      InstantSource clock,
      Supplier<Optional<Judged>> judged,
      Supplier<List<ClusterView>> clusters,
      Consumer<String> lookAgain) {
    this.ledger = ledger;
    this.clock = clock;
    this.judged = judged;
    this.clusters = clusters;
    this.lookAgain = lookAgain;
  }

  /**
   * Another one whenever something began or was ended here: what was planned before it is to be
   * planned again.
   */
  long generation() {
    return generation.get();
  }

  /** What is in force, by what it concerns. */
  public List<Intervention> inForce() {
    Instant now = clock.instant();
    return ledger.interventions().stream()
        .filter(one -> one.warrant().isInForce(now))
        .sorted(
            Comparator.comparing(Intervention::cluster)
                .thenComparing(Intervention::connector)
                .thenComparing(Intervention::kind))
        .toList();
  }

  /**
   * Has a connector paused, stopped or resumed in place of what its file says.
   *
   * @throws Refused when it is not ours, not to be written to now, or held
   */
  public void override(
      ConnectorId id, DeclaredState wanted, Duration length, String actor, String reason) {
    ClusterView view = view(id.cluster());
    DeclaredConnector declared =
        judged
            .get()
            .map(now -> now.desired().connectors().get(id))
            .orElseThrow(
                () -> new Refused("no accepted file declares " + id + ", so it has no state"));
    if (view.cluster().mode() == Cluster.Mode.OBSERVE) {
      throw new Refused("the cluster " + id.cluster() + " is only observed");
    }
    requireOurs(id, view);
    requireFree(id, view);
    requireOpen(view.cluster());
    begin(
        new Intervention.StateOverride(
            id, declared.state(), wanted, warrant(length, LONGEST, actor, reason)));
  }

  private void requireOurs(ConnectorId id, ClusterView view) {
    boolean ours =
        ledger.applied(id).filter(AppliedConnector::isManaged).isPresent()
            && view.plan().stream()
                .flatMap(plan -> plan.deferrals().stream())
                .filter(deferral -> deferral.connector().equals(id.name()))
                .noneMatch(deferral -> NOT_OURS.contains(deferral.reason()));
    if (!ours) {
      throw new Refused(id + " is not managed, and what is not ours is never touched");
    }
  }

  private static void requireFree(ConnectorId id, ClusterView view) {
    view.plan().map(ClusterPlan::deferrals).orElse(List.of()).stream()
        .filter(deferral -> deferral.reason() == DeferralReason.HELD)
        .filter(deferral -> deferral.connector().equals(id.name()))
        .findFirst()
        .ifPresent(
            held -> {
              throw new Refused("it is " + held.why());
            });
  }

  /** The same gate as for a commit: what would only wait is not begun. */
  private void requireOpen(Cluster cluster) {
    Instant now = clock.instant();
    ChangeWindows.Verdict verdict = cluster.windows().at(now, ChangeWindow.Change.STATE);
    boolean broken =
        inForce().stream()
            .filter(one -> one.kind() == Intervention.Kind.BREAK_GLASS)
            .anyMatch(one -> one.isOn(cluster.name()));
    if (!verdict.isOpen() && !broken) {
      throw new Refused(
          "no window of the cluster "
              + cluster.name()
              + " is open ("
              + verdict.why()
              + "); in an emergency, riparian apply --break-glass opens them");
    }
  }

  /**
   * Leaves a cluster, or one connector on it, as it is.
   *
   * @param connector empty text for all of them
   * @throws Refused when there is no such cluster, or connector
   */
  public void suspend(
      String cluster, String connector, Duration length, String actor, String reason) {
    view(cluster);
    ConnectorId id = new ConnectorId(cluster, connector);
    boolean known =
        connector.isEmpty()
            || ledger.applied(id).filter(AppliedConnector::isManaged).isPresent()
            || judged.get().filter(now -> now.desired().connectors().containsKey(id)).isPresent();
    if (!known) {
      throw new Refused("no file declares " + id + ", and it is not ours");
    }
    begin(new Intervention.Suspension(cluster, connector, warrant(length, LONGEST, actor, reason)));
  }

  /**
   * Has every window count as open.
   *
   * @param cluster where, or empty text for everywhere
   * @throws Refused when there is no such cluster
   */
  public void breakGlass(String cluster, Duration length, String actor, String reason) {
    if (!cluster.isEmpty()) {
      view(cluster);
    }
    begin(new Intervention.BreakGlass(cluster, warrant(length, LONGEST_GLASS, actor, reason)));
  }

  /**
   * Ends what somebody began, before its time.
   *
   * @throws Refused when there is no such thing
   */
  public void end(Intervention.Key key, String actor) {
    if (!ledger.endIntervention(key)) {
      throw new Refused("there is nothing of the kind to end");
    }
    ledger.audit(
        clock.instant(), actor, InterventionWatch.action("end", key.kind()), subject(key), "{}");
    changed("ended by " + actor);
  }

  private ClusterView view(String cluster) {
    return clusters.get().stream()
        .filter(view -> view.cluster().name().equals(cluster))
        .findFirst()
        .orElseThrow(() -> new Refused("there is no cluster " + cluster + " that can be asked"));
  }

  private Warrant warrant(Duration length, Duration longest, String actor, String reason) {
    if (length.isNegative() || length.isZero() || length.compareTo(longest) > 0) {
      throw new Refused("it lasts at most " + Span.spoken(longest));
    }
    String said = spoken(reason);
    if (said.isEmpty()) {
      throw new Refused(TOO_LONG);
    }
    Instant now = clock.instant();
    return new Warrant(actor, said, now, now.plus(length));
  }

  /** A reason as it is recorded: on one line, and not too long. */
  static String spoken(String reason) {
    String said = reason.strip().replaceAll("\\s+", " ");
    if (said.length() > LONGEST_REASON) {
      throw new Refused(TOO_LONG);
    }
    return said;
  }

  private void begin(Intervention intervention) {
    Warrant warrant = intervention.warrant();
    // First what tells of it: nothing is in force that the trail does not know.
    ledger.audit(
        warrant.at(),
        warrant.actor(),
        InterventionWatch.action("begin", intervention.kind()),
        subject(intervention.key()),
        Chronicle.json(detail(intervention)));
    ledger.intervene(intervention);
    changed("asked for by " + warrant.actor());
  }

  /** Stops what is being carried out before it has anything planned anew. */
  private void changed(String trigger) {
    generation.incrementAndGet();
    lookAgain.accept(trigger);
  }

  private static Map<String, String> detail(Intervention intervention) {
    Warrant warrant = intervention.warrant();
    String wanted =
        intervention instanceof Intervention.StateOverride override
            ? Survey.word(override.wanted())
            : "";
    return Map.of(
        "reason", warrant.reason(), "until", warrant.until().toString(), "wanted", wanted);
  }

  static String subject(Intervention.Key key) {
    String cluster = key.cluster().isEmpty() ? "every cluster" : key.cluster();
    return key.connector().isEmpty() ? cluster : cluster + "/" + key.connector();
  }
}
