package io.riparian.ownership.codeowners;

import io.riparian.model.Diagnostic;
import java.util.List;

/**
 * How an ownership file is to be read. The same line means different things to different forges, so
 * nothing is guessed: the daemon's configuration names one.
 */
public enum Dialect {
  /** GitHub's CODEOWNERS: one list, the last matching line decides. */
  GITHUB {
    @Override
    List<Section> read(String path, List<String> lines, List<Diagnostic> diagnostics) {
      return new GitHubReading(path, diagnostics).read(lines);
    }
  },
  /** GitLab's: sections, each of which wants its own approval. */
  GITLAB {
    @Override
    List<Section> read(String path, List<String> lines, List<Diagnostic> diagnostics) {
      return new GitLabReading(path, diagnostics).read(lines);
    }
  };

  abstract List<Section> read(String path, List<String> lines, List<Diagnostic> diagnostics);
}
