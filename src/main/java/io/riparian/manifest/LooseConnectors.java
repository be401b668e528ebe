package io.riparian.manifest;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Connectors as their own file says them: without defaults, without variables, and on no cluster.
 * That is all there is of a file that lies in no repository.
 */
public final class LooseConnectors {
  private LooseConnectors() {}

  /**
   * One of them, by itself or on one of its targets.
   *
   * @param config what its file sets there
   */
  public record Loose(ConnectorConfig config, Map<String, Location> places) {
    public Loose {
      places = Map.copyOf(places);
    }

    public Location placeOf(String key) {
      return Optional.ofNullable(places.get(key))
          .orElseThrow(() -> new IllegalStateException("no key of this file: " + key));
    }
  }

  /** Those of one file; of a broken one, whatever can still be told of their configurations. */
  public static List<Loose> of(ParsedFile file) {
    return Stream.concat(
            file.contents().connectors().stream().flatMap(ConnectorDocument::blocks),
            file.contents().remains().stream())
        .map(LooseConnectors::loose)
        .toList();
  }

  private static Loose loose(ConfigBlock block) {
    Map<String, String> values = new TreeMap<>();
    Map<String, Location> places = new TreeMap<>();
    block.entries().stream()
        .filter(entry -> !entry.removes())
        .forEach(
            entry -> {
              values.put(entry.key(), entry.value());
              places.put(entry.key(), entry.at());
            });
    return new Loose(ConnectorConfig.of(values), places);
  }
}
