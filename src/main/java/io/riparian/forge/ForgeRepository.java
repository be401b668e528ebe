package io.riparian.forge;

import java.util.regex.Pattern;

/**
 * The repository on a forge, and its branch that counts.
 *
 * @param path {@code acme/connect}; on GitLab there may be groups in groups
 * @param branch its bare name
 */
public record ForgeRepository(String path, String branch) {
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+");

  public ForgeRepository {
    if (!PATH.matcher(path).matches() || branch.isBlank()) {
      throw new IllegalArgumentException(
          "a forge's repository is an owner, a slash and a name, and its branch has a name");
    }
  }

  /** All before the name. */
  public String owner() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
