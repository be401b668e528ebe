package io.riparian.cli;

import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.reconcile.OfflineLook;
import io.riparian.reconcile.OwnershipSettings;
import io.riparian.repo.LocalRepository;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.report.RequestReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A request that is planned here, from the files of two commits: neither daemon nor worker. */
final class RequestOptions {
  private static final String USUAL_FILE = "CODEOWNERS";

  /** Only the daemon's configuration names them; no line of an ownership file can have this. */
  private static final Owner PLATFORM = new Owner("(platform owners)", Owner.Kind.TEAM);

  @Option(
      names = "--base",
      paramLabel = "REV",
      description =
          "Plan a request, with --head, from files alone: what it is to be merged into, as a branch,"
              + " a tag or a commit of the Git repository of DIR (default: .).")
  private @Nullable String base;

  @Option(
      names = "--head",
      paramLabel = "REV",
      description = "The newest commit of the request; what merging it into --base gives is told.")
  private @Nullable String head;

  @Option(
      names = "--ownership-file",
      paramLabel = "PATH",
      description =
          "With --base: the ownership file that says who must agree, as a path in the repository"
              + " (default: "
              + USUAL_FILE
              + ", if the base has it).")
  private @Nullable String file;

  @Option(
      names = "--ownership-dialect",
      paramLabel = "DIALECT",
      description = "With --base: github or gitlab (default: github).")
  private @Nullable Dialect dialect;

  @Option(
      names = "--platform-owners",
      paramLabel = "OWNER",
      split = ",",
      description =
          "With --base: the owners of the platform, as the daemon's riparian.ownership.platform-owners"
              + " names them.")
  private @Nullable List<String> platform;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /**
   * Whether a request is meant.
   *
   * @throws ParameterException when that cannot be told, or something else is asked for beside it
   */
  boolean areGiven() {
    if (base == null && head == null) {
      for (String only : List.of("--ownership-file", "--ownership-dialect", "--platform-owners")) {
        if (has(only)) {
          throw wrong(only + " is of use with --base and --head only");
        }
      }
      return false;
    }
    if (base == null || head == null) {
      throw wrong("--base and --head belong together: give both");
    }
    for (String other : List.of("--revision", "--standalone", "--server", "--token-file")) {
      if (has(other)) {
        throw wrong("--base and --head ask nobody: leave out " + other);
      }
    }
    return true;
  }

  private boolean has(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** What it would do. */
  RequestReport look(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new Undecided(directory + " is no directory");
    }
    List<Owner> owners = owners();
    try (LocalRepository repository = LocalRepository.around(directory)) {
      String into = repository.commit(String.valueOf(base));
      String asked = repository.commit(String.valueOf(head));
      return new OfflineLook(repository, ownership(repository, into, owners), Instant.now())
          .of(into, asked);
    } catch (RepositoryUnreadableException unreadable) {
      throw new Undecided(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  private List<Owner> owners() {
    if (platform == null) {
      return List.of(PLATFORM);
    }
    List<Owner> owners = new ArrayList<>();
    for (String name : platform) {
      owners.add(
          Owner.of(name)
              .orElseThrow(() -> wrong("--platform-owners: '" + name + "' names no owner")));
    }
    return owners;
  }

  private OwnershipSettings ownership(LocalRepository repository, String into, List<Owner> owners) {
    Optional<String> named =
        Optional.ofNullable(file)
            .or(() -> Optional.of(USUAL_FILE).filter(repository.tree(into).byPath()::containsKey));
    try {
      return named.isEmpty()
          ? OwnershipSettings.CONTAINMENT
          : new OwnershipSettings(
              OwnershipSettings.Mode.NONE,
              named,
              dialect == null ? Dialect.GITHUB : dialect,
              owners,
              Optional.empty());
    } catch (IllegalArgumentException refused) {
      throw wrong("--ownership-file stands in a team's directory, which that team could change");
    }
  }
}
