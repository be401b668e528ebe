package io.riparian.reconcile;

import io.riparian.connect.ConnectFailure;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.LedgerException;
import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.MarkKeys;
import io.riparian.plan.Change;
import io.riparian.plan.Mistakes;
import io.riparian.plan.Outcome.Result;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Carries out one change at a time, and notes it: only what was seen to be done is noted as done.
 */
final class ChangeApplier implements Change.Visitor<ChangeApplier.Ending> {
  private final Cluster cluster;
  private final String revision;
  private final GuardedCluster connect;
  private final Ledger ledger;
  private final MarkKeys keys;
  private final InstantSource clock;
  private final Mistakes mistakes;

  /** How a change ended, with our own sentence. */
  record Ending(Result result, String detail) {
    static final Ending DONE = new Ending(Result.DONE, "");
  }

  ChangeApplier(
      Cluster cluster,
      String revision,
      GuardedCluster connect,
      Ledger ledger,
      MarkKeys keys,
      InstantSource clock,
      Mistakes mistakes) {
    this.cluster = cluster;
    this.revision = revision;
    this.connect = connect;
    this.ledger = ledger;
    this.keys = keys;
    this.clock = clock;
    this.mistakes = mistakes;
  }

  /**
   * Carries it out; whatever Connect does comes back as an ending, and so does a mistake of ours
   * that concerns this connector only.
   *
   * @throws LedgerException when nothing can be noted any more: then nothing more may be done
   * @throws NotNoted the same, told by a ledger that was closed or asked for what it must not keep
   */
  Ending apply(Change change) {
    try {
      return change.accept(this);
    } catch (NotTouched found) {
      return switch (found.why()) {
        case FOREIGN ->
            new Ending(
                Result.FOREIGN, "it was not ours when read just before the call; nothing was sent");
        case GONE ->
            new Ending(
                Result.DEFERRED, "it was gone when read just before the call; nothing was sent");
        case SUPERSEDED -> new Ending(Result.DEFERRED, Applier.SUPERSEDED);
        case OTHERWISE ->
            new Ending(Result.DEFERRED, "it is there already and ours, though not as declared now");
      };
    } catch (ConnectFailure failure) {
      return new Ending(result(failure.kind()), String.valueOf(failure.getMessage()));
    } catch (LedgerException | NotNoted notNoted) {
      throw notNoted;
    } catch (RuntimeException mistake) {
      mistakes.made(change.id(), mistake);
      return new Ending(
          Result.FAILED,
          "a mistake of ours came up over it, %s; the log tells where"
              .formatted(mistake.getClass().getSimpleName()));
    }
  }

  private static Result result(Kind kind) {
    return switch (kind) {
      case REFUSED -> Result.REFUSED;
      case UNREACHABLE, REBALANCING -> Result.DEFERRED;
      case TIMED_OUT,
          CONFLICT,
          NOT_FOUND,
          UNAUTHORISED,
          OUTCOME_UNKNOWN,
          WORKER_ERROR,
          BAD_ANSWER ->
          Result.FAILED;
    };
  }

  /**
   * The intention is noted before the call, so that a kill right after it cannot orphan the
   * connector.
   */
  @Override
  public Ending create(Change.Create change) {
    DeclaredConnector declared = change.after();
    Optional<AppliedConnector> before = ledger.applied(declared.id());
    if (before.filter(ChangeApplier::wasHere).isEmpty()) {
      note(applied(declared, Origin.INTENDED, Set.of(), declared.state()));
    }
    ConnectorConfig sent = marked(declared);
    try {
      Set<String> serverKeys = connect.create(declared.id(), sent, declared.state());
      note(applied(declared, Origin.APPLIED, serverKeys, declared.state()));
      return Ending.DONE;
    } catch (NotTouched found) {
      if (isNoneOfOurs(found)) {
        restore(declared.id(), before);
      }
      throw found;
    } catch (ConnectFailure failure) {
      if (!failure.kind().mayHaveHappened()) {
        restore(declared.id(), before);
      }
      return refusedOrThrow(failure, declared, sent);
    }
  }

  /**
   * Whether what stands in the way of a creation proves that it did not come from us. Where marks
   * are kept in the ledger, a value that the worker masks or adds leaves that open, and only the
   * intention tells that it may be ours.
   */
  private boolean isNoneOfOurs(NotTouched found) {
    return switch (found.why()) {
      case FOREIGN -> cluster.marks() == Cluster.Marks.CONNECTOR;
      case GONE, SUPERSEDED -> true;
      case OTHERWISE -> false;
    };
  }

  private static boolean wasHere(AppliedConnector before) {
    return before.isManaged() && before.origin() != Origin.INTENDED;
  }

  private void restore(ConnectorId id, Optional<AppliedConnector> before) {
    before.ifPresentOrElse(this::note, () -> write(() -> ledger.remove(id)));
  }

  private Ending refusedOrThrow(
      ConnectFailure failure, DeclaredConnector declared, ConnectorConfig sent) {
    if (failure.kind() != Kind.REFUSED) {
      throw failure;
    }
    return new Ending(
        Result.REFUSED,
        "Connect refused the configuration in " + declared.at() + ": " + atFault(declared, sent));
  }

