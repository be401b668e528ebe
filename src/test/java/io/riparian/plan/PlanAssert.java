package io.riparian.plan;

import io.riparian.model.DeclaredState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;

/**
 * What a plan says, in sentences. Each sentence ticks off what it names; {@link #andNothingElse}
 * then turns red on whatever nobody named.
 */
final class PlanAssert extends AbstractAssert<PlanAssert, ClusterPlan> {
  private final Set<Object> named = new HashSet<>();

  private PlanAssert(ClusterPlan plan) {
    super(plan, PlanAssert.class);
  }

  static PlanAssert assertThat(ClusterPlan plan) {
    return new PlanAssert(plan);
  }

  PlanAssert creates(String... names) {
    return changes(ChangeKind.CREATE, names);
  }

  PlanAssert adopts(String... names) {
    return changes(ChangeKind.ADOPT, names);
  }

  PlanAssert deletes(String... names) {
    return changes(ChangeKind.DELETE, names);
  }

  PlanAssert forgets(String... names) {
    return changes(ChangeKind.FORGET, names);
  }

  PlanAssert remembers(String... names) {
    return changes(ChangeKind.REMEMBER, names);
  }

  PlanAssert discards(String... names) {
    return changes(ChangeKind.DISCARD, names);
  }

  /** Updates {@code name} for this cause, and exactly these keys of it. */
  PlanAssert updates(String name, Cause cause, String... keys) {
    Change update = change(name, ChangeKind.UPDATE);
    isFor(update, cause);
    List<String> differing = update.diff().stream().map(KeyChange::key).toList();
    if (!differing.equals(Arrays.stream(keys).sorted().toList())) {
      failWithMessage(
          "expected %s to differ in %s, but it differs in %s",
          name, Arrays.toString(keys), differing);
    }
    return this;
  }

  PlanAssert setsState(String name, DeclaredState wanted, Cause cause) {
    Change change = change(name, ChangeKind.SET_STATE);
    isFor(change, cause);
    if (!(change instanceof Change.SetState state) || state.after().state() != wanted) {
      failWithMessage("expected %s to become %s, but: %s", name, wanted, change);
    }
    return this;
  }

  /** Everything that is done to {@code name}, in this order. */
  PlanAssert doesInOrder(String name, ChangeKind... kinds) {
    List<Change> found = changesOf(name);
    named.addAll(found);
    if (!found.stream().map(Change::kind).toList().equals(List.of(kinds))) {
      failWithMessage("expected %s of %s, but: %s", Arrays.toString(kinds), name, found);
    }
    return this;
  }

  PlanAssert shows(String name, KeyChange difference) {
    if (changesOf(name).stream().noneMatch(change -> change.diff().contains(difference))) {
      failWithMessage("expected %s of %s, but: %s", difference, name, changesOf(name));
    }
    return this;
  }

  PlanAssert defers(String name, DeferralReason reason) {
    List<Deferral> found =
        actual.deferrals().stream().filter(one -> one.connector().equals(name)).toList();
    named.addAll(found);
    if (!found.stream().map(Deferral::reason).toList().equals(List.of(reason))) {
      failWithMessage("expected %s to be deferred with %s, but: %s", name, reason, actual);
    }
    Predicate<Change> itsOwn = change -> change.id().name().equals(name);
    if (actual.changes().stream().anyMatch(itsOwn)) {
      failWithMessage("expected nothing to be done to %s, but: %s", name, actual.changes());
    }
    return this;
  }

  PlanAssert isBlockedBy(DeferralReason reason) {
    List<Deferral> expected = actual.deferrals().stream().filter(Deferral::coversCluster).toList();
    if (!expected.stream().map(Deferral::reason).toList().equals(List.of(reason))
        || actual.deferrals().size() != 1
        || !actual.changes().isEmpty()
        || !actual.isBlocked()) {
      failWithMessage("expected nothing but %s for the whole cluster, but: %s", reason, actual);
    }
    return this;
  }

  PlanAssert lists(String name, UnmanagedConnector.Why why) {
    List<UnmanagedConnector.Why> found =
        actual.unmanaged().stream()
            .filter(one -> one.name().equals(name))
            .map(UnmanagedConnector::why)
            .toList();
    if (!found.equals(List.of(why))) {
      failWithMessage("expected %s to be listed as %s, but: %s", name, why, actual.unmanaged());
    }
    return this;
  }

  PlanAssert listsNothing() {
    if (!actual.unmanaged().isEmpty()) {
      failWithMessage("expected nothing unmanaged, but: %s", actual.unmanaged());
    }
    return this;
  }

  PlanAssert changesNothing() {
    if (!actual.changes().isEmpty()) {
      failWithMessage("expected no change, but: %s", actual.changes());
    }
    return this;
  }

  PlanAssert isQuiet() {
    if (!actual.isQuiet()) {
      failWithMessage("expected nothing to do and nothing held back, but: %s", actual);
    }
    return this;
  }

  PlanAssert writesNothing() {
    if (actual.changes().stream().anyMatch(PlanAssert::writesToConnect)) {
      failWithMessage("expected no write to Connect, but: %s", actual.changes());
    }
    return this;
  }

  /** Whether carrying it out calls Connect; the others only write to the ledger. */
  static boolean writesToConnect(Change change) {
    return switch (change.kind()) {
      case CREATE, UPDATE, SET_STATE, DELETE -> true;
      case ADOPT, FORGET, REMEMBER, DISCARD -> false;
    };
  }

  PlanAssert andNothingElse() {
    List<Object> rest = new ArrayList<>(actual.changes());
    rest.addAll(actual.deferrals());
    rest.removeAll(named);
    if (!rest.isEmpty()) {
      failWithMessage("expected nothing else, but: %s", rest);
    }
    return this;
  }

  private PlanAssert changes(ChangeKind kind, String... names) {
    for (String name : names) {
      change(name, kind);
    }
    return this;
  }

  private Change change(String name, ChangeKind kind) {
    List<Change> found = changesOf(name).stream().filter(change -> change.kind() == kind).toList();
    if (found.size() != 1) {
      failWithMessage("expected one %s of %s, but: %s", kind, name, actual);
    }
    named.addAll(found);
    return Objects.requireNonNull(found.get(0));
  }

  private List<Change> changesOf(String name) {
    return actual.changes().stream().filter(change -> change.id().name().equals(name)).toList();
  }

  private void isFor(Change change, Cause cause) {
    if (change.cause() != cause) {
      failWithMessage("expected the cause to be %s, but: %s", cause, change);
    }
  }
}
