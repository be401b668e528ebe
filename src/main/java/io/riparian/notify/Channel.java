package io.riparian.notify;

import io.riparian.model.Notice;

/**
 * One way to tell people something. It tells it at once or not at all; whoever calls it waits, and
 * tries again where that helps. Its text form never holds an address or a secret.
 */
public interface Channel extends AutoCloseable {
  /** As the daemon's configuration calls it. */
  String name();

  /**
   * Tells somebody something.
   *
   * @param to a room, an address or a topic; empty text for the one that is configured
   * @throws NotSent when nobody was told, as far as we know
   */
  void send(Notice notice, String to);

  /** Lets go of what it holds open; most hold nothing. */
  @Override
  default void close() {}
}
