package io.riparian.reconcile;

import static io.riparian.ownership.approval.HoldReason.EVIDENCE_UNREADABLE;
import static io.riparian.ownership.approval.HoldReason.TOO_MANY_COMMITS;

import io.riparian.ledger.Accepted;
import io.riparian.ledger.Ledger;
import io.riparian.ownership.approval.Approval;
import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.Authority;
import io.riparian.ownership.approval.Concern;
import io.riparian.ownership.approval.Evidence;
import io.riparian.ownership.approval.Groups;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.PathChange;
import io.riparian.ownership.approval.Proposal;
import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.approval.Verdict;
import io.riparian.ownership.approval.Violation;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.repo.BranchCommit;
import io.riparian.repo.FileSet;
import io.riparian.repo.GitMirror;
import io.riparian.repo.NotOnBranchException;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.SignerKeys;
import io.riparian.repo.TreeEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets what was agreed to come into force, unit by unit. A unit whose change nobody proves an owner
 * to have agreed to stays at its accepted tree, and the others go on.
 */
final class Gate {
  private static final String RELEASE = "release:";
  private static final String UNREAD = "a commit of the branch cannot be read";
  private static final int MOST_COMMITS = 1_000;
  private static final String SINCE_ACCEPTED =
      "more than " + MOST_COMMITS + " commits since it was accepted";

  private final GitMirror mirror;
  private final Ledger ledger;
  private final OwnershipSettings settings;
  private final InstantSource clock;
  private final CommitChanges changes;
  private final SecretConcerns secrets;
  private final Optional<RequestBook> book;
  private final Acquaintances acquaintances;
  private Optional<Answer> last = Optional.empty();

  /** All that a judgement depends on; the keys are those that may sign at its time. */
  private record Question(
      String head, Map<String, Accepted> rows, Set<String> releases, String keys) {}

  private record Answer(Question question, Admission admission) {}

  /** A gate that no forge has a say in. */
  Gate(
      GitMirror mirror,
      Ledger ledger,
      OwnershipSettings settings,
      Function<FileSet, DeclaredFiles> reader,
      InstantSource clock) {
    this(mirror, ledger, settings, Optional.empty(), reader, clock);
  }

  /**
   * @param book what the forge answers; needed where the forge has the evidence
   * @param reader tells what files declare
   */
  Gate(
      GitMirror mirror,
      Ledger ledger,
      OwnershipSettings settings,
      Optional<RequestBook> book,
      Function<FileSet, DeclaredFiles> reader,
      InstantSource clock) {
    if (settings.mode() == OwnershipSettings.Mode.FORGE && book.isEmpty()) {
      throw new IllegalArgumentException(
          "riparian.evidence.mode=forge needs a forge: riparian.forge.…");
    }
    this.book = book;
    this.acquaintances = new Acquaintances(ledger, clock);
    this.secrets = new SecretConcerns(reader, clock);
    this.mirror = mirror;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
    this.changes = new CommitChanges(mirror);
  }

  /**
   * Judges the branch's tip.
   *
   * @throws RepositoryUnreadableException when the tip, or what was accepted, cannot be had, whole
   */
  synchronized Admission admit(String head) {
    SignerKeys keys = settings.signers().map(SignerKeys::read).orElse(SignerKeys.NONE);
    Instant now = clock.instant();
    Question question =
        new Question(head, ledger.acceptedUnits(), ledger.acknowledged(), keys.id(now));
    Optional<Answer> known = last.filter(answer -> answer.question().equals(question));
    if (known.isPresent()) {
      return known.get().admission();
    }
    Judging judging = new Judging(question, mirror.tree(head), keys, now);
    Admission admission = judging.admit();
    // What could not be read may be read the next time, and people may agree at any time.
    boolean mayChange = settings.mode() == OwnershipSettings.Mode.FORGE && admission.isHolding();
    last =
        mayChange || !judging.blind.isEmpty()
            ? Optional.empty()
            : Optional.of(new Answer(question, admission));
    return admission;
  }

