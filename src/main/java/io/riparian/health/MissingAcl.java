package io.riparian.health;

/**
 * An ACL that somebody has to be given.
 *
 * <p>Source: "ACL requirements" of Kafka's own guide to Connect.
 *
 * @param principal as Kafka names it; empty when the text does not tell
 * @param name of the topic, group or transactional id, or what it begins with
 */
public record MissingAcl(
    String principal, Operation operation, Resource resource, String name, Pattern pattern) {

  /** What is to be allowed. */
  public enum Operation {
    READ("Read"),
    WRITE("Write"),
    CREATE("Create"),
    DESCRIBE("Describe"),
    IDEMPOTENT_WRITE("IdempotentWrite");

    private final String word;

    Operation(String word) {
      this.word = word;
    }

    /** As Kafka's tools write it. */
    public String word() {
      return word;
    }
  }

  /** What it is allowed on. */
  public enum Resource {
    TOPIC("Topic"),
    GROUP("Group"),
    TRANSACTIONAL_ID("TransactionalId"),
    CLUSTER("Cluster");

    private final String word;

    Resource(String word) {
      this.word = word;
    }

    /** As Kafka's tools write it. */
    public String word() {
      return word;
    }
  }

  /** How the name is meant. */
  public enum Pattern {
    LITERAL,
    PREFIXED
  }

  /** The ACL in one sentence. */
  public String sentence() {
    String who = principal.isEmpty() ? "the principal of this client" : principal;
    return "ACL: allow "
        + who
        + " "
        + operation.word()
        + " on "
        + resource.word()
        + ":"
        + pattern
        + ":"
        + name
        + ".";
  }

  @Override
  public String toString() {
    return "MissingAcl[" + operation + " " + resource + "]";
  }
}
