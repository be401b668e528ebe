package io.riparian.manifest;

import io.riparian.model.Cluster;
import io.riparian.model.Diagnostic;
import io.riparian.model.FailureRules;
import io.riparian.model.Grant;
import io.riparian.model.Group;
import io.riparian.model.Hold;
import io.riparian.model.Policy;
import io.riparian.model.Routes;
import java.util.List;
import java.util.Set;

/**
 * One file after reading. It depends on its path and its bytes alone, so it can be kept for as long
 * as the blob stays the same.
 */
public record ParsedFile(String path, List<Diagnostic> diagnostics, Contents contents) {

  public ParsedFile {
    diagnostics = List.copyOf(diagnostics);
  }

  /**
   * A file that was not even loaded, because it has more than {@link Layout#LARGEST_FILE} bytes.
   */
  public static ParsedFile tooLarge(String path, long size) {
    Findings findings = new Findings(path);
    SourceText.tooLarge(size, findings);
    return new ParsedFile(
        path,
        findings.sorted(),
        new Contents(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), Set.of(), true, List.of()));
  }

  /** Whether there is an error in it, so that nothing it declares is taken over. */
  public boolean isBroken() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** The failure rules that it declares, in their order. */
  public FailureRules failureRules() {
    return contents.failureRules().stream().reduce(FailureRules.NONE, FailureRules::before);
  }

  /** The same without what is only looked through for secrets. */
  public ParsedFile withoutRemains() {
    return contents.remains().isEmpty()
        ? this
        : new ParsedFile(path, diagnostics, contents.ofBroken(List.of()));
  }

  @Override
  public String toString() {
    return "ParsedFile[" + path + "]";
  }

  /**
   * What a file declares; empty when it is broken.
   *
   * @param names every connector name the file may declare, readable even when it is broken
   * @param opaque the names cannot be told, so that it may declare anything
   * @param remains configurations that can still be told when it is broken, to look for secrets in
   */
  record Contents(
      List<Cluster> clusters,
      List<Grant> grants,
      List<Group> groups,
      List<Hold> holds,
      List<Policy> policies,
      List<FailureRules> failureRules,
      List<Routes> platformRoutes,
      List<TeamDocument> teams,
      List<ConnectorDocument> connectors,
      Set<String> names,
      boolean opaque,
      List<ConfigBlock> remains) {
    Contents {
      clusters = List.copyOf(clusters);
      grants = List.copyOf(grants);
      groups = List.copyOf(groups);
      holds = List.copyOf(holds);
      policies = List.copyOf(policies);
      failureRules = List.copyOf(failureRules);
      platformRoutes = List.copyOf(platformRoutes);
      teams = List.copyOf(teams);
      connectors = List.copyOf(connectors);
      names = Set.copyOf(names);
      remains = List.copyOf(remains);
    }

    /** What names a broken file may declare are words of its text, which may be secrets. */
    @Override
    public String toString() {
      return "Contents[" + connectors.size() + " connectors]";
    }

    Contents ofBroken(List<ConfigBlock> remains) {
      return new Contents(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of(), names, opaque, remains);
    }
  }
}
