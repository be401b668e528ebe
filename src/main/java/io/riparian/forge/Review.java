package io.riparian.forge;

/**
 * What somebody said of a request.
 *
 * @param commit the newest commit at that time; empty text when the forge does not know any more
 */
public record Review(Account by, State state, String commit) {

  /** What it came to. */
  public enum State {
    APPROVED,
    CHANGES_REQUESTED,
    /** Neither yes nor no. */
    COMMENTED,
    /** Taken back, by whomever. */
    DISMISSED
  }
}
