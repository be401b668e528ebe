package io.riparian.model;

/**
 * What becomes of a connector whose declaration is removed: deleted from the cluster, or left there
 * unmanaged.
 */
public enum OnRemoval {
  DELETE,
  FORGET
}
