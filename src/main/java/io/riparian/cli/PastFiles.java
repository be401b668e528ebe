package io.riparian.cli;

import io.riparian.manifest.Layout;
import io.riparian.manifest.LooseConnectors;
import io.riparian.manifest.ManifestParser;
import io.riparian.model.Diagnostic;
import io.riparian.policy.PastSecrets;
import io.riparian.repo.PastVersions;
import io.riparian.repo.RepositoryUnreadableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What connector files had in them at some time; of a version that cannot be read, what its text
 * still tells.
 */
final class PastFiles {
  private static final String TEAMS = "teams/";

  private PastFiles() {}

  /**
   * The secrets that the history of a configuration repository holds.
   *
   * @param places paths from the root; the empty one is the root itself
   */
  static List<Diagnostic> secrets(Path root, Set<String> places) {
    PastSecrets secrets = new PastSecrets();
    try {
      boolean there =
          PastVersions.tell(
              root,
              path ->
                  path.startsWith(TEAMS)
                      && LooseFiles.isConnectorFile(Path.of(path))
                      && Checked.isAmong(path, places),
              Layout.LARGEST_FILE,
              (commit, path, content) ->
                  LooseConnectors.of(ManifestParser.parse(path, content))
                      .forEach(loose -> secrets.look(commit, path, loose.config())));
      if (!there) {
        throw new Undecided(root + " is in no Git repository with a work tree");
      }
    } catch (RepositoryUnreadableException unreadable) {
      throw new Undecided(String.valueOf(unreadable.getMessage()), unreadable);
    }
    return secrets.found();
  }
}
