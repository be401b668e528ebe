package io.riparian.model;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the workers of a cluster are set up, as the cluster's file tells it, because REST does not.
 * What was not said is empty.
 *
 * @param groupId the workers' {@code group.id}
 * @param configTopic their {@code config.storage.topic}
 * @param offsetTopic their {@code offset.storage.topic}
 * @param statusTopic their {@code status.storage.topic}
 * @param heap the heap of each, in bytes
 * @param count how many there are
 */
public record WorkerSettings(
    String groupId,
    String configTopic,
    String offsetTopic,
    String statusTopic,
    OptionalLong heap,
    OptionalInt count) {
  /** Nothing was said. */
  public static final WorkerSettings UNSAID =
      new WorkerSettings("", "", "", "", OptionalLong.empty(), OptionalInt.empty());
}
