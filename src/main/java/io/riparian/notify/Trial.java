package io.riparian.notify;

import io.riparian.model.Notice;
import io.riparian.model.Routes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a notice arrives by one route, tried at once: neither urgency nor quiet hours hold it.
 *
 * @param problem why not; empty text when it was sent
 */
public record Trial(String channel, String to, String problem) {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /** Tries these routes side by side, and waits for all of them. */
  public static List<Trial> all(Outbox outbox, Notice notice, List<Routes.Route> routes) {
    Map<Routes.Route, CompletableFuture<String>> running = new LinkedHashMap<>();
    for (Routes.Route route : routes) {
      Optional<Channel> channel = outbox.channel(route.channel());
      running.put(
          route,
          channel
              .map(known -> begin(known, notice, route.to()))
              .orElseGet(
                  () -> CompletableFuture.completedFuture("the daemon has no such channel")));
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    return running.entrySet().stream()
        .map(
            one ->
                new Trial(one.getKey().channel(), one.getKey().to(), problem(one.getValue(), end)))
        .toList();
  }

  private static CompletableFuture<String> begin(Channel channel, Notice notice, String to) {
    CompletableFuture<String> problem = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> problem.complete(send(channel, notice, to)), "notify-test-" + channel.name());
    thread.setDaemon(true);
    thread.start();
    return problem;
  }

  private static String send(Channel channel, Notice notice, String to) {
    try {
      channel.send(notice, to);
      return "";
    } catch (NotSent why) {
      return why.sentence();
    } catch (RuntimeException ours) {
      return "a mistake of ours (" + ours.getClass().getSimpleName() + ")";
    }
  }

  private static String problem(CompletableFuture<String> running, long end) {
    try {
      return running.get(Math.max(end - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return "no answer in time";
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("what is tried never fails but says so", impossible);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "we stopped waiting";
    }
  }
}
