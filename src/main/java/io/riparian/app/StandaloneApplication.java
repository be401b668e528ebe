package io.riparian.app;

import io.quarkus.runtime.QuarkusApplication;
import io.riparian.ledger.LedgerException;
import io.riparian.reconcile.Hearing;
import io.riparian.reconcile.Reconciler;
import io.riparian.reconcile.Survey;
import io.riparian.repo.FileSet;
import io.riparian.repo.WorkingCopy;
import io.riparian.report.OutcomeReport;
import io.riparian.report.PlanReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line, once, in a process that is no daemon: it opens no port, and it waits for nobody. The
 * result is left where the caller finds it.
 */
public class StandaloneApplication implements QuarkusApplication {
  /** The property that keeps the daemon from starting by itself. */
  public static final String STANDALONE = "riparian-standalone";

  private static final Duration LONGEST_WALK = Duration.ofMinutes(10);

  private static volatile Task task =
      reconciler -> new Result(PlanReport.of("", List.of(), List.of()), List.of());
  private static volatile @Nullable Result result;
  private static volatile String problem = "";

  private final Daemon daemon;

  StandaloneApplication(Daemon daemon) {
    this.daemon = daemon;
  }

  /** What it found, and what became of the changes it made. */
  public record Result(PlanReport plan, List<OutcomeReport> outcomes) {}

  /** What is done once everything is open. */
  @FunctionalInterface
  public interface Task {
    Result run(Reconciler reconciler) throws InterruptedException;
  }

  /** Says what the application is to do; to be called before it is run. */
  public static void prepare(Task wanted) {
    task = wanted;
  }

  /** What it found, unless there was a problem. */
  public static @Nullable Result result() {
    return result;
  }

  /** Why it found nothing, or empty text. */
  public static String problem() {
    return problem;
  }

  @Override
  public int run(String... args) throws InterruptedException {
    try {
      result = task.run(daemon.open());
      return 0;
    } catch (LedgerException | IllegalArgumentException | IllegalStateException refused) {
      problem = String.valueOf(refused.getMessage());
      return 1;
    }
  }

  /** Plans without doing anything. */
  public static Task planning(@Nullable Path directory, @Nullable String revision) {
    return reconciler -> {
      reconciler.fetchOnce();
      PlanReport plan =
          directory == null && revision == null
              ? reconciler.planOnce()
              : reconciler.planOnce(files(reconciler, directory, revision));
      return new Result(plan, List.of());
    };
  }

  private static FileSet files(
      Reconciler reconciler, @Nullable Path directory, @Nullable String revision) {
    if (directory != null) {
      return WorkingCopy.of(directory);
    }
    return reconciler
        .revision(String.valueOf(revision))
        .orElseThrow(
            () -> new IllegalArgumentException("the repository has no commit " + revision));
  }

  /** Applies the revision in force, once. */
  public static Task applying(String expected) {
    return reconciler -> {
      String revision = reconciler.fetchOnce();
      if (!revision.startsWith(expected)) {
        throw new IllegalArgumentException(
            "the revision in force is " + revision + "; only that one is ever applied");
      }
      try (Hearing hearing = reconciler.listen()) {
        if (!reconciler.applyOnce(LONGEST_WALK)) {
          throw new IllegalStateException("it was not finished in time; run it again");
        }
        return new Result(
            new Survey(reconciler).plan(),
            hearing.outcomes().stream().map(OutcomeReport::of).toList());
      }
    };
  }
}