  /**
   * Judges what the branch would hold with a request merged. Of what is held already nothing is let
   * in by it.
   *
   * @param merged what the branch would hold
   * @param paths those that the request changes
   * @param agreed what people's word on the request is worth
   * @throws RepositoryUnreadableException when what was accepted cannot be had, whole
   */
  synchronized Outlook outlook(FileSet merged, Set<String> paths, Endorsements.Endorsement agreed) {
    SignerKeys keys = SignerKeys.NONE;
    Question question =
        new Question(merged.revision(), ledger.acceptedUnits(), Set.of(), keys.id(clock.instant()));
    Judging judging = new Judging(question, merged, keys, clock.instant());
    Set<Unit> units = paths.stream().map(Unit::of).collect(Collectors.toSet());
    // In this mode the forge's word counts for nothing on the branch either.
    boolean counts = settings.mode() == OwnershipSettings.Mode.FORGE;
    List<Verdict> missing =
        judging.verdicts(counts ? new RequestEvidence(paths, agreed) : Evidence.NONE);
    return new Outlook(
        judging.with(units),
        of(units, judging.verdicts(Evidence.NONE)),
        of(units, missing),
        settings.mode().isAsked(),
        judging.knowsOneOf(agreed.approvers()));
  }

  private static List<Verdict> of(Set<Unit> units, List<Verdict> verdicts) {
    return verdicts.stream().filter(verdict -> units.contains(verdict.unit())).toList();
  }

  /**
   * What would be accepted of a request.
   *
   * @param files what would be in force then, if all of it were
   * @param asked what is missing of the units that it changes while nobody agrees
   * @param missing what is missing now
   * @param isAsked whether anybody has to agree at all
   * @param vouched whether somebody agreed who owns anything here, and so is no stranger
   */
  record Outlook(
      FileSet files, List<Verdict> asked, List<Verdict> missing, boolean isAsked, boolean vouched) {
    Outlook {
      asked = List.copyOf(asked);
      missing = List.copyOf(missing);
    }

    @Override
    public String toString() {
      return "Outlook[" + asked.size() + " asked, " + missing.size() + " missing]";
    }
  }

  /**
   * Whether a tip goes on from what was judged, so that evidence can be counted. A signature proves
   * nothing of a commit that a merge made part of the branch only afterwards.
   *
   * @throws RepositoryUnreadableException when that cannot be told
   */
  boolean carriesOn(String judged, String tip) {
    if (settings.mode() == OwnershipSettings.Mode.NONE || judged.isEmpty()) {
      return true;
    }
    try {
      mirror.branch(judged, tip, SignerKeys.NONE, clock);
      return true;
    } catch (NotOnBranchException rewritten) {
      return false;
    }
  }

  /** Every unit of a revision as accepted, for whoever takes the responsibility. */
  List<Accepted> all(String revision, String evidence) {
    List<Accepted> rows = new ArrayList<>();
    rows.add(new Accepted(Accepted.BRANCH, revision, "", evidence, clock.instant()));
    SortedMap<Unit, UnitTree> trees = UnitTree.of(mirror.tree(revision).entries());
    ledger.acceptedUnits().keySet().stream()
        .filter(unit -> !unit.equals(Accepted.BRANCH))
        .map(Unit::new)
        .forEach(unit -> trees.putIfAbsent(unit, UnitTree.empty(unit)));
    trees.values().forEach(tree -> rows.add(row(tree, revision, evidence)));
    return rows;
  }

  private Accepted row(UnitTree tree, String revision, String evidence) {
    return new Accepted(tree.unit().name(), revision, tree.id(), evidence, clock.instant());
  }

  /** One revision against what was accepted before. */
  private final class Judging {
    private final String head;
    private final FileSet files;
    private final SortedMap<Unit, UnitTree> now;
    private final SortedMap<String, Accepted> rows;
    private final Set<String> releases;
    private final SortedMap<Unit, UnitTree> before = new TreeMap<>();
    private final Map<String, Map<Unit, UnitTree>> trees = new HashMap<>();
    private final SortedSet<Unit> units;
    private final SignerKeys keys;
    private final InstantSource moment;
    private final Set<String> tooFarBack = new TreeSet<>();

