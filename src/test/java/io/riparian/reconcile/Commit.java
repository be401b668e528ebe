package io.riparian.reconcile;

import io.riparian.repo.FileSet;
import io.riparian.repo.GivenFiles;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A revision in memory. It remembers what is read of it, and can be told to fail. */
final class Commit implements FileSet {
  final List<String> read = new ArrayList<>();
  private final String revision;
  private final GivenFiles files;
  private String unreadable = "";
  private Runnable meanwhile = () -> {};

  Commit(String revision, Map<String, String> files) {
    this.revision = revision;
    Map<String, byte[]> bytes = new TreeMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    this.files = new GivenFiles(bytes, Map.of());
  }

  /** Reading this path will fail. */
  Commit unreadableAt(String path) {
    unreadable = path;
    return this;
  }

  /** What happens while a file of it is read. */
  Commit meanwhile(Runnable what) {
    meanwhile = what;
    return this;
  }

  @Override
  public String revision() {
    return revision;
  }

  @Override
  public List<TreeEntry> entries() {
    return files.entries();
  }

  @Override
  public byte[] read(TreeEntry entry, int maxBytes) {
    read.add(entry.path());
    meanwhile.run();
    if (entry.path().equals(unreadable)) {
      throw new RepositoryUnreadableException("the object of " + unreadable + " is missing");
    }
    return files.read(entry, maxBytes);
  }
}
