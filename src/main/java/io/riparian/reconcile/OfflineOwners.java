package io.riparian.reconcile;

import io.riparian.ownership.approval.Approval;
import io.riparian.ownership.approval.Authority;
import io.riparian.ownership.approval.Evidence;
import io.riparian.ownership.approval.Groups;
import io.riparian.ownership.approval.PathChange;
import io.riparian.ownership.approval.Proposal;
import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.approval.Verdict;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.repo.Blobs;
import io.riparian.repo.FileSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whom a change asks, told from the files before and after it: what is missing as long as nobody
 * agrees. Somebody is taken to stand behind every owner, for the forge may know who.
 */
final class OfflineOwners {
  private final Map<Unit, UnitTree> before;
  private final Map<Unit, UnitTree> after;
  private final String revision;
  private final Blobs blobs;
  private final OwnershipSettings settings;
  private final InstantSource clock;

  /**
   * @param blobs has the bytes of both
   */
  OfflineOwners(
      FileSet before, FileSet after, Blobs blobs, OwnershipSettings settings, Instant now) {
    this.before = UnitTree.of(before.entries());
    this.after = UnitTree.of(after.entries());
    this.revision = after.revision();
    this.blobs = blobs;
    this.settings = settings;
    this.clock = InstantSource.fixed(now);
  }

  /** What each unit that changes lacks; nothing where no ownership file is named. */
  List<Verdict> asked() {
    List<PathChange> changes = UnitTree.changes(before, after);
    if (settings.file().isEmpty() || changes.isEmpty()) {
      return List.of();
    }
    return Approval.judge(
        authority(before),
        new Proposal(
            changes,
            UnitTree.paths(before),
            authority(after),
            new SecretConcerns(DeclaredFiles.NONE::next, clock)
                .of(files(before), this::alone, changes)),
        Evidence.NONE);
  }

  private Authority authority(Map<Unit, UnitTree> trees) {
    FileSet global = files(Map.of(Unit.GLOBAL, UnitTree.of(trees, Unit.GLOBAL)));
    CodeOwners file =
        OwnershipReading.file(global, settings.file().orElseThrow(), settings.dialect());
    return new Authority(file, groups(global, file), settings.platform());
  }

  private Groups groups(FileSet global, CodeOwners file) {
    Groups declared = OwnershipReading.groups(global);
    Map<String, Set<String>> members = new HashMap<>(declared.members());
    List<Owner> owners = new ArrayList<>(settings.platform());
    file.lines().forEach(line -> owners.addAll(line.owners()));
    owners.stream()
        .filter(owner -> declared.people(owner).isEmpty())
        .forEach(owner -> members.put(owner.id(), Set.of(owner.id())));
    return new Groups(members);
  }

  /** What is in force, with what one unit changes. */
  private FileSet alone(Unit unit) {
    Map<Unit, UnitTree> trees = new TreeMap<>(before);
    trees.put(unit, UnitTree.of(after, unit));
    return files(trees);
  }

  private FileSet files(Map<Unit, UnitTree> trees) {
    return new ComposedFiles(revision, trees.values(), blobs);
  }
}