    /** The commits of the branch since each revision that something was accepted at. */
    private final Map<String, List<BranchCommit>> since = new HashMap<>();

    /** What is judged, and by whom: worked out once, whatever the evidence. */
    private Optional<Proposal> proposed = Optional.empty();

    private Optional<Authority> base = Optional.empty();

    /** What may be evidence and could not be read. */
    private final Set<String> blind = new TreeSet<>();

    Judging(Question question, FileSet files, SignerKeys keys, Instant moment) {
      this.head = question.head();
      this.rows = new TreeMap<>(question.rows());
      this.releases = question.releases();
      this.keys = keys;
      this.moment = InstantSource.fixed(moment);
      this.files = files;
      this.now = UnitTree.of(files.entries());
      this.units = new TreeSet<>(now.keySet());
      Optional<Accepted> branch = Optional.ofNullable(rows.remove(Accepted.BRANCH));
      rows.keySet().forEach(unit -> units.add(new Unit(unit)));
      branch.ifPresent(
          last ->
              units.forEach(unit -> rows.computeIfAbsent(unit.name(), name -> none(unit, last))));
      rows.forEach((unit, row) -> before.put(new Unit(unit), accepted(new Unit(unit), row)));
    }

    /** Accepted as it is at the tip too, so that evidence for what comes next counts from there. */
    private Accepted followed(Accepted row) {
      return new Accepted(row.unit(), head, row.tree(), row.evidence(), row.at());
    }

    /** A unit that comes up was empty when the branch was last judged. */
    private static Accepted none(Unit unit, Accepted branch) {
      return new Accepted(
          unit.name(), branch.revision(), UnitTree.empty(unit).id(), "", branch.at());
    }

    private UnitTree accepted(Unit unit, Accepted row) {
      UnitTree tip = UnitTree.of(now, unit);
      if (tip.id().equals(row.tree())) {
        return tip;
      }
      UnitTree empty = UnitTree.empty(unit);
      if (empty.id().equals(row.tree())) {
        return empty;
      }
      // It could be read when it was accepted. What cannot be read now is not empty.
      return UnitTree.of(treesOf(row.revision()), unit);
    }

    private Map<Unit, UnitTree> treesOf(String revision) {
      return trees.computeIfAbsent(revision, commit -> UnitTree.of(mirror.tree(commit).entries()));
    }

    Admission admit() {
      boolean trusting = settings.mode() == OwnershipSettings.Mode.NONE;
      if (!trusting && rows.isEmpty()) {
        return new Admission(
            files, units.stream().map(this::notBegun).toList(), List.of(), List.of());
      }
      Evidence evidence = evidence();
      Map<Unit, List<Violation>> held = held(evidence);
      List<UnitStanding> standings = new ArrayList<>();
      List<Accepted> accepted = new ArrayList<>();
      Set<String> wanted = new TreeSet<>();
      List<UnitTree> inForce = new ArrayList<>();
      for (Unit unit : units) {
        UnitTree tip = UnitTree.of(now, unit);
        List<Violation> violations = held.getOrDefault(unit, List.of());
        String release = violations.isEmpty() ? "" : release(unit, tip);
        boolean released = releases.contains(release);
        Optional<Accepted> row = Optional.ofNullable(rows.get(unit.name()));
        if (violations.isEmpty() || released) {
          String proof = released ? "released" : proof(evidence, unit);
          row =
              row.filter(last -> last.tree().equals(tip.id()))
                  .map(this::followed)
                  .or(() -> Optional.of(row(tip, head, proof)));
          inForce.add(tip);
          standings.add(new UnitStanding(unit, row, tip.id(), List.of(), List.of(), ""));
        } else {
          UnitTree last = UnitTree.of(before, unit);
          List<String> waiting = tip.since(last).stream().map(PathChange::path).sorted().toList();
          inForce.add(last);
          standings.add(new UnitStanding(unit, row, tip.id(), waiting, violations, release));
          wanted.add(release);
        }
        row.ifPresent(accepted::add);
      }
      accepted.add(new Accepted(Accepted.BRANCH, head, "", word(), clock.instant()));
      boolean whole = standings.stream().noneMatch(UnitStanding::isHeld);
      return new Admission(
          whole ? files : new ComposedFiles(head, inForce, mirror::read),
          standings,
          accepted,
          releases.stream()
              .filter(release -> release.startsWith(RELEASE) && !wanted.contains(release))
              .toList());
    }

