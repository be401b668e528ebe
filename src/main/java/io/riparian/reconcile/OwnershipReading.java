package io.riparian.reconcile;

import io.riparian.manifest.GroupFiles;
import io.riparian.ownership.approval.Groups;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.repo.FileSet;
import io.riparian.repo.FileTooLargeException;
import io.riparian.repo.TreeEntry;
import java.util.Optional;

/** What some files say of who owns what; what is not there, or cannot be read, says so too. */
public final class OwnershipReading {
  private OwnershipReading() {}

  /** The ownership file at this path. */
  public static CodeOwners file(FileSet files, String path, Dialect dialect) {
    Optional<TreeEntry> entry =
        files.entries().stream().filter(each -> each.path().equals(path)).findFirst();
    if (entry.isEmpty()) {
      return CodeOwners.unreadable(
          dialect, path, "is not there", "Write it, or name another path.");
    }
    if (!entry.get().kind().isFile()) {
      return CodeOwners.unreadable(
          dialect, path, "is no regular file", "Put the file itself there.");
    }
    try {
      return CodeOwners.parse(dialect, path, files.read(entry.get(), CodeOwners.LARGEST));
    } catch (FileTooLargeException tooLarge) {
      return CodeOwners.tooLarge(dialect, path);
    }
  }

  /** Who is in which group. */
  public static Groups groups(FileSet files) {
    return new Groups(
        GroupFiles.read(
            files.entries().stream()
                .filter(entry -> entry.kind().isFile() && GroupFiles.isAt(entry.path()))
                .map(entry -> Reading.parse(files, entry))
                .toList()));
  }
}
