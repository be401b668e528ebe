package io.riparian.notify;

import io.riparian.model.Notice;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A channel that keeps what it is given, and fails as it is told to. */
final class FakeChannel implements Channel {
  private final String name;
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Queue<RuntimeException> failures = new ArrayDeque<>();
  private @Nullable RuntimeException always;

  FakeChannel(String name) {
    this.name = name;
  }

  /** Once for each. */
  FakeChannel fails(RuntimeException... each) {
    failures.addAll(List.of(each));
    return this;
  }

  FakeChannel alwaysFails(RuntimeException why) {
    always = why;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void send(Notice notice, String to) {
    RuntimeException failure = failures.poll();
    if (failure == null) {
      failure = always;
    }
    if (failure != null) {
      throw failure;
    }
    synchronized (sent) {
      sent.add(notice.kind() + " " + notice.id() + " to " + to);
      sent.notifyAll();
    }
  }

  void awaitSent(int count) throws InterruptedException {
    synchronized (sent) {
      while (sent.size() < count) {
        sent.wait();
      }
    }
  }

  List<String> sent() {
    return sent;
  }
}