    /** Signatures prove what comes after some commit, and none was named yet. */
    private UnitStanding notBegun(Unit unit) {
      return new UnitStanding(
          unit, Optional.empty(), UnitTree.of(now, unit).id(), List.of(), List.of(), "");
    }

    /** What is held of the units that changed, and why. */
    private Map<Unit, List<Violation>> held(Evidence evidence) {
      Map<Unit, List<Violation>> held =
          verdicts(evidence).stream()
              .filter(verdict -> !verdict.isAccepted())
              .collect(
                  Collectors.toMap(
                      Verdict::unit, Verdict::violations, (one, other) -> one, HashMap::new));
      held.replaceAll(
          (unit, why) -> isTooFarBack(unit) ? with(why, TOO_MANY_COMMITS, SINCE_ACCEPTED) : why);
      blind.forEach(
          unread -> held.replaceAll((unit, why) -> with(why, EVIDENCE_UNREADABLE, unread)));
      if (!keys.problem().isEmpty()) {
        held.replaceAll((unit, why) -> with(why, EVIDENCE_UNREADABLE, keys.problem()));
      }
      return held;
    }

    /** On the units that changed. */
    private List<Verdict> verdicts(Evidence evidence) {
      if (proposed.isEmpty()) {
        List<PathChange> changes = UnitTree.changes(before, now);
        if (settings.file().isEmpty() || changes.isEmpty()) {
          return List.of();
        }
        proposed = Optional.of(proposal(changes));
      }
      return settings.mode() == OwnershipSettings.Mode.NONE
          ? Approval.trust(base(), proposed.get())
          : Approval.judge(base(), proposed.get(), evidence);
    }

    private Proposal proposal(List<PathChange> changes) {
      return new Proposal(
          changes,
          UnitTree.paths(before),
          deciding(before).equals(deciding(now)) ? base() : authority(now),
          settings.mode().isAsked() ? concerns(changes) : List.of());
    }

    /** Who has to agree; before anything was accepted, by the files themselves. */
    private Authority base() {
      if (base.isEmpty()) {
        base = Optional.of(authority(rows.isEmpty() ? now : before));
      }
      return base.get();
    }

    private List<Concern> concerns(List<PathChange> changes) {
      return secrets.of(
          new ComposedFiles(head, before.values(), mirror::read), this::alone, changes);
    }

    /** What is in force, with what one team changes. */
    private FileSet alone(Unit unit) {
      return with(Set.of(unit));
    }

    /** What is in force, with what some units change; all of it before anything was accepted. */
    FileSet with(Set<Unit> changing) {
      Map<Unit, UnitTree> trees = new TreeMap<>(rows.isEmpty() ? now : before);
      changing.forEach(unit -> trees.put(unit, UnitTree.of(now, unit)));
      return new ComposedFiles(head, trees.values(), mirror::read);
    }

    private boolean isTooFarBack(Unit unit) {
      Accepted row = rows.get(unit.name());
      return row != null && tooFarBack.contains(row.revision());
    }

    private static List<Violation> with(List<Violation> why, HoldReason reason, String detail) {
      List<Violation> all = new ArrayList<>();
      all.add(new Violation(reason, "", List.of(), detail));
      all.addAll(why);
      return all;
    }

    /** The entries that decide who owns what. */
    private List<TreeEntry> deciding(Map<Unit, UnitTree> trees) {
      return UnitTree.of(trees, Unit.GLOBAL).entries().values().stream()
          .filter(entry -> base().decidesOwners(entry.path()))
          .toList();
    }

