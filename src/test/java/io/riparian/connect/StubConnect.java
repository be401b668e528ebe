package io.riparian.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A Connect worker that keeps connectors and runs none: it answers in the shapes of a real one, as
 * fast as HTTP goes, and counts. For measuring what we cost, not what a worker does.
 */
public final class StubConnect implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService hands = Executors.newFixedThreadPool(8);
  private final Map<String, JsonNode> configs = new TreeMap<>();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong glances = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();
  private final Object herder = new Object();
  private final int millisToCreate;
  private byte[] statuses = new byte[0];
  private int stirred;
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  /**
   * @param millisToCreate how long the one thread of a worker is busy with a creation
   */
  public StubConnect(int millisToCreate) {
    // Else the JDK's server lets every second answer wait 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.millisToCreate = millisToCreate;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(hands);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A connector of twenty keys, about as many as one for Debezium has. */
  public synchronized StubConnect given(String name) {
    ObjectNode config = JSON.createObjectNode();
    config.put("name", name).put("connector.class", "io.debezium.connector.Some");
    for (int key = 0; key < 18; key++) {
      config.put("some.key.of.it." + key, "some value of " + name + ", " + key);
    }
    configs.put(name, config);
    statuses = new byte[0];
    return this;
  }

  /** Something is different in the answer to the next short look. */
  public synchronized void stir() {
    stirred++;
    statuses = new byte[0];
  }

  public long reads() {
    return reads.get();
  }

  public long glances() {
    return glances.get();
  }

  public long writes() {
    return writes.get();
  }

  public synchronized int size() {
    return configs.size();
  }

  /** Takes calls from now on and answers none. */
  public void hang() {
    hanging = new CountDownLatch(1);
  }

  /** Answers all that it took, and the next ones. */
  public void goOn() {
    hanging.countDown();
  }

  public synchronized void clear() {
    configs.clear();
    statuses = new byte[0];
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().toString();
      byte[] body = exchange.getRequestBody().readAllBytes();
      hanging.await();
      (method.equals("GET") ? reads : writes).incrementAndGet();
      byte[] answer = method.equals("POST") ? create(body) : read(path);
      int status = method.equals("POST") ? 201 : answer.length == 0 ? 404 : 200;
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] create(byte[] body) throws IOException {
    JsonNode asked = JSON.readTree(body);
    ObjectNode config =
        ((ObjectNode) asked.path("config")).put("name", asked.path("name").asText());
    synchronized (herder) {
      pause();
      synchronized (this) {
        configs.put(asked.path("name").asText(), config);
        statuses = new byte[0];
      }
    }
    ObjectNode created = JSON.createObjectNode();
    created.put("name", asked.path("name").asText()).set("config", config);
    created.putArray("tasks");
    created.put("type", "source");
    return JSON.writeValueAsBytes(created);
  }

  private void pause() {
    try {
      Thread.sleep(millisToCreate);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized byte[] read(String path) throws IOException {
    if (path.equals("/connectors?expand=status")) {
      glances.incrementAndGet();
      if (statuses.length == 0) {
        statuses = JSON.writeValueAsBytes(expanded(false, true));
      }
      return statuses;
    }
    if (path.startsWith("/connectors?expand=")) {
      return JSON.writeValueAsBytes(expanded(true, path.contains("status")));
    }
    return switch (path) {
      case "/" ->
          JSON.writeValueAsBytes(
              Map.of("version", "4.3.1", "commit", "c", "kafka_cluster_id", "stub"));
      case "/health" -> JSON.writeValueAsBytes(Map.of("status", "healthy", "message", ""));
      case "/connectors" -> JSON.writeValueAsBytes(configs.keySet());
      default -> one(path.substring(path.lastIndexOf('/') + 1));
    };
  }

  private byte[] one(String name) throws IOException {
    JsonNode config = configs.get(name);
    return config == null ? new byte[0] : JSON.writeValueAsBytes(info(name, config));
  }

  private ObjectNode expanded(boolean info, boolean status) {
    ObjectNode all = JSON.createObjectNode();
    configs.forEach(
        (name, config) -> {
          ObjectNode entry = all.putObject(name);
          if (info) {
            entry.set("info", info(name, config));
          }
          if (status) {
            entry.set("status", status(name, "10.0.0.1:" + (8083 + stirred % 2)));
          }
        });
    return all;
  }

  private static ObjectNode info(String name, JsonNode config) {
    ObjectNode info = JSON.createObjectNode();
    info.put("name", name).set("config", config);
    info.putArray("tasks").addObject().put("connector", name).put("task", 0);
    return info.put("type", "source");
  }

  private static ObjectNode status(String name, String worker) {
    ObjectNode status = JSON.createObjectNode();
    status.put("name", name);
    status.putObject("connector").put("state", "RUNNING").put("worker_id", worker);
    status
        .putArray("tasks")
        .addObject()
        .put("id", 0)
        .put("state", "RUNNING")
        .put("worker_id", worker);
    return status.put("type", "source");
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
    hands.shutdownNow();
  }
}
