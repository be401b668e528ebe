package io.riparian.manifest;

import static io.riparian.manifest.JsonSchema.textLike;
import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.WorkerSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A reading of what a cluster's file says of how its workers are set up. */
final class WorkerSettingsReader {
  private static final String GROUP = "groupId";
  private static final String CONFIG = "configStorageTopic";
  private static final String OFFSET = "offsetStorageTopic";
  private static final String STATUS = "statusStorageTopic";

  /** What Kafka takes for the name of a topic, but for the two that are directories. */
  private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";

  private static final String GROUP_ID = "\\S(?:.{0,247}\\S)?";

  private final Fields workers;
  private final Map<String, String> fieldsByTopic = new HashMap<>();

  private WorkerSettingsReader(Fields workers) {
    this.workers = workers;
  }

  static WorkerSettings read(Fields spec) {
    return spec.mapping("workers")
        .map(workers -> new WorkerSettingsReader(workers).read())
        .orElse(WorkerSettings.UNSAID);
  }

  private WorkerSettings read() {
    WorkerSettings settings =
        new WorkerSettings(
            name(GROUP, GROUP_ID, "group"), topic(CONFIG), topic(OFFSET), topic(STATUS));
    workers.refuseOthers();
    return settings;
  }

  private String topic(String field) {
    String topic = name(field, TOPIC, "topic");
    String before = topic.isEmpty() ? null : fieldsByTopic.putIfAbsent(topic, field);
    if (before != null) {
      workers
          .findings()
          .report(
              BAD_VALUE,
              workers.placeOf(field),
              workers.name(field) + " is the same topic as " + workers.name(before),
              "A worker keeps three: write each as its own settings have it.");
    }
    return topic;
  }

  private String name(String field, String form, String what) {
    Optional<Text> text = workers.text(field);
    if (text.isPresent() && !text.get().value().matches(form)) {
      workers
          .findings()
          .report(
              BAD_VALUE,
              text.get().at(),
              workers.name(field) + " is no name of a " + what,
              "Write it as the worker's own settings have it.");
    }
    return text.map(Text::value).orElse("");
  }

  static JsonSchema schema() {
    return new FieldSchemas()
        .field(GROUP, "Their group.id.", textLike(GROUP_ID))
        .field(CONFIG, "Their config.storage.topic.", textLike(TOPIC))
        .field(OFFSET, "Their offset.storage.topic.", textLike(TOPIC))
        .field(STATUS, "Their status.storage.topic.", textLike(TOPIC))
        .object();
  }
}
