package io.riparian.plan;

import io.riparian.model.Redaction;

/**
 * One configuration key that differs. The values are what may be shown of them: they went through
 * {@link Redaction}, and an absent one is empty text.
 */
public record KeyChange(String key, Kind kind, String before, String after) {

  /** How a key differs, seen from what runs now. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  static KeyChange added(String key, String after) {
    return new KeyChange(key, Kind.ADDED, "", Redaction.show(key, after));
  }

  static KeyChange removed(String key, String before) {
    return new KeyChange(key, Kind.REMOVED, Redaction.show(key, before), "");
  }

  static KeyChange changed(String key, String before, String after) {
    return new KeyChange(
        key, Kind.CHANGED, Redaction.show(key, before), Redaction.show(key, after));
  }
}
