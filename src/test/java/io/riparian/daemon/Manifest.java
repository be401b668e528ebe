package io.riparian.daemon;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A connector file of a test. The team is what stands before the first dash of the name; it reads a
 * file that does not exist, so that it runs and costs nothing.
 */
record Manifest(
    String name, String cluster, String extra, String state, Map<String, String> config) {
  static final String FILE_SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";

  static Manifest connector(String name) {
    return new Manifest(
        name,
        World.SHARED,
        "",
        "running",
        Map.of("topic", "topic-" + name, "file", "/nonexistent/" + name));
  }

  Manifest on(String other) {
    return new Manifest(name, other, extra, state, config);
  }

  Manifest paused() {
    return new Manifest(name, cluster, extra, "paused", config);
  }

  Manifest stopped() {
    return new Manifest(name, cluster, extra, "stopped", config);
  }

  Manifest adopted() {
    return new Manifest(name, cluster, extra + "  adopt: true\n", state, config);
  }

  Manifest with(String key, String value) {
    Map<String, String> changed = new TreeMap<>(config);
    changed.put(key, value);
    return new Manifest(name, cluster, extra, state, changed);
  }

  String team() {
    return name.substring(0, name.indexOf('-'));
  }

  String path() {
    return "teams/" + team() + "/connectors/" + name + ".yaml";
  }

  String yaml() {
    return """
        apiVersion: riparian/v1
        kind: Connector
        metadata:
          name: %s
        spec:
          cluster: %s
          class: %s
          tasksMax: 1
          state: %s
        %s  config:
        %s
        """
        .formatted(
            name,
            cluster,
            FILE_SOURCE,
            state,
            extra,
            new TreeMap<>(config)
                .entrySet().stream()
                    .map(entry -> "    " + entry.getKey() + ": \"" + entry.getValue() + "\"")
                    .collect(Collectors.joining("\n")));
  }

  /** What the worker is to hold, but for our mark. */
  Map<String, String> expected() {
    Map<String, String> expected = new TreeMap<>(config);
    expected.put("name", name);
    expected.put("connector.class", FILE_SOURCE);
    expected.put("tasks.max", "1");
    return expected;
  }
}
