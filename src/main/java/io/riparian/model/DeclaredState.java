package io.riparian.model;

/**
 * The state a file asks for. {@link #UNMANAGED} is what a file without {@code state} says: leave it
 * as it is.
 */
public enum DeclaredState {
  RUNNING,
  PAUSED,
  STOPPED,
  UNMANAGED
}
