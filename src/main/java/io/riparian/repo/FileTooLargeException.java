package io.riparian.repo;

/**
 * A file has more bytes than the reader allows. It is the author's mistake, to be reported at its
 * path, and says nothing about the rest of the tree.
 */
public final class FileTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final long size;
  private final int limit;

  public FileTooLargeException(String path, long size, int limit) {
    super(path + " has " + size + " bytes, more than " + limit);
    this.path = path;
    this.size = size;
    this.limit = limit;
  }

  public String path() {
    return path;
  }

  /** In bytes, as listed by Git or the file system. */
  public long size() {
    return size;
  }

  /** The most that was allowed, in bytes. */
  public int limit() {
    return limit;
  }
}
