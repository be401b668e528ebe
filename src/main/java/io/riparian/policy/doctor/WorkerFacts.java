package io.riparian.policy.doctor;

import io.riparian.model.Access;
import io.riparian.model.Plugin;
import io.riparian.model.Worker;
import java.util.List;
import java.util.Optional;

/**
 * What a look at one worker showed.
 *
 * @param address host and port
 * @param plugins everything installed; empty when the worker did not tell
 */
public record WorkerFacts(
    String address, Worker worker, Health health, Optional<List<Plugin>> plugins, Access access) {

  /** What the worker says of itself. */
  public enum Health {
    READY,
    NOT_READY,
    /** Older than 3.9, or it did not tell. */
    CANNOT_TELL
  }

  public WorkerFacts {
    plugins = plugins.map(List::copyOf);
  }
}
