package io.riparian.ownership.approval;

import static io.riparian.ownership.approval.HoldReason.BASE_OWNERSHIP_FILE_INVALID;
import static io.riparian.ownership.approval.HoldReason.HEAD_OWNERSHIP_FILE_INVALID;
import static io.riparian.ownership.approval.HoldReason.HISTORY_REWRITTEN;
import static io.riparian.ownership.approval.HoldReason.OWNERSHIP_FILE_NEEDS_PLATFORM;
import static io.riparian.ownership.approval.HoldReason.OWNERSHIP_TRANSFER_NEEDS_GIVING_OWNER;
import static io.riparian.ownership.approval.HoldReason.OWNERSHIP_TRANSFER_NEEDS_RECEIVING_OWNER;
import static io.riparian.ownership.approval.HoldReason.OWNER_APPROVAL_MISSING;
import static io.riparian.ownership.approval.HoldReason.OWNER_UNRESOLVABLE;
import static io.riparian.ownership.approval.HoldReason.PATH_LEFT_WITHOUT_OWNER;
import static io.riparian.ownership.approval.HoldReason.SECRET_TO_NEW_HOST;
import static io.riparian.ownership.approval.HoldReason.TOO_MANY_CHANGES;
import static java.util.stream.Collectors.toSet;

import io.riparian.model.Diagnostic;
import io.riparian.ownership.approval.PathChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The judgement of a proposed change: each unit that it touches is accepted, or held with every
 * reason. Only what is in force before the change says who must agree to it, and one unit never
 * holds another.
 */
public final class Approval {
  /** More changed paths than this are nobody's review. */
  static final int MOST_CHANGES = 100_000;

  /** Lines of an ownership file times paths; what asks for more is nobody's ownership file. */
  private static final long MOST_LOOKUPS = 100_000_000;

  private final Authority base;
  private final Proposal proposal;
  private final Evidence evidence;
  private final SortedMap<Unit, List<Violation>> violations = new TreeMap<>();
  private Optional<List<OwnerChange>> ownerChanges = Optional.empty();

  private Approval(Authority base, Proposal proposal, Evidence evidence) {
    this.base = base;
    this.proposal = proposal;
    this.evidence = evidence;
    proposal.changes().forEach(change -> ofUnit(change.path()));
  }

  /** Judges every unit that a path of the proposal belongs to. */
  public static List<Verdict> judge(Authority base, Proposal proposal, Evidence evidence) {
    return new Approval(base, proposal, evidence).judge();
  }

  /**
   * Judges without any evidence: whoever could write to the branch is taken at their word. An
   * ownership file that nobody could go by is held all the same.
   */
  public static List<Verdict> trust(Authority base, Proposal proposal) {
    Approval approval = new Approval(base, proposal, Evidence.NONE);
    approval.refuseBadOwnership();
    return approval.verdicts();
  }

  /** Judges what does not descend from the accepted trees: nothing of it is. */
  public static List<Verdict> rewritten(Proposal proposal) {
    Violation violation = new Violation(HISTORY_REWRITTEN, "", List.of(), "");
    return proposal.changes().stream()
        .map(change -> Unit.of(change.path()))
        .distinct()
        .sorted()
        .map(unit -> new Verdict(unit, List.of(violation)))
        .toList();
  }

  private List<Verdict> judge() {
    if (!base.file().isValid()) {
      all(new Violation(BASE_OWNERSHIP_FILE_INVALID, base.file().path(), List.of(), mistake(base)));
    } else if (proposal.changes().size() > MOST_CHANGES) {
      all(new Violation(TOO_MANY_CHANGES, "", List.of(), "more than " + MOST_CHANGES));
    } else {
      Set<String> after = after();
      PathCheck paths = new PathCheck(proposal.before(), after);
      proposal.changes().stream()
          .filter(change -> isManaged(change.path()))
          .forEach(change -> paths.of(change).ifPresent(ofUnit(change.path())::add));
      proposal.changes().forEach(this::owners);
      removedTeams(after);
      concerns();
      ownership();
    }
    return verdicts();
  }

  private List<Verdict> verdicts() {
    return violations.entrySet().stream()
        .map(entry -> new Verdict(entry.getKey(), entry.getValue()))
        .toList();
  }

  private List<Violation> ofUnit(String path) {
    return violations.computeIfAbsent(Unit.of(path), unit -> new ArrayList<>());
  }

  private void all(Violation violation) {
    violations.values().forEach(unit -> unit.add(violation));
  }

  private static String mistake(Authority authority) {
    return authority.file().diagnostics().stream()
        .filter(Diagnostic::isError)
        .findFirst()
        .map(error -> error.at() + ": " + error.message())
        .orElse("");
  }

  private boolean isManaged(String path) {
    String folded = path.toLowerCase(Locale.ROOT);
    return !Unit.of(path).isGlobal()
        || base.isPlatforms(path)
        || folded.startsWith("teams/")
        || folded.startsWith("platform/");
  }

