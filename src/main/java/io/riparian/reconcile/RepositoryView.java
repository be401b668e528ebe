package io.riparian.reconcile;

import java.time.Instant;

/**
 * What is known of the repository at the moment, for those who ask. Text that does not apply is
 * empty.
 *
 * @param revision the commit in force
 * @param candidate a commit that does not descend from it and waits to be acknowledged
 * @param lastFetch when the repository last answered
 * @param problem why the last fetch or read failed
 */
public record RepositoryView(String revision, String candidate, Instant lastFetch, String problem) {
  static final RepositoryView NONE =
      new RepositoryView("", "", Instant.EPOCH, "it has not been fetched yet");
}
