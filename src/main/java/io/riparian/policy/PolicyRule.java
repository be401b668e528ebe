package io.riparian.policy;

import io.riparian.model.Severity;
import java.util.Arrays;
import java.util.Optional;

/**
 * The guard rails. An id never changes its meaning, and is never used again. The platform can make
 * a rule weaker or stronger in its {@code kind: Policy}; what stands here holds until it does.
 */
public enum PolicyRule implements Rule {
  SECRET_IN_FILE("SEC-1", Severity.ERROR, "No secret stands in a file"),
  SECRET_OF_ANOTHER("SEC-3", Severity.ERROR, "A secret reference stays with its team"),
  SECRET_TO_NEW_HOST("SEC-5", Severity.WARNING, "A secret is not sent to another host unseen"),
  SECRET_IN_HISTORY("SEC-7", Severity.WARNING, "A secret that was ever committed is replaced"),
  PROVIDER(
      "P-01",
      Severity.ERROR,
      "Only listed secret providers are used, and never the worker's environment"),
  CLIENT_OVERRIDE("P-02", Severity.ERROR, "Client overrides are on the cluster's list"),
  OAUTH_URL("P-03", Severity.ERROR, "Tokens are asked for at listed addresses only"),
  OWN_CLIENT("P-04", Severity.ERROR, "A connector's own Kafka client keeps the same rules"),
  GROUP("P-05", Severity.ERROR, "A consumer group is granted to its team"),
  TOPIC("P-06", Severity.ERROR, "Every topic that is really used is granted to its team"),
  IDENTITY("P-07", Severity.ERROR, "No two connectors have one identity on a server"),
  ERRORS("P-08", Severity.WARNING, "What is skipped goes to a topic of the team's own"),
  CLASS("P-09", Severity.ERROR, "Every class that is loaded is allowed on the cluster"),
  FILE("P-10", Severity.ERROR, "Files lie below the team's own directory on the worker"),
  HOST("P-11", Severity.ERROR, "Every host that is called is granted to its team"),
  URL_OPTION("P-12", Severity.ERROR, "An address has no option that runs code or reads files"),
  TASKS("P-13", Severity.ERROR, "A connector has no more tasks than the cluster gives it"),
  BOUND("P-14", Severity.ERROR, "Numbers stay within the platform's bounds"),
  QUOTA("CLU-7", Severity.ERROR, "Connectors and tasks stay within their quotas"),
  UNDECIDED("POL-1", Severity.ERROR, "The platform's policy can be read"),
  EXCEPTION_ENDED("POL-2", Severity.WARNING, "An exception that has ended is renewed or removed"),
  UNDECIDABLE("POL-5", Severity.ERROR, "Every guard rail comes to a verdict"),
  UNKNOWN_RULE("POL-3", Severity.WARNING, "A policy names rules that there are"),
  OWN_RULE("POL-4", Severity.ERROR, "A rule of the platform's own can be used");

  private final String id;
  private final Severity severity;
  private final String title;

  PolicyRule(String id, Severity severity, String title) {
    this.id = id;
    this.severity = severity;
    this.title = title;
  }

  /**
   * Whether no policy can change it: those about the policy itself, and what only the history
   * holds.
   */
  boolean isFixed() {
    return id.startsWith("POL-") || this == SECRET_IN_HISTORY;
  }

  public static Optional<PolicyRule> of(String id) {
    return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  /** What the rule asks for, in one line. */
  public String title() {
    return title;
  }
}
