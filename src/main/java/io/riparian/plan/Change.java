package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.ObservedConnector;
import java.util.List;
import java.util.Optional;

/** One step from what is observed to what is declared. */
public sealed interface Change {

  ConnectorId id();

  /** The team whose connector it is. */
  String team();

  /** The file that declares it, or did. */
  String file();

  Cause cause();

  ChangeKind kind();

  /** The keys that differ, masked; empty where no configuration changes. */
  default List<KeyChange> diff() {
    return List.of();
  }

  /** Itself, where it gives a connector another configuration. */
  default Optional<Update> asUpdate() {
    return Optional.empty();
  }

  <R> R accept(Visitor<R> visitor);

  /**
   * One method for each kind of change, so that a new kind shows every place that has to think of
   * it.
   */
  interface Visitor<R> {
    R create(Create change);

    R adopt(Adopt change);

    R update(Update change);

    R setState(SetState change);

    R delete(Delete change);

    R forget(Forget change);

    R remember(Remember change);

    R discard(Discard change);
  }

  /** A change towards what Git declares. */
  sealed interface OfDeclared extends Change {
    DeclaredConnector after();

    @Override
    default ConnectorId id() {
      return after().id();
    }

    @Override
    default String team() {
      return after().team();
    }

    @Override
    default String file() {
      return after().at().file();
    }
  }

  /** A change of what Git declares no more, so that only the ledger knows whose it is. */
  sealed interface OfApplied extends Change {
    AppliedConnector applied();

    @Override
    default ConnectorId id() {
      return applied().id();
    }

    @Override
    default String team() {
      return applied().team();
    }

    @Override
    default String file() {
      return applied().path();
    }
  }

  /** Declared in Git, and not on the cluster. */
  record Create(DeclaredConnector after, Cause cause, List<KeyChange> diff) implements OfDeclared {
    @Override
    public ChangeKind kind() {
      return ChangeKind.CREATE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.create(this);
    }
  }

  /**
   * Declared in Git with {@code adopt: true} and running already, but not yet ours. Nothing is
   * written to the cluster.
   */
  record Adopt(ObservedConnector before, DeclaredConnector after, List<KeyChange> diff)
      implements OfDeclared {
    @Override
    public Cause cause() {
      return Cause.COMMIT;
    }

    @Override
    public ChangeKind kind() {
      return ChangeKind.ADOPT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.adopt(this);
    }
  }

  /** Ours, and configured otherwise than declared. */
  record Update(
      ObservedConnector before, DeclaredConnector after, Cause cause, List<KeyChange> diff)
      implements OfDeclared {
    @Override
    public ChangeKind kind() {
      return ChangeKind.UPDATE;
    }

    @Override
    public Optional<Update> asUpdate() {
      return Optional.of(this);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.update(this);
    }
  }

  /** Ours, and in another state than declared. */
  record SetState(
      ObservedConnector before, DeclaredConnector after, DeclaredState from, Cause cause)
      implements OfDeclared {
    @Override
    public ChangeKind kind() {
      return ChangeKind.SET_STATE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setState(this);
    }
  }

  /** Ours, and its declaration was removed from its team's accepted files. */
  record Delete(AppliedConnector applied, ObservedConnector before) implements OfApplied {
    @Override
    public Cause cause() {
      return Cause.COMMIT;
    }

    @Override
    public ChangeKind kind() {
      return ChangeKind.DELETE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.delete(this);
    }
  }

  /**
   * Its declaration was removed, and said {@code onRemoval: forget}: it stays on the cluster, and
   * is no longer ours.
   */
  record Forget(AppliedConnector applied) implements OfApplied {
    @Override
    public Cause cause() {
      return Cause.COMMIT;
    }

    @Override
    public ChangeKind kind() {
      return ChangeKind.FORGET;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forget(this);
    }
  }

  /**
   * As declared already; only the ledger does not know it so (another file, another team, or a kill
   * before recording).
   */
  record Remember(ObservedConnector before, DeclaredConnector after) implements OfDeclared {
    @Override
    public Cause cause() {
      return Cause.COMMIT;
    }

    @Override
    public ChangeKind kind() {
      return ChangeKind.REMEMBER;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.remember(this);
    }
  }

  /** Gone from Git and from the cluster; only the ledger still knows it. */
  record Discard(AppliedConnector applied) implements OfApplied {
    @Override
    public Cause cause() {
      return Cause.DRIFT;
    }

    @Override
    public ChangeKind kind() {
      return ChangeKind.DISCARD;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.discard(this);
    }
  }
}
