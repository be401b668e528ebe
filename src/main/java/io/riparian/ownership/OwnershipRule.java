package io.riparian.ownership;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Severity;

/** The rules of who may declare what. An id never changes its meaning, and is never used again. */
public enum OwnershipRule {
  NO_GRANT("OWN-101", Severity.ERROR, "A team has a grant"),
  PREFIX_END("OWN-102", Severity.ERROR, "A prefix ends in a hyphen, a dot or an underscore"),
  PREFIXES_OVERLAP("OWN-103", Severity.ERROR, "No prefix of a grant contains another grant's"),
  NAME_GRANTED_TWICE("OWN-104", Severity.ERROR, "An exact name stands in one grant only"),
  NAME_NOT_GRANTED("OWN-105", Severity.ERROR, "A connector's name is its team's"),
  CLUSTER_UNKNOWN("OWN-106", Severity.ERROR, "A connector's cluster is declared"),
  CLUSTER_NOT_GRANTED("OWN-107", Severity.ERROR, "The team's grant lists the cluster"),
  CLUSTER_TAKES_OTHERS("OWN-108", Severity.ERROR, "The cluster lists the team"),
  DECLARED_TWICE("OWN-109", Severity.ERROR, "A connector is declared once per cluster"),
  DIFFERS_IN_CASE("OWN-110", Severity.ERROR, "Names on one cluster differ in more than case"),
  OWNED_BY_ANOTHER("OWN-111", Severity.ERROR, "The first accepted claim keeps the name"),
  UNDECIDED("OWN-112", Severity.ERROR, "What a connector depends on can be read"),
  CLAIMED_BY_ANOTHER("OWN-113", Severity.WARNING, "Nobody else asks for a team's connector"),
  GRANTS_UNKNOWN_CLUSTER("OWN-114", Severity.WARNING, "The clusters a grant lists are declared"),
  GROUP_CLAIMED_TWICE("OWN-115", Severity.ERROR, "A sink's consumer group is claimed once"),
  GROUP_OF_ANOTHER("OWN-116", Severity.ERROR, "The first accepted claim keeps the consumer group"),
  GROUP_SHARED("OWN-117", Severity.WARNING, "Nobody else asks for a sink's consumer group"),
  GROUP_HIDDEN("OWN-118", Severity.ERROR, "A sink's consumer group can be read in its file"),
  GROUP_NOT_GRANTED("OWN-119", Severity.ERROR, "A consumer group bears no other team's name"),
  GROUP_STAYS_HIDDEN("OWN-120", Severity.WARNING, "An accepted sink's group can be read too");

  private final String id;
  private final Severity severity;
  private final String title;

  OwnershipRule(String id, Severity severity, String title) {
    this.id = id;
    this.severity = severity;
    this.title = title;
  }

  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }

  /** What the rule asks for, in one line. */
  public String title() {
    return title;
  }

  Diagnostic at(Location at, String message, String hint) {
    return new Diagnostic(id, severity, at, message, hint);
  }
}
