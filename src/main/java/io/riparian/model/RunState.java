package io.riparian.model;

import java.util.Locale;

/**
 * What Connect says of a connector or a task. A word we do not know reads as {@link #UNKNOWN},
 * never as an error.
 */
public enum RunState {
  UNASSIGNED,
  RUNNING,
  PAUSED,
  FAILED,
  RESTARTING,
  STOPPED,
  DESTROYED,
  UNKNOWN;

  public static RunState of(String word) {
    String wanted = word.toUpperCase(Locale.ROOT);
    for (RunState state : values()) {
      if (state.name().equals(wanted)) {
        return state;
      }
    }
    return UNKNOWN;
  }
}
