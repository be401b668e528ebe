package io.riparian.policy;

import static io.riparian.policy.PolicyRule.URL_OPTION;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * P-12: drivers run code and read files by options of their address. Which ones is known for each;
 * drivers that keep their data on the worker itself are refused whole.
 */
final class UrlOptionRail implements GuardRail {
  private static final Pattern JDBC = Pattern.compile("(?i)jdbc:([a-z0-9]+):");
  private static final Pattern OPTION =
      Pattern.compile("(?:^|[?&;,(\\s])([A-Za-z][A-Za-z0-9_.]*)\\s*=");

  private static final Set<String> ON_THE_WORKER =
      Set.of("h2", "hsqldb", "derby", "sqlite", "duckdb");

  private static final Set<String> OF_ANY =
      Set.of(
          "socketfactory",
          "socketfactoryarg",
          "socketfactoryclass",
          "socketfactoryconstructorarg",
          "trustmanagerclass",
          "trustmanagerconstructorarg",
          "init",
          "runscript",
          "java.naming.factory.initial",
          "java.naming.provider.url",
          "jndiproperties",
          "classpath",
          "driver.class.path");

  private static final Map<String, Set<String>> OF_DRIVER =
      Map.of(
          "mysql", mysql(),
          "mariadb", mysql(),
          "postgresql",
              Set.of(
                  "sslfactory",
                  "sslfactoryarg",
                  "sslhostnameverifier",
                  "sslpasswordcallback",
                  "authenticationpluginclassname",
                  "xmlfactoryfactory",
                  "loggerfile",
                  "localsocketaddress"),
          "oracle", Set.of("tns_admin", "oracle.net.wallet_location", "oracle.net.tns_admin"),
          "sqlserver", Set.of("accesstokencallbackclass", "keystorelocation"),
          "db2", Set.of("clientrerouteserverlistjndiname", "tracefile", "tracedirectory"),
          "redshift", Set.of("plugin_name", "sslfactory", "inifile", "loggerfile"),
          "snowflake", Set.of("tracing", "jarupload", "private_key_file"));

  private static Set<String> mysql() {
    return Set.of(
        "autodeserialize",
        "allowloadlocalinfile",
        "allowloadlocalinfileinpath",
        "allowurlinlocalinfile",
        "queryinterceptors",
        "statementinterceptors",
        "exceptioninterceptors",
        "connectionlifecycleinterceptors",
        "authenticationplugins",
        "defaultauthenticationplugin",
        "propertiestransform",
        "clientinfoprovider",
        "serverrsapublickeyfile",
        "localsocketaddress",
        "logger",
        "profilereventhandler",
        "credentialtype");
  }

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    subject.config().entries().forEach((key, value) -> check(key, value, found));
  }

  private static void check(String key, String value, Consumer<Finding> found) {
    Matcher jdbc = JDBC.matcher(value);
    if (!jdbc.find()) {
      return;
    }
    String driver = jdbc.group(1).toLowerCase(Locale.ROOT);
    if (ON_THE_WORKER.contains(driver)) {
      found.accept(
          Finding.of(
              URL_OPTION,
              key,
              "the driver `" + driver + "` keeps its data on the worker, and runs code there",
              "Name a database server."));
    }
    options(decoded(value)).stream()
        .filter(option -> isForbidden(driver, option))
        .forEach(
            option ->
                found.accept(
                    Finding.of(
                        URL_OPTION,
                        key,
                        "the option `"
                            + option
                            + "` lets the address run code on the worker, or read its files",
                        "Take it out.")));
  }

  /** Drivers decode what is written as {@code %61}, so that it cannot hide an option either. */
  private static String decoded(String value) {
    Matcher escape = Pattern.compile("%([0-9A-Fa-f]{2})").matcher(value);
    return escape.replaceAll(
        code ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
  }

  private static List<String> options(String value) {
    return OPTION
        .matcher(value)
        .results()
        .map(option -> option.group(1).toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  private static boolean isForbidden(String driver, String option) {
    return OF_ANY.contains(option) || OF_DRIVER.getOrDefault(driver, Set.of()).contains(option);
  }
}