  private String atFault(DeclaredConnector declared, ConnectorConfig sent) {
    try {
      SortedSet<String> rejected = connect.rejectedKeys(declared.id(), sent);
      return rejected.isEmpty()
          ? "it names no key; check the class and what it needs"
          : "look at " + String.join(", ", rejected);
    } catch (ConnectFailure | IllegalArgumentException unknown) {
      return "it does not say which key; check the class and what it needs";
    }
  }

  @Override
  public Ending update(Change.Update change) {
    DeclaredConnector declared = change.after();
    ConnectorConfig sent = marked(declared);
    Set<String> serverKeys;
    try {
      serverKeys = connect.update(declared.id(), sent);
    } catch (ConnectFailure failure) {
      return refusedOrThrow(failure, declared, sent);
    }
    note(applied(declared, Origin.APPLIED, serverKeys, lastAskedFor(declared.id())));
    return change.before().status().hasFailure() ? restartFailed(declared.id()) : Ending.DONE;
  }

  private void note(AppliedConnector known) {
    write(() -> ledger.record(known));
  }

  /** Whatever keeps the ledger from noting this keeps it from noting the next one too. */
  private static void write(Runnable noting) {
    try {
      noting.run();
    } catch (LedgerException notNoted) {
      throw notNoted;
    } catch (RuntimeException broken) {
      throw new NotNoted(broken);
    }
  }

  /** An update asks for no state, so what was not known of it stays unknown. */
  private DeclaredState lastAskedFor(ConnectorId id) {
    return ledger.applied(id).map(AppliedConnector::state).orElse(DeclaredState.UNMANAGED);
  }

  /**
   * A changed configuration does not heal a failed task in every case. That it could not be
   * restarted does not undo the change.
   */
  private Ending restartFailed(ConnectorId id) {
    try {
      connect.restartFailed(id);
      return Ending.DONE;
    } catch (NotTouched | ConnectFailure notRestarted) {
      return new Ending(Result.DONE, "what had failed in it could not be restarted");
    }
  }

  @Override
  public Ending setState(Change.SetState change) {
    DeclaredConnector declared = change.after();
    connect.setState(declared.id(), declared.state());
    note(
        ledger
            .applied(declared.id())
            .map(last -> last.withState(declared.state()))
            .orElseGet(() -> withoutConfig(declared, Origin.APPLIED, declared.state())));
    return Ending.DONE;
  }

  @Override
  public Ending delete(Change.Delete change) {
    if (!connect.delete(change.id())) {
      return new Ending(
          Result.DEFERRED, "Connect took the deletion, and its tasks are still stopping");
    }
    write(() -> ledger.retire(change.id(), clock.instant()));
    return Ending.DONE;
  }

  @Override
  public Ending adopt(Change.Adopt change) {
    DeclaredConnector declared = change.after();
    note(
        change.diff().isEmpty()
            ? applied(declared, Origin.ADOPTED, Set.of(), DeclaredState.UNMANAGED)
            : withoutConfig(declared, Origin.ADOPTED, DeclaredState.UNMANAGED));
    return Ending.DONE;
  }

  @Override
  public Ending forget(Change.Forget change) {
    note(change.applied().withOrigin(Origin.FORGOTTEN, clock.instant()));
    return Ending.DONE;
  }

  @Override
  public Ending remember(Change.Remember change) {
    DeclaredConnector declared = change.after();
    Optional<AppliedConnector> last = ledger.applied(declared.id());
    boolean unmarked = !change.before().config().has(MarkKeys.MARK);
    boolean adopted = last.filter(known -> known.origin() == Origin.ADOPTED).isPresent();
    note(
        applied(
            declared,
            adopted && unmarked ? Origin.ADOPTED : Origin.APPLIED,
            last.map(AppliedConnector::serverKeys).orElse(Set.of()),
            declared.state()));
    return Ending.DONE;
  }

  @Override
  public Ending discard(Change.Discard change) {
    write(() -> ledger.retire(change.id(), clock.instant()));
    return Ending.DONE;
  }

  /** What is sent: the declared configuration, with our mark where the cluster keeps marks. */
  private ConnectorConfig marked(DeclaredConnector declared) {
    return cluster.marks() == Cluster.Marks.LEDGER
        ? declared.config()
        : declared.config().with(MarkKeys.MARK, keys.mark(declared.id(), declared.config()));
  }

  /** What is remembered of a connector whose configuration was sent, or seen to be as declared. */
  private AppliedConnector applied(
      DeclaredConnector declared, Origin origin, Set<String> serverKeys, DeclaredState state) {
    return remembered(declared, origin, keys.digests(declared.config()), serverKeys, state);
  }

  /** What is remembered of a connector whose configuration is not known to come from us. */
  private AppliedConnector withoutConfig(
      DeclaredConnector declared, Origin origin, DeclaredState state) {
    return remembered(declared, origin, Map.of(), Set.of(), state);
  }

  private AppliedConnector remembered(
      DeclaredConnector declared,
      Origin origin,
      Map<String, String> digests,
      Set<String> serverKeys,
      DeclaredState state) {
    return new AppliedConnector(
        declared.id(),
        declared.team(),
        declared.at().file(),
        revision,
        digests,
        serverKeys,
        state,
        declared.onRemoval(),
        origin,
        clock.instant());
  }
}
