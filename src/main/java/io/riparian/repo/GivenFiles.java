package io.riparian.repo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * Files that somebody gave us, as if they were a revision, and within the limits of one. They are
 * never written anywhere.
 */
public final class GivenFiles implements FileSet {
  private static final String NO_ID = ObjectId.zeroId().name();

  private final Map<String, byte[]> files;
  private final List<TreeEntry> entries;

  /**
   * @param files the bytes of each file, by its path from the root
   * @param kinds what is no ordinary file, by its path
   * @throws RepositoryUnreadableException if there are more than a tree may have
   */
  public GivenFiles(Map<String, byte[]> files, Map<String, EntryKind> kinds) {
    this.files = new TreeMap<>(files);
    SortedSet<String> paths = new TreeSet<>(files.keySet());
    paths.addAll(kinds.keySet());
    TreeListing listing = new TreeListing();
    Map<String, Boolean> entered = new HashMap<>();
    for (String path : paths) {
      if (enters(path, listing, entered)) {
        listing.add(new TreeEntry(path, idOf(path), kinds.getOrDefault(path, EntryKind.FILE)));
      }
    }
    this.entries = listing.entries();
  }

  /** Whether the listing goes into every directory on the way; a path may be all slashes. */
  private static boolean enters(String path, TreeListing listing, Map<String, Boolean> entered) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String directory = path.substring(0, slash);
      if (!entered.computeIfAbsent(directory, it -> listing.enters(it, NO_ID))) {
        return false;
      }
    }
    return true;
  }

  private String idOf(String path) {
    try (ObjectInserter.Formatter git = new ObjectInserter.Formatter()) {
      return git.idFor(Constants.OBJ_BLOB, files.getOrDefault(path, new byte[0])).name();
    }
  }

  @Override
  public String revision() {
    return WorkingCopy.REVISION;
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public byte[] read(TreeEntry entry, int maxBytes) {
    byte[] bytes = Objects.requireNonNull(files.get(entry.path()));
    if (bytes.length > maxBytes) {
      throw new FileTooLargeException(entry.path(), bytes.length, maxBytes);
    }
    return bytes;
  }
}
