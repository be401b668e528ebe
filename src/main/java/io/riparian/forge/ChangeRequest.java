package io.riparian.forge;

import java.net.URI;

/**
 * A request to change the branch: a pull request, or a merge request.
 *
 * @param number how people and the forge call it: {@code #7}, {@code !7}
 * @param page where people read it
 * @param head the newest commit that is asked for; of a merged one, the last that was
 * @param base the name of the branch that it would change
 * @param fork whether it comes from another repository
 * @param mergedAs the commit of the branch that the merge made; empty text when it is not merged
 */
public record ChangeRequest(
    long number,
    URI page,
    Account author,
    String head,
    String base,
    boolean fork,
    State state,
    String mergedAs) {

  /** What became of it. */
  public enum State {
    OPEN,
    MERGED,
    /** Turned down, or given up. */
    CLOSED
  }
}
