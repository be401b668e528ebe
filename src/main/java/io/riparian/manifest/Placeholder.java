package io.riparian.manifest;

import java.util.regex.Pattern;

/**
 * What stands in a file for a secret that somebody has yet to put into the worker's provider: a
 * reference to nothing. A configuration that holds one is never sent.
 */
final class Placeholder {
  private static final Pattern ANY = Pattern.compile("\\$\\{[^{}]*FILL-IN[^{}]*}");

  private Placeholder() {}

  /** The placeholder for the value of {@code key}. */
  static String of(String key) {
    return "${vault:FILL-IN:" + key.replaceAll("[^A-Za-z0-9._-]", "_") + "}";
  }

  /** Whether anything of this value is still to be filled in. */
  static boolean isIn(String value) {
    return value.contains("FILL-IN") && ANY.matcher(value).find();
  }
}
