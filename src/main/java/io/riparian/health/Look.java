package io.riparian.health;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a cluster shows of failures.
 *
 * @param failing those that have failed, by connector
 * @param well those that are seen to work; what is neither failing nor well is not known to be
 *     either
 * @param gone those that are not there any more, or are not meant to run
 * @param byWorker what runs on each worker
 * @param silentSince since when no worker answers; null while one does
 * @param problem why not
 * @param parts what of the cluster does not answer while the rest does
 */
public record Look(
    Instant at,
    Map<String, Failing> failing,
    Set<String> well,
    Set<String> gone,
    Map<String, Set<String>> byWorker,
    @Nullable Instant silentSince,
    String problem,
    Parts parts) {
  public Look {
    failing = Map.copyOf(failing);
    well = Set.copyOf(well);
    gone = Set.copyOf(gone);
    byWorker = Map.copyOf(byWorker);
  }

  /** A look that was answered. */
  public static Look answered(
      Instant at,
      Map<String, Failing> failing,
      Set<String> well,
      Set<String> gone,
      Map<String, Set<String>> byWorker) {
    return new Look(at, failing, well, gone, byWorker, null, "", Parts.ALL_THERE);
  }

  /** A look that was not. */
  public static Look silent(Instant at, Instant since, String problem) {
    return new Look(at, Map.of(), Set.of(), Set.of(), Map.of(), since, problem, Parts.ALL_THERE);
  }

  /** The same, and this is how its parts are. */
  public Look with(Parts seen) {
    return new Look(at, failing, well, gone, byWorker, silentSince, problem, seen);
  }

  @Override
  public String toString() {
    return "Look[" + at + "]";
  }
}
