package io.riparian.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.riparian.ownership.approval.PathChange;
import io.riparian.ownership.approval.PathChange.Entry;
import io.riparian.ownership.approval.PathChange.Kind;
import io.riparian.ownership.approval.Unit;
import io.riparian.repo.EntryKind;
import io.riparian.repo.TreeEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one unit holds at one revision.
 *
 * @param id names exactly these paths with exactly this content: 40 hex digits
 * @param entries by path
 */
record UnitTree(Unit unit, String id, SortedMap<String, TreeEntry> entries) {
  private static final int ID_LENGTH = 40;

  /** The units of a tree, each that has a file in it. */
  static SortedMap<Unit, UnitTree> of(Collection<TreeEntry> entries) {
    SortedMap<Unit, SortedMap<String, TreeEntry>> units = new TreeMap<>();
    for (TreeEntry entry : entries) {
      units.computeIfAbsent(unitOf(entry), unit -> new TreeMap<>()).put(entry.path(), entry);
    }
    SortedMap<Unit, UnitTree> trees = new TreeMap<>();
    units.forEach((unit, files) -> trees.put(unit, of(unit, files)));
    return trees;
  }

  /** A directory that is too large stands for itself, and is a team's all the same. */
  private static Unit unitOf(TreeEntry entry) {
    return Unit.of(told(entry));
  }

  private static String told(TreeEntry entry) {
    return entry.kind() == EntryKind.OVERSIZED ? entry.path() + "/" : entry.path();
  }

  static UnitTree empty(Unit unit) {
    return of(unit, new TreeMap<>());
  }

  private static UnitTree of(Unit unit, SortedMap<String, TreeEntry> entries) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (TreeEntry entry : entries.values()) {
        String line = entry.kind() + " " + entry.objectId() + " " + entry.path() + "\0";
        digest.update(line.getBytes(UTF_8));
      }
      String id = HexFormat.of().formatHex(digest.digest()).substring(0, ID_LENGTH);
      return new UnitTree(unit, id, entries);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** How this tree differs from an earlier one of the same unit. */
  List<PathChange> since(UnitTree before) {
    List<PathChange> changes = new ArrayList<>();
    before.entries.forEach(
        (path, entry) -> {
          if (!entries.containsKey(path)) {
            changes.add(new PathChange(told(entry), Kind.DELETED, Entry.FILE));
          }
        });
    entries.forEach(
        (path, entry) -> {
          TreeEntry old = before.entries.get(path);
          if (!entry.equals(old)) {
            changes.add(new PathChange(told(entry), kind(old), entry(entry.kind())));
          }
        });
    return changes;
  }

  /** How all units differ, those that came up or are gone among them. */
  static List<PathChange> changes(Map<Unit, UnitTree> before, Map<Unit, UnitTree> after) {
    SortedSet<Unit> units = new TreeSet<>(before.keySet());
    units.addAll(after.keySet());
    return units.stream()
        .flatMap(unit -> of(after, unit).since(of(before, unit)).stream())
        .toList();
  }

  /** The paths of all of them. */
  static List<String> paths(Map<Unit, UnitTree> trees) {
    return trees.values().stream().flatMap(tree -> tree.entries().keySet().stream()).toList();
  }

  private static Kind kind(@Nullable TreeEntry before) {
    return before == null ? Kind.ADDED : Kind.MODIFIED;
  }

  private static Entry entry(EntryKind kind) {
    return switch (kind) {
      case FILE -> Entry.FILE;
      case EXECUTABLE -> Entry.EXECUTABLE;
      case SYMLINK -> Entry.SYMLINK;
      case SUBMODULE -> Entry.SUBMODULE;
      case OVERSIZED -> Entry.OVERSIZED;
    };
  }

  Optional<TreeEntry> entry(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  /** The tree of a unit that may have no file. */
  static UnitTree of(Map<Unit, UnitTree> trees, Unit unit) {
    UnitTree tree = trees.get(unit);
    return tree == null ? empty(unit) : tree;
  }
}
