package io.riparian.manifest;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Severity;

/**
 * The rules a file of the repository is read by. An id never changes its meaning, and is never used
 * again.
 */
public enum ManifestRule {
  ENCODING("MAN-001", Severity.ERROR, "A file is UTF-8 text without NUL characters"),
  EMPTY_FILE("MAN-002", Severity.ERROR, "A file declares something"),
  FILE_TOO_LARGE("MAN-003", Severity.ERROR, "A file has at most 1 MiB"),
  NOT_A_FILE("MAN-004", Severity.ERROR, "Only regular files are read: no links, submodules, LFS"),
  TOO_MANY_FILES("MAN-005", Severity.ERROR, "At most 20,000 files are managed"),
  PATH_NAME("MAN-006", Severity.ERROR, "Directories and files have plain names"),
  PATH_CASE("MAN-007", Severity.ERROR, "No two paths differ only in case"),
  NOTHING_READS_IT("MAN-008", Severity.WARNING, "Every file stands where something reads it"),
  EXECUTABLE("MAN-009", Severity.WARNING, "A file is not executable"),

  YAML_SYNTAX("MAN-010", Severity.ERROR, "A file is valid YAML"),
  YAML_LIMIT("MAN-011", Severity.ERROR, "A file stays within the limits of depth and size"),
  DUPLICATE_KEY("MAN-012", Severity.ERROR, "A key stands once"),
  YAML_TAG("MAN-013", Severity.ERROR, "Plain YAML only: no tags, no keys but text"),
  DECLARED_TWICE(
      "MAN-014", Severity.ERROR, "One file and one document per cluster, grant, group, team"),
  JSON_SYNTAX("MAN-015", Severity.ERROR, "A .json file is valid JSON"),
  PROPERTIES_SYNTAX("MAN-016", Severity.ERROR, "A .properties file is one that Java reads"),

  API_VERSION("MAN-020", Severity.ERROR, "The apiVersion is riparian/v1"),
  UNKNOWN_KIND("MAN-021", Severity.ERROR, "The kind is one we know"),
  NOT_SUPPORTED_YET("MAN-022", Severity.ERROR, "The kind or format is one this version reads"),
  WRONG_PLACE("MAN-023", Severity.ERROR, "Every kind has its place in the repository"),

  UNKNOWN_FIELD("MAN-030", Severity.ERROR, "A field is one we know"),
  MISSING_FIELD("MAN-031", Severity.ERROR, "Required fields are there"),
  WRONG_TYPE("MAN-032", Severity.ERROR, "A field has the type it needs"),
  NULL_VALUE("MAN-033", Severity.ERROR, "A field that is there has a value"),
  BAD_VALUE("MAN-034", Severity.ERROR, "A field has a value that makes sense"),
  BAD_NAME("MAN-035", Severity.ERROR, "A name has only the characters names may have"),
  NAME_MISMATCH("MAN-036", Severity.ERROR, "A name agrees with the path"),
  EXCLUSIVE_FIELDS("MAN-037", Severity.ERROR, "Fields that exclude each other do not meet"),
  NOT_ENFORCED_YET("MAN-038", Severity.WARNING, "A declared guard rail is really there"),

  CONFIG_NOT_TEXT("MAN-040", Severity.ERROR, "A configuration value is text"),
  CONFIG_RESERVED("MAN-041", Severity.ERROR, "Keys that begin with riparian. are ours"),
  CONFIG_CONTRADICTS("MAN-042", Severity.ERROR, "The configuration agrees with the fields"),
  NOTHING_TO_REMOVE("MAN-043", Severity.ERROR, "null removes a key that was inherited"),
  VARIABLE_SYNTAX("MAN-044", Severity.ERROR, "A variable reads ${var:name}"),
  VARIABLE_UNKNOWN("MAN-045", Severity.ERROR, "A variable has a value"),
  VARIABLE_TWICE("MAN-046", Severity.ERROR, "A team overrides only what the cluster lets it"),
  NO_CLUSTER("MAN-047", Severity.ERROR, "A connector knows its cluster"),
  DIRECTORY_CONTRADICTS("MAN-048", Severity.ERROR, "The cluster agrees with the directory"),
  CONFIG_TOO_LARGE("MAN-049", Severity.ERROR, "A resolved configuration fits into Connect"),
  TEAM_FILE_MISSING("MAN-050", Severity.ERROR, "A team's directory has a team.yaml"),
  DEFAULT_REMOVES_NOTHING("MAN-051", Severity.WARNING, "null in a default removes something"),
  COMMENT_KEY("MAN-052", Severity.WARNING, "A configuration holds no comments"),
  NOT_READ_HERE("MAN-053", Severity.WARNING, "What another tool reads is not relied on here"),
  VALUE_SPELLING("MAN-054", Severity.WARNING, "A value is spelt as Connect would spell it"),
  SETTINGS_WITHOUT_FILE("MAN-055", Severity.WARNING, "Settings in team.yaml belong to a connector"),
  SETTINGS_TWICE("MAN-056", Severity.WARNING, "A connector's settings stand in one place"),
  FILL_IN("MAN-057", Severity.ERROR, "A placeholder is filled in before it is deployed"),
  NAME_MISSPELT("MAN-058", Severity.WARNING, "The key that names a connector is spelt name"),
  GROUP_EMPTY("MAN-059", Severity.WARNING, "A group has members"),

  CLASS_NOT_INSTALLED("MAN-060", Severity.ERROR, "A connector's class is installed on its cluster"),
  KEY_UNKNOWN("MAN-061", Severity.WARNING, "A configuration key is one that somebody reads"),
  KEY_REQUIRED("MAN-062", Severity.ERROR, "The keys that a class requires are there"),
  VALUE_UNREADABLE("MAN-063", Severity.ERROR, "A value has the type that its key needs"),
  CHOICE_UNKNOWN("MAN-064", Severity.ERROR, "A value is one of those that its key takes"),
  VERSION_NOT_INSTALLED("MAN-065", Severity.ERROR, "A connector's plugin version is installed"),

  HOLD_OVER("MAN-066", Severity.WARNING, "A hold is not over"),
  HOLD_TOO_LONG("MAN-067", Severity.ERROR, "A hold lasts at most 30 days"),

  NOT_VALIDATED("MAN-068", Severity.INFO, "Changes are held to what their cluster has installed"),

  SECOND_WRITER("MAN-069", Severity.ERROR, "A cluster that is managed has one writer"),

  SAMPLE_MISREAD("MAN-070", Severity.WARNING, "A failure rule answers its own sample");

  private final String id;
  private final Severity severity;
  private final String title;

  ManifestRule(String id, Severity severity, String title) {
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
