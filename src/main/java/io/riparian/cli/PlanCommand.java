package io.riparian.cli;

import io.riparian.repo.EntryKind;
import io.riparian.repo.FileTooLargeException;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.TreeEntry;
import io.riparian.repo.WorkingCopy;
import io.riparian.report.PlanReport;
import io.riparian.report.RequestReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian plan}: what would be done, and by whom it is held back. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what would be done.",
      "Without arguments: for the revision in force. With DIR: as if that working copy were pushed.",
      "With --base and --head: what a request would do, told from files alone, with neither daemon nor"
          + " worker. What only these know is said to be unknown. It runs in any CI."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:planned, with or without changes",
      "1:could not decide: no daemon, an unreadable directory, no such commit, a cluster that does not"
          + " answer",
      "2:changes are pending (only with --detailed-exitcode)",
      "3:a mistake in a file, something held back, or a request that conflicts",
      "64:wrong usage"
    })
final class PlanCommand implements Callable<Integer> {
  private static final int LARGEST_FILE = 1024 * 1024;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "A working copy to plan; with --base, a directory of a Git repository.")
  private @Nullable Path directory;

  @Option(
      names = "--revision",
      paramLabel = "REV",
      description = "A commit that the daemon has fetched, in full or abbreviated.")
  private @Nullable String revision;

  @Option(names = "--detailed-exitcode", description = "Exit with 2 when changes are pending.")
  private boolean detailed;

  @Mixin private Server server = new Server();
  @Mixin private final Standalone standalone;
  @Mixin private RequestOptions request = new RequestOptions();
  @Mixin private PlanOutput output = new PlanOutput();

  @Spec private CommandSpec spec = CommandSpec.create();

  PlanCommand(Standalone.Runner runner) {
    this.standalone = new Standalone(runner);
  }

  private record Wish(
      @Nullable String revision,
      @Nullable Map<String, String> files,
      @Nullable Map<String, String> others) {

    /** What stands in the files stays out: it may be a secret. */
    @Override
    public String toString() {
      return "Wish[" + revision + " " + (files == null ? "" : files.keySet()) + "]";
    }
  }

  @Override
  public Integer call() {
    if (request.areGiven()) {
      return look(directory == null ? Path.of(".") : directory);
    }
    output.requirePlain();
    if (directory != null && revision != null) {
      throw new ParameterException(spec.commandLine(), "give DIR or --revision, not both");
    }
    PlanReport plan = standalone.isAsked() ? standalone.runner().plan(directory, revision) : ask();
    output.print(plan);
    return exitCode(plan);
  }

  private int look(Path repository) {
    RequestReport told = request.look(repository);
    output.print(told);
    if (told.needsMending()) {
      return ExitCode.FINDINGS;
    }
    return detailed && told.plan().changeCount() > 0 ? ExitCode.CHANGES : ExitCode.DONE;
  }

  private PlanReport ask() {
    if (directory != null) {
      return server.post("/api/v1/plan", workingCopy(directory), PlanReport.class);
    }
    return revision != null
        ? server.post("/api/v1/plan", new Wish(revision, null, null), PlanReport.class)
        : server.get("/api/v1/plan", PlanReport.class);
  }

  private static Wish workingCopy(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new Undecided(directory + " is no directory");
    }
    try {
      WorkingCopy copy = WorkingCopy.of(directory);
      Map<String, String> files = new TreeMap<>();
      Map<String, String> others = new TreeMap<>();
      for (TreeEntry entry : copy.entries()) {
        if (entry.kind().isFile()) {
          byte[] bytes = copy.read(entry, LARGEST_FILE);
          files.put(entry.path(), Base64.getEncoder().encodeToString(bytes));
        }
        if (entry.kind() != EntryKind.FILE) {
          others.put(entry.path(), entry.kind().name());
        }
      }
      return new Wish(null, files, others);
    } catch (FileTooLargeException tooLarge) {
      throw new Undecided(
          tooLarge.path() + " is larger than 1 MiB; split it, or keep it elsewhere");
    } catch (RepositoryUnreadableException unreadable) {
      throw new Undecided(directory + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private int exitCode(PlanReport plan) {
    if (plan.leavesUndecided()) {
      return ExitCode.UNDECIDED;
    }
    if (plan.hasErrors() || plan.hasDeferrals()) {
      return ExitCode.FINDINGS;
    }
    return detailed && plan.changeCount() > 0 ? ExitCode.CHANGES : ExitCode.DONE;
  }
}
