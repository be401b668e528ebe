package io.riparian.policy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options by which database drivers run code, or read and write files, where they run. Each is
 * forbidden to every driver, because a driver may stand behind another one's name.
 */
final class DriverOptions {
  private static final Set<String> DANGEROUS =
      Stream.of(ofAny(), ofMySql(), ofPostgres(), ofOracle(), ofSqlServer(), ofDb2(), ofOthers())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private DriverOptions() {}

  /** Whether this option is one of them, written in small letters. */
  static boolean isDangerous(String option) {
    return DANGEROUS.contains(option);
  }

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
}
