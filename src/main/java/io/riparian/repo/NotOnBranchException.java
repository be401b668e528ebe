package io.riparian.repo;

/**
 * A commit is not among those of the branch itself, or too far back to be looked for. Nothing is
 * wrong with the mirror.
 */
public final class NotOnBranchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotOnBranchException(String message) {
    super(message);
  }
}
