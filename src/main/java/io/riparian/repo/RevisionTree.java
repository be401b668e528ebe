package io.riparian.repo;

import java.util.List;

/**
 * The tree of one commit. The list is made when it is asked for; bytes come from the repository's
 * objects at each reading, so a tree costs no more than its paths.
 */
public final class RevisionTree implements FileSet {
  private final String revision;
  private final List<TreeEntry> entries;
  private final Blobs blobs;

  RevisionTree(String revision, List<TreeEntry> entries, Blobs blobs) {
    this.revision = revision;
    this.entries = entries;
    this.blobs = blobs;
  }

  @Override
  public String revision() {
    return revision;
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public byte[] read(TreeEntry entry, int maxBytes) {
    return blobs.read(entry, maxBytes);
  }

  @Override
  public String toString() {
    return "RevisionTree[" + revision + ", " + entries.size() + " entries]";
  }
}
