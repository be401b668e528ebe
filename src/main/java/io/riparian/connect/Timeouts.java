package io.riparian.connect;

import java.time.Duration;

/**
 * How long we wait for a worker: to accept a connection, to answer a read, to answer a write. A
 * write gets more than the 90 s after which Connect itself gives up, so that its word is heard.
 */
public record Timeouts(Duration connect, Duration read, Duration write) {
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(100));

  public Timeouts {
    if (!isPositive(connect) || !isPositive(read) || !isPositive(write)) {
      throw new IllegalArgumentException("a timeout is longer than nothing");
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  Duration of(Call call) {
    return call.method().equals("GET") ? read : write;
  }
}
