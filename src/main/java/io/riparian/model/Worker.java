package io.riparian.model;

/** Who answered: the Connect version of the worker and the Kafka cluster behind it. */
public record Worker(String version, String kafkaClusterId) {

  /** By how much Confluent's major versions are ahead of Kafka's, from its 7.0 = 3.0 on. */
  private static final int CONFLUENT_AHEAD = 4;

  /**
   * Whether this worker's Apache Kafka version is at least {@code major.minor}; a version we cannot
   * read is as old as can be. Confluent counts its own way: its 7.6 is Kafka 3.6.
   */
  public boolean isAtLeast(int major, int minor) {
    String[] parts = version.split("[.-]", -1);
    boolean isConfluents = version.endsWith("-ccs") || version.endsWith("-ce");
    try {
      int ours = Integer.parseInt(parts[0]) - (isConfluents ? CONFLUENT_AHEAD : 0);
      int oursMinor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
      return ours > major || (ours == major && oursMinor >= minor);
    } catch (NumberFormatException unreadable) {
      return false;
    }
  }
}
