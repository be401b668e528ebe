package io.riparian.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes whatever a daemon exports of its traces, and keeps the bytes. */
final class SpanSink implements AutoCloseable {
  private final Queue<String> batches = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  SpanSink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            batches.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  /** Turns the traces of this daemon on, and has them sent here. */
  void connect(RunningDaemon daemon) {
    daemon
        .set("quarkus.otel.sdk.disabled", "false")
        .set("quarkus.otel.exporter.otlp.protocol", "http/protobuf")
        .set("quarkus.otel.exporter.otlp.compression", "none")
        .set("quarkus.otel.bsp.schedule.delay", "200ms")
        .set(
            "quarkus.otel.exporter.otlp.endpoint",
            "http://127.0.0.1:" + server.getAddress().getPort());
  }

  String everything() {
    return String.join("\n", batches);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
