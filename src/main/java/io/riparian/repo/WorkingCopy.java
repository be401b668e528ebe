package io.riparian.repo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;

/**
 * A local directory as if it were committed as it stands. Nothing but {@code .git} is left out, no
 * ignore file or filter is obeyed, no symbolic link is followed, and an entry has the object id
 * that Git would give it.
 */
public final class WorkingCopy implements FileSet {
  /** What {@link #revision()} says, there being no commit. */
  public static final String REVISION = "working-copy";

  private static final String NO_ID = "0".repeat(40);

  private static final Comparator<TreeEntry> GIT_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.path().getBytes(StandardCharsets.UTF_8), b.path().getBytes(StandardCharsets.UTF_8));

  private final Path root;
  private final List<TreeEntry> entries;
  private final Set<TreeEntry> known;

  private WorkingCopy(Path root, List<TreeEntry> entries) {
    this.root = root;
    this.entries = entries;
    this.known = new HashSet<>(entries);
  }

  /**
   * Lists the directory and every file below it, reading each once.
   *
   * @throws RepositoryUnreadableException if any of it cannot be read
   */
  public static WorkingCopy of(Path directory) {
    TreeListing listing = new TreeListing();
    try {
      Path root = directory.toRealPath();
      list(root, "", listing);
      return new WorkingCopy(root, listing.entries().stream().sorted(GIT_ORDER).toList());
    } catch (IOException | UncheckedIOException e) {
      throw new RepositoryUnreadableException(directory + " cannot be read: " + e, e);
    }
  }

  private static void list(Path directory, String prefix, TreeListing listing) throws IOException {
    List<Path> children;
    try (Stream<Path> stream = Files.list(directory)) {
      children = stream.sorted().toList();
    }
    for (Path child : children) {
      String name = child.getFileName().toString();
      if (!name.equals(Constants.DOT_GIT)) {
        listChild(child, prefix + name, listing);
      }
    }
  }

  private static void listChild(Path child, String path, TreeListing listing) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isSymbolicLink()) {
      byte[] target = Files.readSymbolicLink(child).toString().getBytes(StandardCharsets.UTF_8);
      listing.add(new TreeEntry(path, idOf(target), EntryKind.SYMLINK));
    } else if (attributes.isRegularFile()) {
      EntryKind kind = Files.isExecutable(child) ? EntryKind.EXECUTABLE : EntryKind.FILE;
      listing.add(new TreeEntry(path, idOf(child, attributes.size()), kind));
    } else if (attributes.isDirectory()) {
      if (Files.exists(child.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
        listing.add(new TreeEntry(path, NO_ID, EntryKind.SUBMODULE));
      } else if (listing.enters(path, NO_ID)) {
        list(child, path + "/", listing);
      }
    }
    // Pipes, sockets and devices cannot be committed.
  }

  private static String idOf(byte[] content) {
    MessageDigest digest = digestOf(content.length);
    return HexFormat.of().formatHex(digest.digest(content));
  }

  private static String idOf(Path file, long size) throws IOException {
    MessageDigest digest = digestOf(size);
    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      OutputStream digesting = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
      if (content.transferTo(digesting) != size) {
        throw new IOException(file + " changed while it was being read");
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The beginning of a blob's id. JGit would look for the account's Git configuration first, and
   * ask an installed {@code git} where the machine's is.
   */
  private static MessageDigest digestOf(long size) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(("blob " + size + "\0").getBytes(StandardCharsets.UTF_8));
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  @Override
  public String revision() {
    return REVISION;
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public byte[] read(TreeEntry entry, int maxBytes) {
    if (!known.contains(entry) || !entry.kind().isFile()) {
      throw new IllegalStateException(entry + " is not a file of " + this);
    }
    Path file = root.resolve(entry.path());
    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      long size = Files.size(file);
      if (size > maxBytes) {
        throw new FileTooLargeException(entry.path(), size, maxBytes);
      }
      byte[] bytes = content.readNBytes(maxBytes);
      if (!idOf(bytes).equals(entry.objectId())) {
        throw new RepositoryUnreadableException(entry.path() + " changed while it was being read");
      }
      return bytes;
    } catch (IOException e) {
      throw new RepositoryUnreadableException(entry.path() + " cannot be read: " + e, e);
    }
  }

  @Override
  public String toString() {
    return "WorkingCopy[" + root + ", " + entries.size() + " entries]";
  }
}
