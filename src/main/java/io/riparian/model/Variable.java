package io.riparian.model;

/**
 * A value that files refer to as {@code ${var:name}}; a team may replace a cluster's only where it
 * is overridable.
 */
public record Variable(String value, boolean overridable) {
  @Override
  public String toString() {
    return "Variable[overridable=" + overridable + "]";
  }
}
