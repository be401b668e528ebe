package io.riparian.reconcile;

import io.riparian.model.Notice;
import io.riparian.model.Routes;

/** Brings notices out. It keeps nobody waiting, and what it was given is not lost. */
@FunctionalInterface
public interface Herald {
  /** Nobody is told anything. */
  Herald NONE = (notice, routes) -> {};

  /**
   * Has somebody told.
   *
   * @param routes of the party that the notice is for
   */
  void tell(Notice notice, Routes routes);
}
