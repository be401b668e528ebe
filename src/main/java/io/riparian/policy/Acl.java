package io.riparian.policy;

import io.riparian.model.Redaction;

/**
 * Something that Kafka has to let a connector do, as an ACL grants it. Whoever may read or write a
 * topic may describe it too, so that this is not asked for.
 *
 * <p>Source: "ACL requirements" of Kafka's own guide to Connect.
 *
 * @param key of the configuration that asks for it
 * @param name of the topic or group, or what all of them begin with; a value of a configuration
 * @param whole whether that is all of the name
 */
public record Acl(
    Principal principal,
    Operation operation,
    Resource resource,
    String key,
    String name,
    boolean whole) {

  /** Whose credentials the client has that does it. */
  public enum Principal {
    /** Those that the workers give to every connector. */
    WORKERS,
    /** Those that its own configuration gives it. */
    CONNECTOR
  }

  /** What is to be allowed. */
  public enum Operation {
    READ,
    WRITE,
    /** Needed while the topic is not there yet. */
    CREATE
  }

  /** What it is allowed on. */
  public enum Resource {
    TOPIC,
    GROUP
  }

  /** Whether whoever has this has the other one too. */
  boolean covers(Acl other) {
    return principal == other.principal
        && operation == other.operation
        && resource == other.resource
        && names(other);
  }

  /** Whether all that the other one names is named by this one. */
  boolean names(Acl other) {
    return whole ? other.whole && name.equals(other.name) : other.name.startsWith(name);
  }

  /** Whether it is about less than everything. */
  public boolean isNamed() {
    return !name.isEmpty();
  }

  /** Whether its name can be told: it is no reference, and does not look like a secret. */
  public boolean isTold() {
    return !References.isIn(name) && Redaction.show(key, name).equals(name);
  }

  /** The name is a value of a configuration, and stays out. */
  @Override
  public String toString() {
    return "Acl[" + principal + " " + operation + " " + resource + " " + key + "]";
  }
}
