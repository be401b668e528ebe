package io.riparian.policy;

import io.riparian.model.KeyName;
import io.riparian.model.KeyRole;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an address tells its driver. What it does there is told by what its name ends in, whichever
 * driver it is: one may stand behind another one's name, and each has dozens of such options.
 *
 * <p>Source: pgjdbc's PGProperty, Connector/J's PropertyKey, mssql-jdbc's SQLServerDriver,
 * MariaDB's Configuration, Trino's PropertyName, the MongoDB driver's ConnectionString, libpq, and
 * the manuals of Oracle, Db2, Hive, Snowflake, Teradata, ActiveMQ, Qpid JMS, RabbitMQ.
 *
 * @param name in small letters
 * @param value with {@link References#HIDDEN} for what references hide
 */
record DriverOption(String name, String value) {
  /** What runs code, lets a server read files, or brings options that stand elsewhere. */
  private static final Set<String> DANGEROUS =
      Set.of(
          "init",
          "runscript",
          "classpath",
          "driver.class.path",
          "jarupload",
          "plugin_name",
          "browser",
          "autodeserialize",
          "allowlocalinfile",
          "allowloadlocalinfile",
          "allowloadlocalinfileinpath",
          "allowurlinlocalinfile",
          "localsocketaddress",
          "credentialtype",
          "xmlfactoryfactory",
          "tns_admin",
          "oracle.net.tns_admin",
          "inifile",
          "service",
          "servicefile",
          "brokerconfig",
          "ociconfigfile");

  /** The same, where names are made up of parts; what is handed to a class may be a file to it. */
  private static final Pattern DANGEROUS_ANYWHERE =
      Pattern.compile(
          "jndi|^java\\.naming\\.|^oracle\\.jdbc\\.provider\\.|(?:factory|constructor|executor)args?$");

  private static final Pattern CLASS =
      Pattern.compile(
          "(?:class(?:es|[._-]?names?)?|factory|strategy|interceptors?|plugins?|providers?|handlers?|listeners?"
              + "|hooks?|callbacks?|resolver|executor|checker|verifier|transform|logger|impl)$");

  /** With the name before them, in small letters: what people use every day. */
  private static final Pattern HARMLESS_CLASS =
      Pattern.compile(
          "sslfactory=org\\.postgresql\\.ssl\\.(?:jdbc4\\.)?(?:nonvalidating|defaultjavassl|libpq)factory"
              + "|(?:.*\\.)?(?:driver[._-]?)?class(?:[._-]?name)?=[a-z0-9_.]+driver"
              + "|provider=org\\.hibernate\\.(?:agroal|c3p0|hikaricp)\\.internal\\.[a-z0-9]+connectionprovider"
              + "|credentials\\.provider\\.class(?:\\.name)?=io\\.confluent\\.connect\\.jdbc\\.util\\.defaultjdbccredentialsprovider");

  /** What is a file, also without a directory before it. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?:(?<!pro)file(?:name)?|wallet|keytab|(?:key|trust)[._-]?store(?:url)?|ssl[a-z]*(?:cert|key)"
              + "|(?:ssl|tls)[._-]?ca|(?:server|client)(?:ssl)?cert(?:ificate)?|clientkey)$");

  private static final Pattern NO_NAME = Pattern.compile("(?i)(?:true|false|none|[0-9]*)");

  /** What may be a region, a schema or the like as well. */
  private static final Pattern PLACE = Pattern.compile("(?:path|dir|directory|location)$");

  private static final Pattern WITH_DIRECTORY =
      Pattern.compile(
          "[^\\s./\\\\" + References.HIDDEN + "]*+[./\\\\" + References.HIDDEN + "]\\S*+");

  /** Paths of URLs, schemas and ZooKeeper. */
  private static final Pattern PATH_ELSEWHERE =
      Pattern.compile("(?:https?|search)[._-]?path$|context$|^(?:zk|zoo[._-]?keeper)");

  /** Whether a driver runs code by it, or does what nobody can judge who sees the address alone. */
  boolean isRefused() {
    return !value.strip().equalsIgnoreCase("false")
        && (DANGEROUS.contains(name)
            || DANGEROUS_ANYWHERE.matcher(name).find()
            || loadsClass()
            || WorkerIdentity.isShownBy(name, value));
  }

  /** A word without a dot is a class of the driver's own, or a name that it knows. */
  private boolean loadsClass() {
    return value.indexOf('.') >= 0
        && CLASS.matcher(name).find()
        && Stream.of(value.split(",", -1))
            .map(String::strip)
            .filter(one -> one.indexOf('.') >= 0)
            .anyMatch(one -> !HARMLESS_CLASS.matcher(name + "=" + lower(one)).matches());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether its value is a path, wherever that begins. */
  boolean namesFile() {
    return !isNoFile()
        && (FILE.matcher(name).find()
            ? !NO_NAME.matcher(value).matches()
            : PLACE.matcher(name).find() && WITH_DIRECTORY.matcher(value).matches());
  }

  /** Whether its value is none, even if it begins like one. */
  boolean isNoFile() {
    return PATH_ELSEWHERE.matcher(name).find() || KeyName.of(name).role() == KeyRole.PASSWORD;
  }

  /** It is a value of a configuration, and stays out. */
  @Override
  public String toString() {
    return "DriverOption[]";
  }
}
