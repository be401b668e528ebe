package io.riparian.ownership;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was accepted before, and what runs, as far as a judgement asks for it. What is not known
 * here was not accepted before.
 *
 * @param owners whose each connector is; it is not copied, because every judgement has one of its
 *     own
 * @param accepted how connectors were to read when they were last accepted
 * @param running how they read as they run, whoever may still declare them
 * @param kafkaClusterIds for each Connect cluster that was ever asked, the Kafka cluster behind it
 */
public record Precedent(
    Map<ConnectorId, String> owners,
    GroupMemory accepted,
    GroupMemory running,
    Map<String, String> kafkaClusterIds) {

  /** How connectors read from Kafka. */
  public interface GroupMemory {

    /** Those that read with this consumer group. */
    List<Reader> readersOf(String group);

    /** Whether it read with the group of this configuration, and from the servers of it. */
    boolean readsAsBefore(ConnectorId id, ConnectorConfig config);
  }

  /** A connector that reads with a consumer group, and whose it is. */
  public record Reader(ConnectorId id, String team) {}

  private static final GroupMemory NO_GROUPS = new LastConfigs(Map.of());

  public Precedent {
    owners = Collections.unmodifiableMap(owners);
    kafkaClusterIds = Map.copyOf(kafkaClusterIds);
  }

  /** Nothing was accepted before. */
  public static Precedent none() {
    return ofOwners(Map.of());
  }

  /** Whose each connector is, and nothing about groups. */
  public static Precedent ofOwners(Map<ConnectorId, String> owners) {
    return new Precedent(Map.copyOf(owners), NO_GROUPS, NO_GROUPS, Map.of());
  }

  /** What another judgement let through. */
  public static Precedent of(Accepted before) {
    Map<ConnectorId, String> owners = new HashMap<>();
    before.connectors().forEach((id, connector) -> owners.put(id, connector.team()));
    return new Precedent(owners, groupsOf(before.connectors()), NO_GROUPS, Map.of());
  }

  /** How connectors read that are, or were, declared like this. */
  public static GroupMemory groupsOf(Map<ConnectorId, DeclaredConnector> connectors) {
    return new LastConfigs(connectors);
  }

  /** The same, where this is what runs. */
  public Precedent whileRunning(GroupMemory other) {
    return new Precedent(owners, accepted, other, kafkaClusterIds);
  }

  private static final class LastConfigs implements GroupMemory {
    private final Map<ConnectorId, DeclaredConnector> connectors;
    private @Nullable Map<String, List<Reader>> byGroup;

    LastConfigs(Map<ConnectorId, DeclaredConnector> connectors) {
      this.connectors = connectors;
    }

    /** Only who asks for a group anew has to be compared with all that had it. */
    @Override
    public synchronized List<Reader> readersOf(String group) {
      Map<String, List<Reader>> known = byGroup;
      if (known == null) {
        known = byGroup(connectors);
        byGroup = known;
      }
      return known.getOrDefault(group, List.of());
    }

    private static Map<String, List<Reader>> byGroup(
        Map<ConnectorId, DeclaredConnector> connectors) {
      Map<String, List<Reader>> byGroup = new HashMap<>();
      connectors.forEach(
          (id, connector) ->
              connector
                  .config()
                  .consumerGroup(id.name())
                  .ifPresent(
                      group ->
                          byGroup
                              .computeIfAbsent(group, key -> new ArrayList<>())
                              .add(new Reader(id, connector.team()))));
      return byGroup;
    }

    @Override
    public boolean readsAsBefore(ConnectorId id, ConnectorConfig config) {
      Optional<ConnectorConfig> last =
          Optional.ofNullable(connectors.get(id)).map(DeclaredConnector::config);
      Optional<String> group = config.consumerGroup(id.name());
      return group.isPresent()
          && last.filter(then -> then.consumerGroup(id.name()).equals(group))
              .map(then -> then.get(ConnectorConfig.SERVERS_OVERRIDE))
              .filter(config.get(ConnectorConfig.SERVERS_OVERRIDE)::equals)
              .isPresent();
    }
  }
}
