package io.riparian.ownership;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was accepted before, as far as a judgement asks for it. What is not known here was not
 * accepted before.
 *
 * @param owners whose each connector is
 * @param groups which consumer groups they read with
 * @param kafkaClusterIds for each Connect cluster that was ever asked, the Kafka cluster behind it
 */
public record Precedent(
    Map<ConnectorId, String> owners, GroupMemory groups, Map<String, String> kafkaClusterIds) {

  /** How connectors read from Kafka when they were last accepted or applied. */
  public interface GroupMemory {

    /** Whether the connector read with this consumer group. */
    boolean had(ConnectorId id, String group);

    /** Whether it read with the group of this configuration, and from the servers of it. */
    boolean readsAsBefore(ConnectorId id, ConnectorConfig config);

    /** What this remembers or another does. */
    default GroupMemory or(GroupMemory other) {
      GroupMemory one = this;
      return new GroupMemory() {
        @Override
        public boolean had(ConnectorId id, String group) {
          return one.had(id, group) || other.had(id, group);
        }

        @Override
        public boolean readsAsBefore(ConnectorId id, ConnectorConfig config) {
          return one.readsAsBefore(id, config) || other.readsAsBefore(id, config);
        }
      };
    }
  }

  public Precedent {
    owners = Map.copyOf(owners);
    kafkaClusterIds = Map.copyOf(kafkaClusterIds);
  }

  /** Nothing was accepted before. */
  public static Precedent none() {
    return ofOwners(Map.of());
  }

  /** Whose each connector is, and nothing about groups. */
  public static Precedent ofOwners(Map<ConnectorId, String> owners) {
    return new Precedent(owners, new LastConfigs(Map.of()), Map.of());
  }

  /** What another judgement let through. */
  public static Precedent of(Accepted before) {
    Map<ConnectorId, String> owners = new HashMap<>();
    before.connectors().forEach((id, connector) -> owners.put(id, connector.team()));
    return new Precedent(owners, new LastConfigs(before.connectors()), Map.of());
  }

  private record LastConfigs(Map<ConnectorId, DeclaredConnector> connectors)
      implements GroupMemory {
    @Override
    public boolean had(ConnectorId id, String group) {
      return config(id).flatMap(last -> last.consumerGroup(id.name())).stream()
          .anyMatch(group::equals);
    }

    @Override
    public boolean readsAsBefore(ConnectorId id, ConnectorConfig config) {
      return config.consumerGroup(id.name()).filter(group -> had(id, group)).isPresent()
          && config(id)
              .map(last -> last.get(ConnectorConfig.SERVERS_OVERRIDE))
              .filter(config.get(ConnectorConfig.SERVERS_OVERRIDE)::equals)
              .isPresent();
    }

    private Optional<ConnectorConfig> config(ConnectorId id) {
      return Optional.ofNullable(connectors.get(id)).map(DeclaredConnector::config);
    }
  }
}
