package io.riparian.repo;

/** Where the bytes of files come from, whichever tree lists them. */
@FunctionalInterface
public interface Blobs {
  /**
   * The bytes of an entry whose {@linkplain EntryKind#isFile() kind is a file}.
   *
   * @throws FileTooLargeException if it has more than {@code maxBytes}; its content is not loaded
   * @throws RepositoryUnreadableException if the object is missing or damaged
   */
  byte[] read(TreeEntry entry, int maxBytes);
}
