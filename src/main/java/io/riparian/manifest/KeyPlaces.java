package io.riparian.manifest;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Location;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the configuration keys of connectors were written. */
public final class KeyPlaces {
  private final Map<String, ParsedFile> files = new HashMap<>();

  /**
   * @param files those that the connectors were resolved from
   */
  public KeyPlaces(Collection<ParsedFile> files) {
    files.forEach(file -> this.files.put(file.path(), file));
  }

  /**
   * Where the key stands in the connector's own file; what it inherits is told at its class, and
   * the connector itself where no key is meant.
   */
  public Location of(DeclaredConnector connector, String key) {
    if (key.isEmpty()) {
      return connector.at();
    }
    List<ConfigBlock> blocks = blocks(connector);
    return find(blocks, key).or(() -> find(blocks, ConnectorConfig.CLASS)).orElseGet(connector::at);
  }

  private List<ConfigBlock> blocks(DeclaredConnector connector) {
    return Optional.ofNullable(files.get(connector.at().file())).stream()
        .flatMap(file -> file.contents().connectors().stream())
        .filter(document -> document.name().at().equals(connector.at()))
        .flatMap(
            document ->
                Stream.concat(
                    document.targets().stream()
                        .filter(target -> isFor(target, connector))
                        .flatMap(target -> Stream.of(target.fields(), target.config())),
                    Stream.of(document.config())))
        .toList();
  }

  private static boolean isFor(ConnectorDocument.Target target, DeclaredConnector connector) {
    return !target.cluster().isGiven() || target.cluster().value().equals(connector.id().cluster());
  }

  private static Optional<Location> find(List<ConfigBlock> blocks, String key) {
    return blocks.stream()
        .flatMap(block -> block.entry(key).stream())
        .filter(entry -> !entry.removes())
        .map(ConfigEntry::at)
        .findFirst();
  }
}
