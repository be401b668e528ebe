package io.riparian.model;

/** How much of somebody's attention a notice asks for, the least first. */
public enum Urgency {
  /** To be found by whoever looks: somebody else is on it. */
  QUIET,
  /** To be read in working hours. */
  NOTICE,
  /** To be looked at now. */
  PAGE
}
