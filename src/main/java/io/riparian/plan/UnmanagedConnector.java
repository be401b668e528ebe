package io.riparian.plan;

/** A connector on the cluster that is not ours: listed, never touched. */
public record UnmanagedConnector(String cluster, String name, String type, Why why) {

  /** What makes it not ours. */
  public enum Why {
    /** Nobody declared it. */
    UNDECLARED,
    /** It was removed from Git with {@code onRemoval: forget}. */
    FORGOTTEN,
    /** It carries a mark of somebody else. */
    FOREIGN_MARK,
    /** Connect's REST API cannot address its name safely. */
    UNADDRESSABLE
  }
}
