package io.riparian.manifest;

import static io.riparian.manifest.JsonSchema.textLike;
import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.WorkerSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reading of what a cluster's file says of how its workers are set up. */
final class WorkerSettingsReader {
  private static final String GROUP = "groupId";
  private static final String CONFIG = "configStorageTopic";
  private static final String OFFSET = "offsetStorageTopic";
  private static final String STATUS = "statusStorageTopic";
  private static final String HEAP = "heap";
  private static final String COUNT = "count";

  /** What Kafka takes for the name of a topic, but for the two that are directories. */
  private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";

  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})([mMgG])");
  private static final int MOST_WORKERS = 1000;

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
            name(GROUP, GROUP_ID, "group"),
            topic(CONFIG),
            topic(OFFSET),
            topic(STATUS),
            heap(),
            workers
                .number(COUNT, 1, MOST_WORKERS)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty()));
    workers.refuseOthers();
    return settings;
  }

  private OptionalLong heap() {
    Optional<Text> text = workers.text(HEAP);
    Matcher size = SIZE.matcher(text.map(Text::value).orElse(""));
    if (text.isPresent() && !size.matches()) {
      workers
          .findings()
          .report(
              BAD_VALUE,
              text.get().at(),
              workers.name(HEAP) + " is no size",
              "Write it as it stands behind -Xmx: 1536m, 2g.");
    }
    if (text.isEmpty() || !size.matches()) {
      return OptionalLong.empty();
    }
    int shift = size.group(2).equalsIgnoreCase("g") ? 30 : 20;
    return OptionalLong.of(Long.parseLong(size.group(1)) << shift);
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
        .field(HEAP, "The heap of each, as behind -Xmx: 2g", textLike(SIZE.pattern()))
        .field(
            COUNT,
            "How many there are. Left out: as many as there are urls.",
            JsonSchema.number(1, MOST_WORKERS))
        .object();
  }
}
