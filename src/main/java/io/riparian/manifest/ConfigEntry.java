package io.riparian.manifest;

import io.riparian.model.Location;

/**
 * One key of a configuration as it was written, and where. It either has a value or removes what
 * was inherited.
 */
record ConfigEntry(String key, String value, boolean removes, Location at) {

  static ConfigEntry of(String key, Text value) {
    return new ConfigEntry(key, value.value(), false, value.at());
  }

  /** The value stays out: it may be a secret. */
  @Override
  public String toString() {
    return "ConfigEntry[" + key + " at " + at + "]";
  }
}
