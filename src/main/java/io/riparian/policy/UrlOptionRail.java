package io.riparian.policy;

import static io.riparian.policy.PolicyRule.URL_OPTION;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * P-12: drivers run code and read files by options of their address. Which ones is known for each;
 * drivers that keep their data on the worker itself are refused whole.
 */
final class UrlOptionRail implements GuardRail {
  private static final Pattern JDBC = Pattern.compile("(?i)jdbc:((?:[a-z0-9+_.-]+:)+)");

  /** What becomes part of an address, or an option of the driver by its own name. */
  private static final Pattern CONNECTION =
      Pattern.compile(
          "(?i)(?:^|.*\\.)(?:connection|database|driver|jdbc|db)\\.(?:properties\\.)?(.+)");

  private static final Pattern OPTION =
      Pattern.compile("(?:^|[?&;:/,(\\s])([A-Za-z][A-Za-z0-9_.]*)\\s*=");

  private static final Set<String> ON_THE_WORKER =
      Set.of("h2", "hsqldb", "derby", "sqlite", "duckdb");

  /** Of any driver: a driver may stand behind another one's name. */
  private static final Set<String> FORBIDDEN =
      Stream.of(ofAny(), ofMySql(), ofPostgres(), ofOracle(), ofSqlServer(), ofDb2(), ofOthers())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static Set<String> ofAny() {
    return Set.of(
        "init",
        "runscript",
        "java.naming.factory.initial",
        "java.naming.provider.url",
        "jndiproperties",
        "classpath",
        "driver.class.path",
        "socketfactory",
        "socketfactoryarg",
        "socketfactoryclass",
        "socketfactoryconstructorarg",
        "trustmanagerclass",
        "trustmanagerconstructorarg");
  }

  private static Set<String> ofMySql() {
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

  private static Set<String> ofPostgres() {
    return Set.of(
        "sslfactory",
        "sslfactoryarg",
        "sslhostnameverifier",
        "sslpasswordcallback",
        "authenticationpluginclassname",
        "xmlfactoryfactory",
        "loggerfile");
  }

  private static Set<String> ofOracle() {
    return Set.of(
        "tns_admin",
        "oracle.net.wallet_location",
        "oracle.net.tns_admin",
        "wallet_location",
        "my_wallet_directory");
  }

  private static Set<String> ofSqlServer() {
    return Set.of("accesstokencallbackclass", "keystorelocation");
  }

  private static Set<String> ofDb2() {
    return Set.of("clientrerouteserverlistjndiname", "tracefile", "tracedirectory");
  }

  private static Set<String> ofOthers() {
    return Set.of("plugin_name", "inifile", "jarupload", "private_key_file");
  }

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    subject.config().entries().forEach((key, value) -> check(key, value, found));
  }

  private static void check(String key, String value, Consumer<Finding> found) {
    Matcher jdbc = JDBC.matcher(value);
    boolean address = jdbc.find();
    if (address) {
      Stream.of(jdbc.group(1).toLowerCase(Locale.ROOT).split("[:+]"))
          .filter(ON_THE_WORKER::contains)
          .forEach(
              driver ->
                  found.accept(
                      Finding.of(
                          URL_OPTION,
                          key,
                          "the driver `"
                              + driver
                              + "` keeps its data on the worker, and runs code there",
                          "Name a database server.")));
    }
    Matcher connection = CONNECTION.matcher(key);
    boolean part = connection.matches();
    if (part && !value.strip().equalsIgnoreCase("false")) {
      check(Stream.of(connection.group(1).toLowerCase(Locale.ROOT)), key, found);
    }
    if (address || part || (Endpoints.isHostKey(key) && !value.contains("://"))) {
      check(options(decoded(value)), key, found);
    }
  }

  private static void check(Stream<String> options, String key, Consumer<Finding> found) {
    options
        .filter(FORBIDDEN::contains)
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

  private static Stream<String> options(String value) {
    return OPTION
        .matcher(value)
        .results()
        .map(option -> option.group(1).toLowerCase(Locale.ROOT))
        .distinct();
  }
}
