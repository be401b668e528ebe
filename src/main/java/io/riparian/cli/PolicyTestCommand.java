package io.riparian.cli;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Policy;
import io.riparian.policy.OwnRuleTrial;
import io.riparian.reconcile.Reading;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.WorkingCopy;
import io.riparian.report.DiagnosticText;
import io.riparian.report.PolicyTestReport;
import io.riparian.report.ValidationReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian policy test}: the platform's own rules over their own cases. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the cases of each rule under `rules` in platform/policy.yaml of a working copy.",
      "Needs neither daemon nor network."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every case came out as it says, or there is none",
      "1:the directory cannot be read",
      "3:a case failed, or a rule or the policy has a mistake",
      "64:wrong usage"
    })
final class PolicyTestCommand implements Callable<Integer> {
  private static final String FILE = "platform/policy.yaml";

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The repository's root (default: .).")
  private Path directory = Path.of(".");

  @Mixin private Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      WorkingCopy copy = WorkingCopy.of(directory);
      Declarations declared = Reading.declared(copy);
      Optional<Policy> policy = declared.policy();
      if (policy.isEmpty()) {
        mistakes(declared, copy);
        return ExitCode.FINDINGS;
      }
      PolicyTestReport report =
          PolicyTestReport.of(OwnRuleTrial.of(policy.get(), declared.clusters()));
      output.print(report, PolicyTestReport::text);
      return report.good() ? ExitCode.DONE : ExitCode.FINDINGS;
    } catch (RepositoryUnreadableException unreadable) {
      throw new Undecided(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  private void mistakes(Declarations declared, WorkingCopy copy) {
    List<Diagnostic> found =
        declared.diagnostics().stream().filter(one -> one.at().file().equals(FILE)).toList();
    PrintWriter err = spec.commandLine().getErr();
    err.print(DiagnosticText.of(ValidationReport.of(List.of(FILE), found), Checked.linesOf(copy)));
    err.flush();
  }
}
