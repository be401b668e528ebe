package io.riparian.model;

/** Whether failed tasks are restarted without a human, and how often before we stop. */
public record AutoRestart(boolean enabled, int maxRestarts) {
  public static final AutoRestart OFF = new AutoRestart(false, 0);
}
