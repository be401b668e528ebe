package io.riparian.repo;

import java.util.List;

/**
 * The tree of one commit of a mirror. The list is made when it is asked for; bytes come from the
 * mirror's objects at each reading, so a tree costs no more than its paths.
 */
public final class RevisionTree implements FileSet {
  private final String revision;
  private final List<TreeEntry> entries;
  private final GitMirror mirror;

  RevisionTree(String revision, List<TreeEntry> entries, GitMirror mirror) {
    this.revision = revision;
    this.entries = entries;
    this.mirror = mirror;
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
    return mirror.read(entry, maxBytes);
  }

  @Override
  public String toString() {
    return "RevisionTree[" + revision + ", " + entries.size() + " entries]";
  }
}
