package io.riparian.repo;

/**
 * A revision, an object or the mirror itself could not be read. Whoever catches it knows nothing
 * about what Git says: not that it is empty, not that anything is gone.
 */
public final class RepositoryUnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RepositoryUnreadableException(String message) {
    super(message);
  }

  public RepositoryUnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
