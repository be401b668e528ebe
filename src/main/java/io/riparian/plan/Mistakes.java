package io.riparian.plan;

import io.riparian.model.ConnectorId;

/** Hears of mistakes of our own that came up over one connector, and concern no other. */
@FunctionalInterface
public interface Mistakes {
  /** Nobody listens. */
  Mistakes UNHEARD = (id, mistake) -> {};

  void made(ConnectorId id, RuntimeException mistake);
}
