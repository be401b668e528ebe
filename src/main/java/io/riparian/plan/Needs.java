package io.riparian.plan;

import io.riparian.model.ConnectorId;
import io.riparian.model.ObservedConnector;
import io.riparian.plan.Change.OfDeclared;
import io.riparian.plan.Consequences.Need;
import io.riparian.policy.Acl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what Kafka has to allow that it did not before. What one connector asks for is not told
 * again for the next one whose clients have the same credentials.
 */
final class Needs implements Change.Visitor<Optional<Need>> {
  private final Neighbours neighbours;
  private final Map<String, List<Acl>> workersHave = new HashMap<>();

  private Needs(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  static List<Need> of(Collection<Change> changes, Neighbours neighbours) {
    Needs needs = new Needs(neighbours);
    return changes.stream()
        .filter(change -> change.cause() == Cause.COMMIT)
        .flatMap(change -> change.accept(needs).stream())
        .filter(need -> !need.acls().isEmpty())
        .toList();
  }

  private Optional<Need> need(OfDeclared change, List<Acl> had) {
    ConnectorId id = change.id();
    List<Acl> workers =
        workersHave.computeIfAbsent(
            id.cluster(), cluster -> new ArrayList<>(neighbours.workersHave(cluster)));
    List<Acl> all = new ArrayList<>(workers);
    all.addAll(had);
    List<Acl> asked = neighbours.reach(change.after()).needsBeyond(all);
    asked.stream().filter(acl -> acl.principal() == Acl.Principal.WORKERS).forEach(workers::add);
    return Optional.of(new Need(id, asked));
  }

  private Optional<Need> need(OfDeclared change, ObservedConnector before) {
    return need(change, Neighbours.reach(before).needs());
  }

  @Override
  public Optional<Need> create(Change.Create change) {
    return need(change, List.of());
  }

  /** What it does not do yet it will do with the next plan. */
  @Override
  public Optional<Need> adopt(Change.Adopt change) {
    return need(change, change.before());
  }

  @Override
  public Optional<Need> update(Change.Update change) {
    return need(change, change.before());
  }

  @Override
  public Optional<Need> setState(Change.SetState change) {
    return Optional.empty();
  }

  @Override
  public Optional<Need> delete(Change.Delete change) {
    return Optional.empty();
  }

  @Override
  public Optional<Need> forget(Change.Forget change) {
    return Optional.empty();
  }

  @Override
  public Optional<Need> remember(Change.Remember change) {
    return Optional.empty();
  }

  @Override
  public Optional<Need> discard(Change.Discard change) {
    return Optional.empty();
  }
}
