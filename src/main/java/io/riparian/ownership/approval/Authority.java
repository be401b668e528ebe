package io.riparian.ownership.approval;

import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.ownership.codeowners.Ruling;
import java.util.List;

/**
 * Who must agree to a change of a path, at one revision: the ownership file and the groups that are
 * in force there, and the platform's owners, whom only the daemon's configuration names.
 */
public record Authority(CodeOwners file, Groups groups, List<Owner> platform) {
  private static final String PLATFORM = "platform/";
  private static final String GROUPS = "platform/groups/";

  public Authority {
    if (platform.isEmpty()) {
      throw new IllegalArgumentException("the platform has owners");
    }
    platform = List.copyOf(platform);
  }

  /** Whether only the platform's owners may let this path change, whatever the file says. */
  boolean isPlatforms(String path) {
    return path.startsWith(PLATFORM) || path.equals(file.path());
  }

  /** Whether it depends on this path who owns what. */
  public boolean decidesOwners(String path) {
    return path.startsWith(GROUPS) || path.equals(file.path());
  }

  /**
   * All of these must be met. A path that is nobody's, or whose line names nobody, is the
   * platform's.
   */
  List<Requirement> of(String path) {
    if (isPlatforms(path)) {
      return List.of(platformRequirement());
    }
    List<Requirement> asked =
        said(path).stream()
            .filter(Ruling::required)
            .filter(ruling -> !ruling.owners().isEmpty())
            .map(ruling -> new Requirement(where(ruling), ruling.owners(), ruling.approvals()))
            .toList();
    return asked.isEmpty() ? List.of(platformRequirement()) : asked;
  }

  Requirement platformRequirement() {
    return new Requirement("", platform, 1);
  }

  private String where(Ruling ruling) {
    return ruling.section().isEmpty()
        ? file.path() + ":" + ruling.line()
        : file.path() + ":" + ruling.line() + " [" + ruling.section() + "]";
  }

  /** Whether the file itself gives this path an owner. */
  boolean namesOwner(String path) {
    return said(path).stream().anyMatch(ruling -> ruling.required() && !ruling.owners().isEmpty());
  }

  /** A path that Git itself would refuse is nobody's; somebody may have written it all the same. */
  private List<Ruling> said(String path) {
    return CodeOwners.isPath(path) ? rulings(file, path) : List.of();
  }

  /**
   * What an ownership file says of a path. An exclusion is a way to take a team its files: under
   * {@code teams/} there is none.
   */
  public static List<Ruling> rulings(CodeOwners file, String path) {
    return Unit.of(path).isGlobal() ? file.of(path) : file.withoutExclusions(path);
  }
}
