package io.riparian.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a driver signs in as the worker itself, and not with what its configuration holds: it shows
 * a token or a signature of the worker's to whichever server the address names.
 *
 * <p>Source: the MongoDB driver's ConnectionString, mssql-jdbc's SqlAuthentication and its
 * documentation of integratedSecurity.
 */
final class WorkerIdentity {
  /** With nobody named before them, these sign in as the machine. */
  private static final Set<String> AS_THE_MACHINE =
      Set.of(
          "activedirectorymanagedidentity",
          "activedirectorymsi",
          "activedirectorydefault",
          "activedirectoryintegrated");

  /** The properties of a mechanism are a list whose values may hold any sign but what ends it. */
  private static final Pattern PROPERTIES = Pattern.compile("authmechanismproperties\\s*+=[^&;]*+");

  private static final Pattern ENVIRONMENT =
      Pattern.compile("(?:^|,|authmechanismproperties\\s*+=)\\s*+environment\\s*+:");

  private static final Pattern AWS = Pattern.compile("authmechanism\\s*+=\\s*+mongodb-aws");
  private static final Pattern USER = Pattern.compile("://[^/?#\\s@]+@");

  private WorkerIdentity() {}

  /** Whether an address says so as a whole. */
  static boolean isShownBy(String address) {
    String value =
        PercentCodes.ALL
            .decode(References.replace(address, References.HIDDEN))
            .toLowerCase(Locale.ROOT);
    return value.contains("authmechanism")
        && (PROPERTIES
                .matcher(value)
                .results()
                .anyMatch(list -> ENVIRONMENT.matcher(list.group()).find())
            || (AWS.matcher(value).find() && !USER.matcher(value).find()));
  }

  /**
   * Whether one option says so.
   *
   * @param name in small letters
   */
  static boolean isShownBy(String name, String written) {
    String value = written.strip().toLowerCase(Locale.ROOT);
    return (name.endsWith("authmechanismproperties") && ENVIRONMENT.matcher(value).find())
        || (name.endsWith("authentication") && AS_THE_MACHINE.contains(value))
        || (name.endsWith("integratedsecurity") && !value.equals("false"));
  }
}
