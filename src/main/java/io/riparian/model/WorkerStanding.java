package io.riparian.model;

/** How one worker of a cluster was at the last full look. */
public enum WorkerStanding {
  /** It answers, and has finished its start. */
  READY,
  /** It answers, and is still starting, or cannot reach Kafka. */
  STARTING,
  /** It does not answer. */
  AWAY
}
