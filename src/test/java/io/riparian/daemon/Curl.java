package io.riparian.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Somebody with a shell and {@code curl}, at a worker's own address. */
final class Curl {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String worker;

  Curl(String worker) {
    this.worker = worker;
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    json("/connectors").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** The configuration as it stands, mark included; read from what never waits for a rebalance. */
  Map<String, String> config(String name) {
    Map<String, String> config = new TreeMap<>();
    json("/connectors?expand=info")
        .path(name)
        .path("info")
        .path("config")
        .properties()
        .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
    return config;
  }

  /** {@code running}, {@code paused}, {@code stopped}…; empty when there is none. */
  String state(String name) {
    return json("/connectors?expand=status")
        .at("/" + name + "/status/connector/state")
        .asText()
        .toLowerCase(Locale.ROOT);
  }

  /** How far it has read, as the worker tells; for a sink, what its group has committed. */
  String offsets(String name) {
    return json("/connectors/" + name + "/offsets").toString();
  }

  /** The topics it has written to, or read from, since it was created. */
  Set<String> topics(String name) {
    Set<String> topics = new TreeSet<>();
    json("/connectors/" + name + "/topics")
        .path(name)
        .path("topics")
        .forEach(topic -> topics.add(topic.asText()));
    return topics;
  }

  /** Everything of every connector, but for what changes by itself. */
  String everythingOf(String name) {
    return json("/connectors?expand=info").path(name).path("info").path("config").toString()
        + json("/connectors?expand=status").path(name).path("status").path("connector");
  }

  void create(String name, Map<String, String> config) {
    send("POST", "/connectors", Map.of("name", name, "config", config));
  }

  void createStopped(String name, Map<String, String> config) {
    send("POST", "/connectors", Map.of("name", name, "config", config, "initial_state", "STOPPED"));
  }

  void create(Manifest connector) {
    create(connector.name(), connector.expected());
  }

  void put(String name, Map<String, String> config) {
    send("PUT", "/connectors/" + name + "/config", config);
  }

  void patch(String name, Map<String, String> config) {
    send("PATCH", "/connectors/" + name + "/config", config);
  }

  void pause(String name) {
    send("PUT", "/connectors/" + name + "/pause", Map.of());
  }

  void resume(String name) {
    send("PUT", "/connectors/" + name + "/resume", Map.of());
  }

  void delete(String name) {
    send("DELETE", "/connectors/" + name, Map.of());
  }

  void deleteAll() {
    names().parallelStream().forEach(this::delete);
    Eventually.eventually(
        () -> {
          if (!json("/connectors?expand=status").isEmpty()) {
            throw new IllegalStateException("connectors are still there");
          }
        });
  }

  private JsonNode json(String path) {
    try {
      return JSON.readTree(send(HttpRequest.newBuilder(URI.create(worker + path)).build()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void send(String method, String path, Object body) {
    try {
      send(
          HttpRequest.newBuilder(URI.create(worker + path))
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(request + " answered " + response.statusCode() + response.body());
      }
      return response.body();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException(stop);
    }
  }
}
