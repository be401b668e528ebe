package io.riparian.model;

import java.util.regex.Pattern;

/**
 * What may be called what. A connector name outside {@link #isAddressable} cannot be addressed
 * safely over Connect's REST API (a name with a semicolon deletes another connector when
 * forwarded), so it is reported and never used in a URL.
 */
public final class Names {
  private static final Pattern UNIT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern CONNECTOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,248}");
  private static final Pattern ADDRESSABLE = Pattern.compile("[A-Za-z0-9._-]+");

  private Names() {}

  /** Whether this may name a team, a cluster, a group, a rollout or a hold. */
  public static boolean isUnitName(String name) {
    return UNIT.matcher(name).matches();
  }

  /** Whether this may name a declared connector. */
  public static boolean isConnectorName(String name) {
    return CONNECTOR.matcher(name).matches();
  }

  /**
   * Whether Connect answers for this name on every URL; {@code .} and {@code ..} are path segments
   * of their own.
   */
  public static boolean isAddressable(String name) {
    return ADDRESSABLE.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }
}
