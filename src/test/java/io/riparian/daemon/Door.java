package io.riparian.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.riparian.cli.sandbox.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The worker's door: everything that the daemon sends to a worker passes here and is noted, and a
 * test may do something at any step of it.
 */
final class Door implements AutoCloseable {
  static {
    // Else the JDK's server lets every second answer wait 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GLANCE = "/connectors?expand=status";
  private static final String LONG_LOOK = "/connectors?expand=status&expand=info";

  private final int port = FreePorts.next();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService hands = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private volatile String worker;
  private @Nullable HttpServer server;

  /**
   * What went through.
   *
   * @param connector the name, for a creation
   * @param status what the worker answered, or 0 when it was not asked or did not answer
   */
  record Call(String method, String path, String connector, int status) {
    boolean isWrite() {
      return !method.equals("GET");
    }

    boolean isCreation() {
      return method.equals("POST") && path.equals("/connectors");
    }

    boolean isGlance() {
      return method.equals("GET") && path.equals(GLANCE);
    }

    boolean isLongLook() {
      return method.equals("GET") && path.equals(LONG_LOOK);
    }
  }

  /** What the worker answered, or what the daemon is to get instead. */
  record Answer(int status, String body) {}

  /** Something that comes between the daemon and the worker. */
  interface Fault {

    default @Nullable Answer before(Call call) {
      return null;
    }

    /** After the worker answered: what the daemon gets; null cuts the connection. */
    default @Nullable Answer after(Call call, Answer answer) {
      return answer;
    }
  }

  Door(String worker) {
    this.worker = worker;
    open();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** From now on another worker is behind this door. */
  void leadTo(String other) {
    worker = other;
  }

  void open() {
    try {
      HttpServer opened =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
      opened.setExecutor(hands);
      opened.createContext("/", this::pass);
      opened.start();
      server = opened;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Nobody listens any more, as when the worker's process is gone. */
  void shut() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  void add(Fault fault) {
    faults.add(fault);
  }

  void remove(Fault fault) {
    faults.remove(fault);
  }

  private void pass(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().toString();
    byte[] body = exchange.getRequestBody().readAllBytes();
    Call call = new Call(method, path, connector(method, path, body), 0);
    @Nullable Answer answer = null;
    try {
      answer = answer(call, exchange, body);
    } catch (IOException | RuntimeException down) {
      // Then the daemon gets no answer either.
    }
    try (exchange) {
      if (answer != null) {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private @Nullable Answer answer(Call call, HttpExchange exchange, byte[] body)
      throws IOException {
    for (Fault fault : faults) {
      @Nullable Answer instead = fault.before(call);
      if (instead != null) {
        calls.add(call);
        return instead;
      }
    }
    @Nullable Answer answer = null;
    try {
      answer = forward(call, exchange, body);
    } finally {
      int status = answer == null ? 0 : answer.status();
      calls.add(new Call(call.method, call.path, call.connector, status));
    }
    for (Fault fault : faults) {
      answer = answer == null ? null : fault.after(call, answer);
    }
    return answer;
  }

  private Answer forward(Call call, HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(worker + call.path))
            .method(call.method, HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : List.of("Content-Type", "Accept", "Authorization")) {
      @Nullable String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException(stop);
    }
  }

  private static String connector(String method, String path, byte[] body) throws IOException {
    if (!method.equals("POST") || !path.equals("/connectors")) {
      return "";
    }
    JsonNode name = JSON.readTree(body).path("name");
    return name.asText();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  List<Call> writes() {
    return calls.stream().filter(Call::isWrite).toList();
  }

  long count(Predicate<Call> wanted) {
    return calls.stream().filter(wanted).count();
  }

  /** How often each connector was really created. */
  Map<String, Long> creations() {
    return calls.stream()
        .filter(Call::isCreation)
        .filter(call -> call.status() == 201)
        .collect(
            java.util.stream.Collectors.groupingBy(
                Call::connector, java.util.stream.Collectors.counting()));
  }

  /** Forgets what was noted so far. */
  void forget() {
    calls.clear();
  }

  @Override
  public void close() {
    shut();
    hands.shutdownNow();
  }
}
