package io.riparian.policy.doctor;

/** What a cluster is examined for. An id never changes its meaning, and is never used again. */
public enum DoctorRule {
  OPEN_REST("DOC-101", "Nobody but the daemon is let in"),
  ADMIN_ENDPOINT("DOC-102", "The admin endpoints are not on the listener of the REST API"),
  VULNERABILITY("DOC-103", "No worker runs a release with a known vulnerability"),
  WORKER_HEALTH("DOC-104", "Every worker answers, and is ready"),
  SAME_WORKERS("DOC-105", "All workers of a cluster are alike"),
  ONE_WRITER("DOC-106", "No operator manages the connectors of the cluster too"),
  OVERRIDE_POLICY("DOC-107", "The workers bound what a connector may override"),
  SECRET_PROVIDERS("DOC-108", "A secret provider reads below its own paths only"),
  JVM_SETTINGS("DOC-109", "The workers' JVM refuses dangerous logins and providers"),
  INTERNAL_TOPICS("DOC-110", "The internal topics are compacted"),
  TOPIC_COPIES("DOC-111", "The internal topics outlive a broker"),
  ONE_GROUP("DOC-112", "No two Connect clusters share a group or an internal topic"),
  KAFKA("DOC-113", "The Kafka behind the workers is as the cluster's file says");

  private final String id;
  private final String title;

  DoctorRule(String id, String title) {
    this.id = id;
    this.title = title;
  }

  public String id() {
    return id;
  }

  /** What the rule asks for, in one line. */
  public String title() {
    return title;
  }
}
