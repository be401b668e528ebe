package io.riparian.repo;

import java.time.Instant;

/**
 * The commit on the branch itself that changed a file the last time.
 *
 * @param author whose name its author gives
 * @param at when it was made
 * @param isMerge whether it brought the change from another branch
 */
public record FileCommit(String id, String author, Instant at, boolean isMerge) {
  @Override
  public String toString() {
    return "FileCommit[" + id + "]";
  }
}
