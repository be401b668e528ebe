package io.riparian.notify;

import io.riparian.model.Notice;
import java.util.concurrent.CountDownLatch;

/** A channel whose other side never answers. */
final class HangingChannel implements Channel {
  private final String name;
  private final CountDownLatch called = new CountDownLatch(1);

  HangingChannel(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void send(Notice notice, String to) {
    called.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NotSent(NotSent.Kind.LATER, "we stopped waiting");
    }
  }

  void awaitCall() throws InterruptedException {
    called.await();
  }
}
