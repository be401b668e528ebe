package io.riparian.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What answers a command in place of a daemon, with what it was told to answer. */
final class CannedDaemon implements AutoCloseable {
  private final HttpServer server;

  CannedDaemon() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers these one after the other, the last one for ever. */
  void answer(String path, int status, String... jsons) {
    Queue<String> answers = new ConcurrentLinkedQueue<>(List.of(jsons));
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String json = answers.size() > 1 ? answers.remove() : answers.element();
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
