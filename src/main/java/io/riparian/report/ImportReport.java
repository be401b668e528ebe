package io.riparian.report;

import java.util.List;

/**
 * What an import made of the connectors that were nobody's. It holds no configuration value.
 *
 * @param left those that got no file
 */
public record ImportReport(String cluster, List<ConnectorFile> files, List<Left> left) {

  public ImportReport {
    files = List.copyOf(files);
    left = List.copyOf(left);
  }

  /** Whether somebody has to do something before all of it is declared. */
  public boolean leavesWork() {
    return !left.isEmpty() || files.stream().anyMatch(file -> !file.fillIn().isEmpty());
  }

  /**
   * A connector's file.
   *
   * @param written false when a file stood there already, which was left as it is
   * @param fillIn the keys whose placeholder somebody has to replace
   * @param leftOut the keys that run and that no file can hold
   */
  public record ConnectorFile(
      String connector, String path, boolean written, List<String> fillIn, List<String> leftOut) {
    public ConnectorFile {
      fillIn = List.copyOf(fillIn);
      leftOut = List.copyOf(leftOut);
    }
  }

  /** A connector without a file, and why; {@code team} is empty text when it is nobody's. */
  public record Left(String connector, String team, String why) {}
}
