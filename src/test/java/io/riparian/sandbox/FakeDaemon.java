package io.riparian.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Stands in for {@code riparian serve} where only the sandbox around it is tested: creates what the
 * repository declares, deletes what it no longer does, judges nothing, and reports what the workers
 * say.
 */
public final class FakeDaemon {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Repository repository;
  private final Map<String, String> urls = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, JsonNode> declared = new HashMap<>();
  private final Set<String> created = new HashSet<>();

  private FakeDaemon(Repository repository) {
    this.repository = repository;
  }

  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    Path file = Path.of(URI.create(System.getProperty("smallrye.config.locations", "")));
    try (InputStream bytes = Files.newInputStream(file)) {
      settings.load(bytes);
    }
    FakeDaemon daemon =
        new FakeDaemon(
            new FileRepository(
                Path.of(URI.create(settings.getProperty("riparian.repository.url"))).toFile()));
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(settings.getProperty("quarkus.http.port"))),
            0);
    server.createContext("/q/health/live", exchange -> answer(exchange, "{}"));
    server.createContext("/api/v1/connectors", exchange -> answer(exchange, daemon.report()));
    server.start();
    while (true) {
      daemon.reconcile();
      Thread.sleep(300);
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized void reconcile() throws Exception {
    read();
    for (JsonNode connector : declared.values()) {
      String name = connector.path("metadata").path("name").asText();
      JsonNode spec = connector.path("spec");
      String connectors = urls.get(spec.path("cluster").asText()) + "/connectors";
      if (created.add(name)) {
        ObjectNode body = JSON.createObjectNode().put("name", name);
        body.put("initial_state", spec.path("state").asText().toUpperCase(Locale.ROOT));
        ObjectNode config =
            body.putObject("config").put("connector.class", spec.path("class").asText());
        config.put("tasks.max", spec.path("tasksMax").asText());
        spec.path("config")
            .properties()
            .forEach(each -> config.put(each.getKey(), resolved(each.getValue().asText())));
        send("POST", connectors, body.toString());
      }
    }
    for (String gone : Set.copyOf(created)) {
      if (!declared.containsKey(gone) && created.remove(gone)) {
        for (String url : urls.values()) {
          send("DELETE", url + "/connectors/" + gone, "");
        }
      }
    }
  }

  private void read() throws IOException {
    declared.clear();
    try (TreeWalk files = new TreeWalk(repository)) {
      files.addTree(repository.resolve("main^{tree}"));
      files.setRecursive(true);
      while (files.next()) {
        if (!files.getPathString().endsWith(".yaml")) {
          continue;
        }
        byte[] bytes = repository.open(files.getObjectId(0)).getBytes();
        try (MappingIterator<JsonNode> documents =
            YAML.readerFor(JsonNode.class).readValues(bytes)) {
          while (documents.hasNext()) {
            add(documents.next());
          }
        }
      }
    }
  }

  private void add(JsonNode document) {
    JsonNode spec = document.path("spec");
    String name = document.path("metadata").path("name").asText();
    switch (document.path("kind").asText()) {
      case "Connector" -> declared.put(name, document);
      case "Cluster" -> urls.put(name, spec.path("urls").path(0).asText());
      default -> {}
    }
    spec.path("variables")
        .properties()
        .forEach(
            each ->
                variables.put(
                    each.getKey(), each.getValue().path("value").asText(each.getValue().asText())));
  }

  private String resolved(String value) {
    for (Map.Entry<String, String> each : variables.entrySet()) {
      value = value.replace("${var:" + each.getKey() + "}", each.getValue());
    }
    return value;
  }

  private synchronized String report() {
    ArrayNode rows = JSON.createArrayNode();
    urls.forEach(
        (cluster, url) -> {
          try {
            JSON.readTree(send("GET", url + "/connectors?expand=status", ""))
                .properties()
                .forEach(
                    each ->
                        rows.addObject()
                            .put("cluster", cluster)
                            .put("name", each.getKey())
                            .put("team", each.getKey().replaceFirst("-.*", ""))
                            .put("sync", "FAKE")
                            .put("health", "FAKE")
                            .put("state", each.getValue().at("/status/connector/state").asText()));
          } catch (IOException | InterruptedException down) {
            // Its connectors are left out.
          }
        });
    return rows.toString();
  }

  private String send(String method, String url, String body)
      throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
