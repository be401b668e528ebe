package io.riparian.repo;

import java.util.ArrayList;
import java.util.List;

/**
 * The list of a tree while it is being walked. It keeps a small object that unfolds into millions
 * of paths from taking the process down, and keeps the damage to the directory that holds it:
 * {@code teams/payments} becomes one {@link EntryKind#OVERSIZED} entry and the other teams stay.
 */
final class TreeListing {
  static final int MAX_DEPTH = 32;
  static final int MAX_ENTRIES_OF_A_UNIT = 20_000;
  static final int MAX_ENTRIES = 200_000;

  /** How many names deep the directories lie that fail alone. */
  private static final int UNIT_DEPTH = 2;

  private final List<TreeEntry> entries = new ArrayList<>();
  private int visited;
  private String unit = "";
  private String unitId = "";
  private int unitStart;
  private int unitVisited;
  private boolean unitOver;

  /** Whether to walk into this directory; where not, its entry has been made. */
  boolean enters(String directory, String objectId) {
    int depth = depthOf(directory);
    count(directory);
    if (depth == UNIT_DEPTH) {
      unit = directory + "/";
      unitId = objectId;
      unitStart = entries.size();
      unitVisited = 0;
      unitOver = false;
    } else if (depth > UNIT_DEPTH && !fitsUnit()) {
      return false;
    } else if (depth > MAX_DEPTH) {
      entries.add(new TreeEntry(directory, objectId, EntryKind.OVERSIZED));
      return false;
    }
    return true;
  }

  void add(TreeEntry entry) {
    count(entry.path());
    boolean inUnit = !unit.isEmpty() && entry.path().startsWith(unit);
    if (!inUnit || fitsUnit()) {
      entries.add(entry);
    }
  }

  List<TreeEntry> entries() {
    return List.copyOf(entries);
  }

  private void count(String path) {
    visited++;
    if (visited > MAX_ENTRIES) {
      throw new RepositoryUnreadableException(
          "the tree has more than " + MAX_ENTRIES + " entries; stopped at " + path);
    }
  }

  private boolean fitsUnit() {
    if (unitOver) {
      // What an oversized unit still shows while its open directories run out must not add up.
      visited--;
      return false;
    }
    unitVisited++;
    if (unitVisited > MAX_ENTRIES_OF_A_UNIT) {
      unitOver = true;
      entries.subList(unitStart, entries.size()).clear();
      String path = unit.substring(0, unit.length() - 1);
      entries.add(new TreeEntry(path, unitId, EntryKind.OVERSIZED));
      return false;
    }
    return true;
  }

  private static int depthOf(String directory) {
    return 1 + (int) directory.chars().filter(c -> c == '/').count();
  }
}
