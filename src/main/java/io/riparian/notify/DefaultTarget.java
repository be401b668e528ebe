package io.riparian.notify;

import io.riparian.model.Notice;

/** A channel with the target of those routes that name none. */
public record DefaultTarget(Channel channel, String to) implements Channel {
  @Override
  public String name() {
    return channel.name();
  }

  @Override
  public void send(Notice notice, String named) {
    channel.send(notice, named.isEmpty() ? to : named);
  }

  @Override
  public void close() {
    channel.close();
  }
}
