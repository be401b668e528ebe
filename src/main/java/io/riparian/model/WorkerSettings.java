package io.riparian.model;

/**
 * How the workers of a cluster are set up, as the cluster's file tells it, because REST does not.
 * What was not said is empty text.
 *
 * @param groupId the workers' {@code group.id}
 * @param configTopic their {@code config.storage.topic}
 * @param offsetTopic their {@code offset.storage.topic}
 * @param statusTopic their {@code status.storage.topic}
 */
public record WorkerSettings(
    String groupId, String configTopic, String offsetTopic, String statusTopic) {
  /** Nothing was said. */
  public static final WorkerSettings UNSAID = new WorkerSettings("", "", "", "");
}
