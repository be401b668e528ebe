package io.riparian.repo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** A Git server over HTTP, as small as it can be, that can misbehave in the ways servers do. */
final class SmartHttpServer implements AutoCloseable {
  /** What came in, as {@code METHOD path authorization-or-dash}. */
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** Counted down when an answer has been broken off half way. */
  final CountDownLatch stalled = new CountDownLatch(1);

  private final Repository repository;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);

  private volatile @Nullable String authorization;
  private volatile @Nullable String redirect;
  private volatile @Nullable String plainAnswer;
  private volatile int status = 200;
  private volatile int stallAfter = Integer.MAX_VALUE;

  SmartHttpServer(Repository repository) throws IOException {
    this.repository = repository;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/config.git";
  }

  SmartHttpServer requires(String header) {
    authorization = header;
    return this;
  }

  SmartHttpServer answers(int code) {
    status = code;
    return this;
  }

  SmartHttpServer redirectsTo(String url) {
    redirect = url;
    return this;
  }

  /** Serves this text as a file, as a web server does that knows nothing of Git. */
  SmartHttpServer answersPlain(String text) {
    plainAnswer = text;
    return this;
  }

  /** Sends that many bytes of a pack and then nothing, on an open connection. */
  SmartHttpServer stallsAfter(int bytes) {
    stallAfter = bytes;
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + (given == null ? "-" : given));
    try (exchange) {
      String elsewhere = redirect;
      String plain = plainAnswer;
      if (plain != null) {
        byte[] bytes = plain.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      } else if (elsewhere != null) {
        String suffix = exchange.getRequestURI().toString().replaceFirst("/config.git", "");
        exchange.getResponseHeaders().add("Location", elsewhere + suffix);
        exchange.sendResponseHeaders(302, -1);
      } else if (status != 200) {
        exchange.sendResponseHeaders(status, -1);
      } else if (authorization != null && !authorization.equals(given)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else {
        serve(exchange);
      }
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    UploadPack pack = new UploadPack(repository);
    pack.setBiDirectionalPipe(false);
    pack.setExtraParameters(List.of("version=2"));
    boolean advertising = exchange.getRequestURI().getPath().endsWith("/info/refs");
    if (advertising) {
      PacketLineOut lines = new PacketLineOut(answer);
      lines.writeString("# service=git-upload-pack\n");
      lines.end();
      pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    } else {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream body = exchange.getRequestBody();
      pack.upload(zipped ? new GZIPInputStream(body) : body, answer, null);
    }
    exchange
        .getResponseHeaders()
        .add(
            "Content-Type",
            "application/x-git-upload-pack-" + (advertising ? "advertisement" : "result"));
    exchange.sendResponseHeaders(200, 0);
    byte[] bytes = answer.toByteArray();
    try (OutputStream out = exchange.getResponseBody()) {
      if (bytes.length <= stallAfter) {
        out.write(bytes);
        return;
      }
      out.write(bytes, 0, stallAfter);
      out.flush();
      stalled.countDown();
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String basic(String user, String password) {
    return "Basic "
        + java.util.Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