  private Set<String> after() {
    Set<String> after = new TreeSet<>(proposal.before());
    for (PathChange change : proposal.changes()) {
      if (change.kind() == Kind.DELETED) {
        after.remove(change.path());
      } else {
        after.add(change.path());
      }
    }
    return after;
  }

  private void owners(PathChange change) {
    HoldReason reason =
        change.path().equals(base.file().path())
            ? OWNERSHIP_FILE_NEEDS_PLATFORM
            : OWNER_APPROVAL_MISSING;
    base.of(change.path())
        .forEach(requirement -> require(requirement, change, reason, requirement.where()));
  }

  private void require(
      Requirement requirement, PathChange change, HoldReason reason, String detail) {
    if (!evidence.meets(change, people -> requirement.isMetBy(people, base.groups()))) {
      ofUnit(change.path()).add(missing(requirement, change, reason, detail));
    }
  }

  private Violation missing(
      Requirement requirement, PathChange change, HoldReason reason, String detail) {
    List<String> need = requirement.names();
    if (requirement.people(base.groups()).isEmpty()) {
      return new Violation(OWNER_UNRESOLVABLE, change.path(), need, detail);
    }
    return evidence
        .doubt(change)
        .map(doubt -> new Violation(doubt.reason(), change.path(), need, doubt.detail()))
        .orElseGet(() -> new Violation(reason, change.path(), need, detail));
  }

  /** A team's directory goes only when the platform agrees too. */
  private void removedTeams(Set<String> after) {
    Set<Unit> left = after.stream().map(Unit::of).collect(toSet());
    violations.keySet().stream()
        .filter(unit -> !unit.isGlobal() && !left.contains(unit))
        .toList()
        .forEach(
            unit ->
                proposal.changes().stream()
                    .filter(change -> Unit.of(change.path()).equals(unit))
                    .findFirst()
                    .ifPresent(
                        change ->
                            require(
                                base.platformRequirement(),
                                change,
                                OWNER_APPROVAL_MISSING,
                                "the whole directory goes")));
  }

  /** What concerns somebody besides the owners of the path that changes. */
  private void concerns() {
    proposal
        .concerns()
        .forEach(
            concern ->
                proposal.changes().stream()
                    .filter(change -> change.path().equals(concern.path()))
                    .forEach(
                        change ->
                            base.of(concern.belonging())
                                .forEach(
                                    owner ->
                                        require(
                                            owner, change, SECRET_TO_NEW_HOST, concern.detail()))));
  }

  private void ownership() {
    if (base.equals(proposal.after()) || refuseBadOwnership()) {
      return;
    }
    ownerChanges().stream()
        .filter(change -> change.leftWithout().isEmpty())
        .forEach(
            change -> {
              transfer(
                  change, change.giving(), base.groups(), OWNERSHIP_TRANSFER_NEEDS_GIVING_OWNER);
              transfer(
                  change,
                  change.receiving(),
                  proposal.after().groups(),
                  OWNERSHIP_TRANSFER_NEEDS_RECEIVING_OWNER);
            });
  }

  private void transfer(OwnerChange change, Requirement side, Groups groups, HoldReason reason) {
    boolean agreed =
        proposal.changes().stream()
            .filter(deciding -> base.decidesOwners(deciding.path()))
            .allMatch(deciding -> evidence.meets(deciding, people -> side.isMetBy(people, groups)));
    if (!agreed) {
      ofUnit(base.file().path())
          .add(new Violation(reason, base.file().path(), side.names(), change.team()));
    }
  }

  /** What an ownership file would change is looked for once: a hostile one makes that dear. */
  private List<OwnerChange> ownerChanges() {
    if (ownerChanges.isEmpty()) {
      ownerChanges = Optional.of(OwnerChange.between(base, proposal.after(), proposal.before()));
    }
    return ownerChanges.get();
  }

  /** Whether the new ownership file cannot be gone by; then nothing else is asked of it. */
  private boolean refuseBadOwnership() {
    if (base.equals(proposal.after())) {
      return false;
    }
    String file = base.file().path();
    Authority after = proposal.after();
    if (!after.file().isValid()) {
      ofUnit(file).add(new Violation(HEAD_OWNERSHIP_FILE_INVALID, file, List.of(), mistake(after)));
      return true;
    }
    if ((long) after.file().lines().size() * proposal.before().size() > MOST_LOOKUPS) {
      ofUnit(file)
          .add(
              new Violation(TOO_MANY_CHANGES, file, List.of(), "too many lines for so many files"));
      return true;
    }
    if (base.file().isValid()) {
      ownerChanges()
          .forEach(
              change ->
                  change
                      .leftWithout()
                      .ifPresent(
                          path ->
                              ofUnit(file)
                                  .add(
                                      new Violation(
                                          PATH_LEFT_WITHOUT_OWNER, file, List.of(), path))));
    }
    return false;
  }
}
