package io.riparian.repo;

import java.time.Instant;
import java.util.List;

/**
 * What a commit says about itself. All of it but the ids is free text of its author: something to
 * show, never evidence.
 *
 * @param parents in order; the first is the branch it was made on
 * @param subject the first paragraph of the message as one line
 */
public record CommitInfo(
    String id, List<String> parents, Instant authoredAt, Instant committedAt, String subject) {
  public CommitInfo {
    parents = List.copyOf(parents);
  }
}
