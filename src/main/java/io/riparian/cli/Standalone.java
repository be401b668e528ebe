package io.riparian.cli;

import io.riparian.report.OutcomeReport;
import io.riparian.report.PlanReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The wish to do without a daemon: this process then calls Connect itself, with the daemon's own
 * configuration and under the ledger's lock, so that it is refused while a daemon leads.
 */
public final class Standalone {
  private final Runner runner;

  @Option(
      names = "--standalone",
      description = {
        "Ask no daemon, but do it here, with the daemon's own configuration;",
        "refused while a daemon leads."
      })
  private boolean asked;

  Standalone(Runner runner) {
    this.runner = runner;
  }

  boolean isAsked() {
    return asked;
  }

  Runner runner() {
    return runner;
  }

  /** Runs the line once, in this process. */
  public interface Runner {
    /**
     * Plans a working copy, a revision, or the revision in force when both are null; nothing is
     * done.
     */
    PlanReport plan(@Nullable Path directory, @Nullable String revision);

    /**
     * Applies the revision in force.
     *
     * @param revision the revision that ought to be in force, or empty text
     */
    Applied apply(String revision);
  }

  /** What an apply left behind: the plan of the last walk, and what became of every change. */
  public record Applied(PlanReport plan, List<OutcomeReport> outcomes) {}

  /** It could not be done here; the message says why. */
  public static final class Refused extends RuntimeException {
    public Refused(String why) {
      super(why);
    }
  }
}
