package io.riparian.ownership.codeowners;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Severity;
import java.util.Arrays;

/** The rules of an ownership file. An id never changes its meaning, and is never used again. */
public enum CodeOwnersRule {
  UNREADABLE("OWN-201", Severity.ERROR, "The ownership file is plain UTF-8 text"),
  PATTERN("OWN-202", Severity.ERROR, "A pattern has one meaning"),
  OWNER("OWN-203", Severity.ERROR, "An owner is a login, a team, a mail address or a role"),
  SECTION("OWN-204", Severity.ERROR, "A section's header is complete"),
  WITHOUT_OWNER("OWN-205", Severity.ERROR, "An entry has owners, its own or its section's"),
  CONTRADICTION("OWN-206", Severity.ERROR, "A pattern is a rule or an exclusion, not both"),
  TAKES_OWNERS_AWAY("OWN-207", Severity.WARNING, "A line names owners"),
  NEVER_DECIDES("OWN-208", Severity.WARNING, "No later line decides all that a line is about"),
  PATTERN_LIKE_OWNER("OWN-209", Severity.WARNING, "A line begins with a pattern"),
  DIRECTORY_WITHOUT_SLASH("OWN-210", Severity.WARNING, "A directory's pattern ends in a slash"),
  OTHER_FILE("OWN-211", Severity.WARNING, "There is one ownership file"),
  FEW_OWNERS("OWN-212", Severity.WARNING, "A team has two people who can agree"),
  UNIT_WITHOUT_OWNERS("OWN-213", Severity.ERROR, "Every team's directory has owners"),
  EXCLUDES_TEAM("OWN-214", Severity.WARNING, "No exclusion is about a team's directory"),
  DECIDES_NOTHING("OWN-215", Severity.WARNING, "A line is about some file"),
  DIALECT_TRAP("OWN-216", Severity.WARNING, "A pattern means what it looks like"),
  OWNER_UNKNOWN("OWN-217", Severity.WARNING, "It is known who stands behind an owner");

  private final String id;
  private final Severity severity;
  private final String title;

  CodeOwnersRule(String id, Severity severity, String title) {
    this.id = id;
    this.severity = severity;
    this.title = title;
  }

  /** Whether the rule of this id is one of these. */
  public static boolean isOne(String id) {
    return Arrays.stream(values()).anyMatch(rule -> rule.id.equals(id));
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

  public Diagnostic at(Location at, String message, String hint) {
    return new Diagnostic(id, severity, at, message, hint);
  }
}
