package io.riparian.plan;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.ObservedConnector;
import io.riparian.model.RunState;
import io.riparian.plan.Blast.Effect;
import io.riparian.plan.Blast.Offsets;
import io.riparian.policy.Reach;
import java.util.List;

/** Works out how far each kind of change reaches. */
final class BlastRadius implements Change.Visitor<Blast> {
  private final Neighbours neighbours;

  BlastRadius(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /** How many tasks a change is on. */
  private record Tasks(int count, boolean exact) {
    static final Tasks NONE = new Tasks(0, true);

    /** Those that are seen, or the most that there may be. */
    static Tasks of(ObservedConnector observed) {
      int seen = observed.status().tasks().size();
      if (seen > 0) {
        return new Tasks(seen, true);
      }
      return observed.status().state() == RunState.STOPPED ? NONE : most(observed.config());
    }

    /** Without a number Connect takes one. */
    static Tasks most(ConnectorConfig config) {
      return new Tasks(TaskNumber.of(config), false);
    }
  }

  /** Where nobody looked it is not known whether it rests. */
  private Tasks tasks(ObservedConnector observed) {
    return neighbours.areSeen() ? Tasks.of(observed) : Tasks.most(Neighbours.config(observed));
  }

  private Blast blast(
      ConnectorId id, Effect effect, Tasks tasks, Offsets offsets, List<Reach> writing) {
    boolean nothing = effect == Effect.NOTHING || tasks.count() == 0;
    return new Blast(
        id,
        nothing ? Effect.NOTHING : effect,
        nothing ? 0 : tasks.count(),
        nothing || tasks.exact(),
        offsets,
        nothing ? List.of() : neighbours.readersOf(id, writing));
  }

  private static Blast nothing(Change change) {
    return new Blast(change.id(), Effect.NOTHING, 0, true, Offsets.UNAFFECTED, List.of());
  }

  @Override
  public Blast create(Change.Create change) {
    DeclaredConnector after = change.after();
    boolean rests = after.state() == DeclaredState.PAUSED || after.state() == DeclaredState.STOPPED;
    return blast(
        change.id(),
        Effect.STARTS,
        rests ? Tasks.NONE : Tasks.most(after.config()),
        atBirth(change),
        List.of(neighbours.reach(after)));
  }

  private Offsets atBirth(Change.Create change) {
    if (!neighbours.areSeen()) {
      return Offsets.UNKNOWN;
    }
    return change.cause() == Cause.DRIFT || neighbours.wasThere(change.id())
        ? Offsets.LEFTOVER
        : Offsets.NEW;
  }

  @Override
  public Blast adopt(Change.Adopt change) {
    return nothing(change);
  }

  @Override
  public Blast update(Change.Update change) {
    return blast(
        change.id(),
        Effect.RESTARTS,
        tasks(change.before()),
        offsets(change),
        List.of(Neighbours.reach(change.before()), neighbours.reach(change.after())));
  }

  private static Offsets offsets(Change.Update change) {
    ConnectorConfig before = Neighbours.config(change.before());
    ConnectorConfig after = change.after().config();
    if (!FromTheStart.keys(before, after, change.id().name()).isEmpty()) {
      return Offsets.FROM_START;
    }
    boolean source = FromTheStart.group(after, change.id().name()).isEmpty();
    boolean otherClass =
        !before.get(ConnectorConfig.CLASS).equals(after.get(ConnectorConfig.CLASS));
    return source && otherClass ? Offsets.UNSURE : Offsets.UNAFFECTED;
  }

  @Override
  public Blast setState(Change.SetState change) {
    Tasks now = tasks(change.before());
    Effect effect =
        switch (change.after().state()) {
          case RUNNING -> change.from() == DeclaredState.PAUSED ? Effect.RESUMES : Effect.STARTS;
          case PAUSED -> change.from() == DeclaredState.STOPPED ? Effect.NOTHING : Effect.PAUSES;
          case STOPPED -> Effect.ENDS;
          case UNMANAGED -> Effect.NOTHING;
        };
    Tasks tasks =
        effect == Effect.STARTS && now.count() == 0 ? Tasks.most(change.after().config()) : now;
    return blast(
        change.id(), effect, tasks, Offsets.UNAFFECTED, List.of(Neighbours.reach(change.before())));
  }

  @Override
  public Blast delete(Change.Delete change) {
    return blast(
        change.id(),
        Effect.ENDS,
        tasks(change.before()),
        Offsets.KEPT,
        List.of(Neighbours.reach(change.before())));
  }

  @Override
  public Blast forget(Change.Forget change) {
    return nothing(change);
  }

  @Override
  public Blast remember(Change.Remember change) {
    return nothing(change);
  }

  @Override
  public Blast discard(Change.Discard change) {
    return nothing(change);
  }
}