    private Authority authority(Map<Unit, UnitTree> trees) {
      FileSet global =
          new ComposedFiles(head, List.of(UnitTree.of(trees, Unit.GLOBAL)), mirror::read);
      CodeOwners file =
          OwnershipReading.file(global, settings.file().orElseThrow(), settings.dialect());
      return new Authority(file, groups(global, file), settings.platform());
    }

    private Groups groups(FileSet global, CodeOwners file) {
      Groups declared = OwnershipReading.groups(global);
      return settings.mode() == OwnershipSettings.Mode.FORGE
          ? new ForgeGroups(book.orElseThrow(), blind::add).of(declared, owners(file))
          : declared;
    }

    private Set<Owner> owners(CodeOwners file) {
      Set<Owner> owners = new LinkedHashSet<>(settings.platform());
      file.lines().forEach(line -> owners.addAll(line.owners()));
      return owners;
    }

    /** Whether one of these people owns anything, as far as it is known. */
    boolean knowsOneOf(Set<Approver> people) {
      if (settings.file().isEmpty() || people.isEmpty()) {
        return false;
      }
      Set<String> known = new TreeSet<>();
      owners(base().file())
          .forEach(owner -> base().groups().people(owner).ifPresent(known::addAll));
      return people.stream().map(Approver::name).anyMatch(known::contains);
    }

    private Evidence evidence() {
      return switch (settings.mode()) {
        case NONE -> Evidence.NONE;
        case SIGNED -> new SignedEvidence(touching(), now, this::unitAt);
        case FORGE -> new ForgeEvidence(touching(), landings());
      };
    }

    private Touching touching() {
      Map<Unit, List<BranchCommit>> commits = new HashMap<>();
      for (Unit unit : units) {
        Optional.ofNullable(rows.get(unit.name()))
            .map(Accepted::revision)
            .filter(from -> !UnitTree.of(now, unit).id().equals(UnitTree.of(before, unit).id()))
            .ifPresent(from -> commits.put(unit, branchSince(from)));
      }
      return new Touching(commits, before, this::changesOf);
    }

    private Landings landings() {
      RequestBook known = book.orElseThrow();
      List<BranchCommit> longest =
          since.values().stream().max(Comparator.comparing(List::size)).orElse(List.of());
      return new Landings(
          longest, known, new Endorsements(known, acquaintances), mirror, blind::add);
    }

    /** What a commit changed; nothing when that cannot be read. */
    private Optional<Map<String, Optional<TreeEntry>>> changesOf(BranchCommit commit) {
      Optional<Map<String, Optional<TreeEntry>>> made = changes.of(commit);
      if (made.isEmpty()) {
        blind.add(UNREAD);
      }
      return made;
    }

    /** What a unit held at a commit; nothing when that cannot be read. */
    private String unitAt(Unit unit, String commit) {
      try {
        return UnitTree.of(UnitTree.of(mirror.tree(commit).entries()), unit).id();
      } catch (RepositoryUnreadableException damaged) {
        blind.add(UNREAD);
        return "";
      }
    }

    private List<BranchCommit> branchSince(String from) {
      return since.computeIfAbsent(from, this::branch);
    }

    private List<BranchCommit> branch(String from) {
      try {
        List<BranchCommit> commits = mirror.branch(from, head, keys, moment);
        if (commits.size() > MOST_COMMITS) {
          tooFarBack.add(from);
          return List.of();
        }
        return commits;
      } catch (NotOnBranchException nothingProven) {
        return List.of();
      }
    }

    private String proof(Evidence evidence, Unit unit) {
      String proof = evidence.proof(unit);
      return proof.isEmpty() ? word() : proof;
    }

    /** Names exactly this tree of this unit, in place of the one in force. */
    private String release(Unit unit, UnitTree tip) {
      return RELEASE + unit.name() + ":" + UnitTree.of(before, unit).id() + ":" + tip.id();
    }
  }

  private String word() {
    return Survey.word(settings.mode());
  }
}
