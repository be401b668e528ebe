package io.riparian.model;

/** Who answered: the Connect version of the worker and the Kafka cluster behind it. */
public record Worker(String version, String kafkaClusterId) {

  /**
   * Whether this worker's version is at least {@code major.minor}; a version we cannot read is as
   * old as can be.
   */
  public boolean isAtLeast(int major, int minor) {
    String[] parts = version.split("[.-]", -1);
    try {
      int ours = Integer.parseInt(parts[0]);
      int oursMinor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
      return ours > major || (ours == major && oursMinor >= minor);
    } catch (NumberFormatException unreadable) {
      return false;
    }
  }
}
