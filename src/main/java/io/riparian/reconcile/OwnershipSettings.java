package io.riparian.reconcile;

import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The trust roots of the ownership rules, from the daemon's own configuration.
 *
 * @param file the ownership file's path in the repository; empty when there is none
 * @param platform whom the platform's own files, and all that is nobody's, belong to
 * @param signers the directory of the signers' keys; asked for with {@link Mode#SIGNED} alone
 */
public record OwnershipSettings(
    Mode mode,
    Optional<String> file,
    Dialect dialect,
    List<Owner> platform,
    Optional<Path> signers) {

  /** What proves that an owner agreed. */
  public enum Mode {
    /** Nothing: whoever can write to the branch is taken at their word. */
    NONE,
    /** The signature of each commit of the branch. */
    SIGNED,
    /** What the forge says of the request that each commit came with. */
    FORGE;

    /** Whether nothing comes into force that an owner is not proven to have agreed to. */
    public boolean isAsked() {
      return this != NONE;
    }
  }

  /** Neither an ownership file nor evidence: the directories alone separate the teams. */
  public static final OwnershipSettings CONTAINMENT =
      new OwnershipSettings(
          Mode.NONE, Optional.empty(), Dialect.GITHUB, List.of(), Optional.empty());

  public OwnershipSettings {
    platform = List.copyOf(platform);
    if (file.isPresent() && platform.isEmpty()) {
      throw new IllegalArgumentException(
          "riparian.ownership.platform-owners is missing: an ownership file needs owners for what it gives to nobody");
    }
    if (file.filter(path -> !Unit.of(path).isGlobal()).isPresent()) {
      throw new IllegalArgumentException(
          "riparian.ownership.file stands in a team's directory, which that team could change");
    }
    if (mode == Mode.FORGE && file.isEmpty()) {
      throw new IllegalArgumentException(
          "riparian.evidence.mode=forge needs riparian.ownership.file");
    }
    if (mode == Mode.SIGNED && (file.isEmpty() || signers.isEmpty())) {
      throw new IllegalArgumentException(
          "riparian.evidence.mode=signed needs riparian.ownership.file and riparian.evidence.signers");
    }
  }
}
