package io.riparian.cli.sandbox;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the newcomer may choose.
 *
 * @param port of the daemon's page and API
 * @param kafkaPort of the broker
 * @param connectPort of the worker of cluster {@code shared}; the one of {@code payments} takes the
 *     next
 * @param directory where everything is put; empty for a temporary one
 * @param sample what the Git repository starts with; empty for {@code sample-repo}
 * @param signed whether signatures must prove that owners agreed
 */
public record SandboxOptions(
    int port,
    int kafkaPort,
    int connectPort,
    Optional<Path> directory,
    Optional<Path> sample,
    boolean signed) {
  public static final int PORT = 8080;
  public static final int KAFKA_PORT = 19092;
  public static final int CONNECT_PORT = 18083;

  /** Where the sample's files say its data lies; the sandbox has a directory of its own. */
  private static final String SAMPLE_DATA = "/tmp/riparian-sandbox";

  int paymentsPort() {
    return connectPort + 1;
  }

  /**
   * @throws SandboxException that names the first port which is taken, and the option to choose
   *     another
   */
  void checkPorts() {
    Set<Integer> chosen = new HashSet<>();
    check(port, "the page and the API", "--port", chosen);
    check(kafkaPort, "Kafka", "--kafka-port", chosen);
    check(connectPort, "the Connect cluster shared", "--connect-port", chosen);
    check(paymentsPort(), "the Connect cluster payments", "--connect-port", chosen);
  }

  private static void check(int port, String what, String option, Set<Integer> chosen) {
    String which = "port " + port + " (for " + what + ") ";
    String hint = "; choose another with " + option;
    if (port < 1 || port > 65_535) {
      throw new SandboxException(which + "does not exist" + hint);
    }
    if (!chosen.add(port)) {
      throw new SandboxException(which + "is wanted twice" + hint);
    }
    if (!FreePorts.isFree(port)) {
      throw new SandboxException(which + "is taken by another program" + hint);
    }
  }

  /**
   * What the sample's files say for a sandbox with the usual ports, and what they are to say for
   * this one.
   */
  Map<String, String> replacements(Path data) {
    Map<String, String> replacements = new LinkedHashMap<>();
    replacements.put(SAMPLE_DATA, data.toString());
    replacements.put("127.0.0.1:" + KAFKA_PORT, "127.0.0.1:" + kafkaPort);
    replacements.put("127.0.0.1:" + CONNECT_PORT, "127.0.0.1:" + connectPort);
    replacements.put("127.0.0.1:" + (CONNECT_PORT + 1), "127.0.0.1:" + paymentsPort());
    return replacements;
  }
}
