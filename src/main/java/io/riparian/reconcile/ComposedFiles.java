package io.riparian.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.riparian.repo.Blobs;
import io.riparian.repo.FileSet;
import io.riparian.repo.TreeEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The accepted trees of units that were accepted at different revisions, as one set of files. */
final class ComposedFiles implements FileSet {
  private final String revision;
  private final List<TreeEntry> entries;
  private final Blobs blobs;

  /**
   * @param revision the branch's tip
   */
  ComposedFiles(String revision, Collection<UnitTree> units, Blobs blobs) {
    this.revision = revision;
    this.entries =
        units.stream()
            .flatMap(unit -> unit.entries().values().stream())
            .sorted(
                (one, other) ->
                    Arrays.compareUnsigned(
                        one.path().getBytes(UTF_8), other.path().getBytes(UTF_8)))
            .toList();
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
}
