package io.riparian.cli;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.ownership.approval.GroupCheck;
import io.riparian.ownership.approval.Groups;
import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.OwnershipCheck;
import io.riparian.reconcile.OwnershipReading;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.TreeEntry;
import io.riparian.repo.WorkingCopy;
import io.riparian.report.DiagnosticJson;
import io.riparian.report.DiagnosticText;
import io.riparian.report.ValidationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian owners check}: everything that is wrong with an ownership file and its tree. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the ownership file of a working copy: its lines, and whether they fit the tree.",
      "Needs neither daemon nor network. Who belongs to a group is read from platform/groups/."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no mistake of severity error",
      "1:the directory cannot be read",
      "3:a mistake of severity error",
      "64:wrong usage"
    })
final class OwnersCheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The repository's root (default: .); --file is a path in it.")
  private Path directory = Path.of(".");

  @Mixin private OwnershipFile file = new OwnershipFile();
  @Mixin private FindingsOutput output = new FindingsOutput();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String path = file.path().normalize().toString().replace('\\', '/');
    if (file.path().isAbsolute() || path.isEmpty() || path.startsWith("..")) {
      throw new ParameterException(
          spec.commandLine(), "--file " + file.path() + " is no path in the repository");
    }
    try {
      WorkingCopy copy = WorkingCopy.of(directory);
      ValidationReport report = check(copy, path);
      output.print(
          report,
          () -> DiagnosticText.of(report, Checked.linesOf(copy)),
          () -> DiagnosticJson.of(report));
      return report.errors() > 0 ? ExitCode.FINDINGS : ExitCode.DONE;
    } catch (RepositoryUnreadableException unreadable) {
      throw new Undecided(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  private ValidationReport check(WorkingCopy copy, String path) {
    CodeOwners owners = OwnershipReading.file(copy, path, file.dialect());
    List<String> paths = copy.entries().stream().map(TreeEntry::path).toList();
    List<Diagnostic> found = new ArrayList<>(owners.diagnostics());
    found.addAll(OwnershipCheck.of(owners, paths, teams(paths)));
    if (owners.isValid()) {
      Groups groups = OwnershipReading.groups(copy);
      found.addAll(GroupCheck.unknown(owners, groups));
      found.addAll(GroupCheck.fewPeople(owners, groups, paths));
    }
    Set<String> files = new TreeSet<>(Set.of(path));
    found.forEach(each -> files.add(each.at().file()));
    return ValidationReport.of(files, Declarations.inOrder(found));
  }

  private static Set<String> teams(List<String> paths) {
    return paths.stream()
        .map(Unit::of)
        .filter(Predicate.not(Unit::isGlobal))
        .map(Unit::directory)
        .collect(Collectors.toSet());
  }
}
