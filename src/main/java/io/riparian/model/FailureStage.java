package io.riparian.model;

/** What a connector was doing when it failed. */
public enum FailureStage {
  VALIDATE,
  START,
  POLL,
  PUT,
  CONVERT,
  TRANSFORM,
  /** Flushing what was put, or committing offsets. */
  COMMIT,
  /** Handing records to Kafka's producer. */
  PRODUCE,
  UNKNOWN
}
