package io.riparian.daemon;

import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Listens to a stream of events until the daemon ends. */
final class Listening {
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  Listening(CompletableFuture<HttpResponse<Stream<String>>> answer) {
    CompletableFuture<Void> unused =
        answer.thenAcceptAsync(
            response -> {
              heard.add(String.valueOf(response.statusCode()));
              response.body().forEach(heard::add);
            });
  }

  /** What came until now: the status of the answer, and its lines. */
  String heard() {
    return String.join("\n", heard);
  }
}
