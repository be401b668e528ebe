package io.riparian.report;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Redaction;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What runs on a cluster and is nobody's, as far as a team needs to know it to declare it. */
public record UnmanagedReport(String cluster, List<Found> connectors) {

  public UnmanagedReport {
    connectors = List.copyOf(connectors);
  }

  /**
   * One connector. A value that may be a secret is not here: only its key is, among the secrets.
   *
   * @param state what the worker says: {@code running}, {@code failed}, …
   * @param team whose it would be by the grants in force; empty text when nobody's
   * @param obstacle why it cannot be declared yet, or empty text
   * @param secrets the keys whose values are left out of {@code config}
   * @param inherited the keys that a file of that team has without naming them
   */
  public record Found(
      String name,
      String type,
      String state,
      String team,
      String obstacle,
      SortedMap<String, String> config,
      SortedSet<String> secrets,
      SortedSet<String> inherited) {

    public Found {
      config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
      secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
      inherited = Collections.unmodifiableSortedSet(new TreeSet<>(inherited));
    }

    /** With the configuration as it may leave us. */
    public static Found of(
        String name,
        String type,
        String state,
        String team,
        String obstacle,
        ConnectorConfig config,
        Set<String> inherited) {
      SortedMap<String, String> plain = new TreeMap<>();
      SortedSet<String> secrets = new TreeSet<>();
      config
          .entries()
          .forEach(
              (key, value) -> {
                if (Redaction.isWorkerMask(value) || !Redaction.show(key, value).equals(value)) {
                  secrets.add(key);
                } else {
                  plain.put(key, value);
                }
              });
      return new Found(name, type, state, team, obstacle, plain, secrets, new TreeSet<>(inherited));
    }

    @Override
    public String toString() {
      return "Found[" + name + "]";
    }
  }
}
