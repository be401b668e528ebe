package io.riparian.policy.doctor;

import io.riparian.model.WorkerSettings;
import java.util.Locale;

/** A topic that the workers of a Connect cluster keep for themselves. */
public enum InternalTopic {
  CONFIG("the connectors' configurations"),
  OFFSET("the offsets of sources"),
  STATUS("what is known of connectors and tasks");

  private final String content;

  InternalTopic(String content) {
    this.content = content;
  }

  /** What its records hold. */
  String content() {
    return content;
  }

  /** Its name, as a cluster's file says it; empty text where it does not. */
  String in(WorkerSettings settings) {
    return switch (this) {
      case CONFIG -> settings.configTopic();
      case OFFSET -> settings.offsetTopic();
      case STATUS -> settings.statusTopic();
    };
  }

  /** The worker's setting that names it. */
  String setting() {
    return word() + ".storage.topic";
  }

  /** The field of a cluster's file that names it. */
  String field() {
    return "workers." + word() + "StorageTopic";
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
