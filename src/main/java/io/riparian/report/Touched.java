package io.riparian.report;

import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a request touches: files, and the connectors that these declare or declared. What there is
 * to say of them is said to its author, also where the branch would be told the same.
 *
 * @param refused those of them that may not be as the request declares them, and the first reason,
 *     which may lie in another file
 */
public record Touched(
    Set<String> files,
    SortedMap<ConnectorId, DeclaredConnector> connectors,
    SortedMap<ConnectorId, Diagnostic> refused) {
  public Touched {
    files = Set.copyOf(files);
    connectors = Collections.unmodifiableSortedMap(new TreeMap<>(connectors));
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }

  /**
   * @param inForce every connector that is declared now
   * @param proposed every connector that would be declared
   * @param refused everything that the request's revision declares and may not
   */
  public static Touched of(
      Set<String> files,
      Collection<DeclaredConnector> inForce,
      Collection<DeclaredConnector> proposed,
      Map<ConnectorId, Diagnostic> refused) {
    SortedMap<ConnectorId, DeclaredConnector> connectors = new TreeMap<>();
    Stream.concat(inForce.stream(), proposed.stream())
        .filter(connector -> files.contains(connector.at().file()))
        .forEach(connector -> connectors.put(connector.id(), connector));
    SortedMap<ConnectorId, Diagnostic> kept = new TreeMap<>(refused);
    kept.entrySet()
        .removeIf(
            one ->
                !files.contains(one.getValue().at().file())
                    && !connectors.containsKey(one.getKey()));
    return new Touched(files, connectors, kept);
  }

  boolean has(String cluster, String connector) {
    ConnectorId id = new ConnectorId(cluster, connector);
    return connectors.containsKey(id) || refused.containsKey(id);
  }
}
