package io.riparian.model;

/** How much a diagnostic matters: an error stops what it is about, a warning and an info do not. */
public enum Severity {
  ERROR,
  WARNING,
  INFO
}
