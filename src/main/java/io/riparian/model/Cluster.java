package io.riparian.model;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One Kafka Connect cluster as the platform declared it: where its workers are, whose connectors it
 * takes, and how far Riparian may go there. {@code credential}, {@code bootstrapServers} and {@code
 * bootstrapCredential} are empty text when not given; a credential is a name that the daemon's own
 * configuration resolves, never a secret. An empty {@code teams} lists nobody, and empty {@code
 * schemaRegistryUrls} name no Schema Registry.
 */
public record Cluster(
    String name,
    Location at,
    List<URI> urls,
    String credential,
    String bootstrapServers,
    String bootstrapCredential,
    List<URI> schemaRegistryUrls,
    Set<String> teams,
    Writing writing,
    Deletion deletion,
    Unmanaged unmanaged,
    Marks marks,
    Drift drift,
    Map<String, Variable> variables,
    ConnectorConfig defaults,
    ChangeWindows windows,
    ClusterRails rails,
    WorkerSettings workers) {

  /** A cluster of whose workers, Kafka and Schema Registry nothing more was said. */
  public Cluster(
      String name,
      Location at,
      List<URI> urls,
      String credential,
      String bootstrapServers,
      Set<String> teams,
      Mode mode,
      Deletion deletion,
      Unmanaged unmanaged,
      Marks marks,
      Drift drift,
      Map<String, Variable> variables,
      ConnectorConfig defaults,
      ChangeWindows windows,
      ClusterRails rails) {
    this(
        name,
        at,
        urls,
        credential,
        bootstrapServers,
        "",
        List.of(),
        teams,
        new Writing(mode, at, Optional.empty()),
        deletion,
        unmanaged,
        marks,
        drift,
        variables,
        defaults,
        windows,
        rails,
        WorkerSettings.UNSAID);
  }

  /** The same without any window for changes. */
  public Cluster atAnyTime() {
    return new Cluster(
        name,
        at,
        urls,
        credential,
        bootstrapServers,
        bootstrapCredential,
        schemaRegistryUrls,
        teams,
        writing,
        deletion,
        unmanaged,
        marks,
        drift,
        variables,
        defaults,
        ChangeWindows.NONE,
        rails,
        workers);
  }

  /**
   * Who writes to this cluster.
   *
   * @param mode as the file says it, which is not to say that nothing stands in its way: see {@link
   *     SecondWriter}
   * @param at where the file says it, or where the cluster's name stands
   * @param strimziConnectorResources whether a Strimzi operator manages connectors here by {@code
   *     KafkaConnector} resources; empty when the file does not say
   */
  public record Writing(Mode mode, Location at, Optional<Boolean> strimziConnectorResources) {}

  /** How far Riparian goes on this cluster: {@code OBSERVE} plans and tells, and never writes. */
  public enum Mode {
    OBSERVE,
    MANAGE
  }

  /** Whether a connector may ever be deleted from this cluster. */
  public enum Deletion {
    ALLOW,
    FORBID
  }

  /** Whether connectors nobody declared are listed. */
  public enum Unmanaged {
    REPORT,
    IGNORE
  }

  /** Where the proof of our ownership is kept: on the connector itself, or in the ledger only. */
  public enum Marks {
    CONNECTOR,
    LEDGER
  }

  /** What is done when the cluster moved and Git did not: put back, or only told. */
  public enum Drift {
    REVERT,
    REPORT
  }

  /** How far Riparian is to go on this cluster. */
  public Mode mode() {
    return writing.mode();
  }

  public Cluster {
    urls = List.copyOf(urls);
    schemaRegistryUrls = List.copyOf(schemaRegistryUrls);
    teams = Set.copyOf(teams);
    variables = Map.copyOf(variables);
  }
}
