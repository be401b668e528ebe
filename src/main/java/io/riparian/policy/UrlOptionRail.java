package io.riparian.policy;

import static io.riparian.policy.PolicyRule.URL_OPTION;

import io.riparian.model.KeyName;
import io.riparian.model.KeyRole;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * P-12: drivers run code by options of their address, or go on to another one that nobody has seen.
 * Those that keep their data on the worker itself are refused whole.
 */
final class UrlOptionRail implements GuardRail {
  private static final Pattern JDBC = Pattern.compile("(?i)jdbc:([a-z0-9+_.:-]*+)");
  private static final Pattern BETWEEN = Pattern.compile("[:+]");

  /** What is no database server, and what drivers call that which needs none. */
  private static final Set<String> ON_THE_WORKER =
      Set.of(
          "h2",
          "hsqldb",
          "derby",
          "sqlite",
          "duckdb",
          "calcite",
          "csv",
          "xls",
          "dbf",
          "ucanaccess",
          "odbc",
          "tc",
          "dbcp",
          "proxool",
          "cfg",
          "file",
          "mem",
          "embedded",
          "native",
          "local",
          "jndi",
          "ldap",
          "ldaps",
          "rmi");

  /** Hive without a host starts in the worker itself. */
  private static final Pattern WITHOUT_HOST = Pattern.compile("(?i)jdbc:hive2?:(?!//[^/;?#\\s])");

  /** Behind an at sign stands a host with its port or none, {@code tcp://} or {@code tcps://}. */
  private static final Pattern LEADS_ON =
      Pattern.compile(
          "(?i)@(?!tcps?://)(?:config-[a-z0-9]++:|[a-z][a-z0-9+._-]*+:(?!"
              + References.HIDDEN
              + "|\\d{1,5}(?:[:/?#,;&)\\]\\s]|$)))");

  /** A user and a password in front of the hosts, and how Oracle writes it. */
  private static final Pattern LOGIN =
      Pattern.compile("(?i)://[^/?#;]*@|jdbc:oracle:[a-z0-9]{1,40}+:[^/@]*+/[^/@]*+@");

  /**
   * ActiveMQ starts a broker from a file that the address names, or takes any that it finds. A host
   * may be called so too, and has a port behind it.
   */
  private static final Pattern IN_THE_WORKER =
      Pattern.compile(
          "(?i)(?<![a-z0-9+.-])(?:(?:vm|peer|broker|multicast):(?:[/(]|[^\\s/(),:?]{0,250}+\\?)|xbean:(?!\\d{1,5}(?:[/,;)\\s]|$))[^\\s,]{0,250}?[./:])");

  /** The same in an address that is nothing else. */
  private static final Pattern ONLY_IN_THE_WORKER =
      Pattern.compile("(?i)\\s*+(?:vm|peer):(?!\\d{1,5}(?:[/,;)\\s]|$))[^\\s,:]*+\\s*+");

  private static final Pattern ADDRESS_KEY = Pattern.compile("(?:^|\\.)(?:url|uri|broker)s?$");

  private static final Pattern HIDDEN_OPTION =
      Pattern.compile(
          "(?<![A-Za-z0-9_.-])([A-Za-z][A-Za-z0-9_.-]*+)\\s*+=\\s*+"
              + References.HIDDEN
              + "(?=[&;,)\\s]|$)");

  /** Besides passwords and the like, what says who somebody is. */
  private static final Set<String> WHO =
      Set.of(
          "user",
          "username",
          "uid",
          "login",
          "principal",
          "cert",
          "certificate",
          "certificates",
          "chain",
          "ca",
          "pem");

  private final AddressOptions options = new AddressOptions();
  private final Memo<Boolean> logins = new Memo<>(UrlOptionRail::isLogin);

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    boolean camel = CamelExpressions.areReadBy(subject.config());
    subject.config().entries().forEach((key, value) -> check(key, value, camel, found));
  }

  private void check(String key, String value, boolean camel, Consumer<Finding> found) {
    boolean address = AddressOptions.isAddress(value, camel);
    if (AddressOptions.isJdbc(value)) {
      checkDrivers(key, value, found);
    }
    if (value.indexOf(':') >= 0 && startsInTheWorker(key, value)) {
      found.accept(
          noServer(key, "with this scheme a broker is started in the worker, or looked for"));
    }
    options
        .of(key, value, camel)
        .filter(DriverOption::isRefused)
        .map(DriverOption::name)
        .distinct()
        .forEach(option -> found.accept(refused(key, option)));
    if (value.indexOf('=') >= 0 && WorkerIdentity.isShownBy(value)) {
      found.accept(refused(key, "authMechanism"));
    }
    if ((address || options.isPart(key)) && !logins.of(key) && hidesOptions(value)) {
      found.accept(Finding.unseen(URL_OPTION, key));
    }
  }

  private static boolean startsInTheWorker(String key, String value) {
    return IN_THE_WORKER.matcher(value).find()
        || (ONLY_IN_THE_WORKER.matcher(value).matches()
            && ADDRESS_KEY.matcher(KeyName.of(key).dotted()).find());
  }

  private static boolean isLogin(String name) {
    KeyName key = KeyName.of(name);
    return key.role() != KeyRole.NOTHING || WHO.contains(key.word(1));
  }

  /** Whether a reference stands anywhere but where an address has a user or a password. */
  private static boolean hidesOptions(String written) {
    if (!References.isIn(written)) {
      return false;
    }
    String value = LOGIN.matcher(References.replace(written, References.HIDDEN)).replaceAll("");
    return HIDDEN_OPTION
        .matcher(value)
        .replaceAll(option -> isLogin(option.group(1)) ? "" : References.HIDDEN)
        .contains(References.HIDDEN);
  }

  private static void checkDrivers(String key, String value, Consumer<Finding> found) {
    JDBC.matcher(value)
        .results()
        .map(jdbc -> jdbc.group(1).toLowerCase(Locale.ROOT))
        .map(drivers -> drivers.substring(0, drivers.lastIndexOf(':') + 1))
        .flatMap(BETWEEN::splitAsStream)
        .filter(ON_THE_WORKER::contains)
        .distinct()
        .forEach(
            driver ->
                found.accept(
                    noServer(key, "with `" + driver + "` an address is opened on the worker")));
    if (WITHOUT_HOST.matcher(value).find()) {
      found.accept(noServer(key, "without a host, Hive starts in the worker"));
    }
    if (LEADS_ON.matcher(value).find()) {
      found.accept(
          noServer(key, "behind `@` stands no host, but where another address is to be found"));
    }
  }

  private static Finding noServer(String key, String message) {
    return Finding.of(
        URL_OPTION, key, message, "Name a database server, and its port if it needs one.");
  }

  private static Finding refused(String key, String option) {
    return Finding.of(
        URL_OPTION,
        key,
        "the option `"
            + option
            + "` lets the address run code on the worker, read its files, or show its identity",
        "Take it out.");
  }
}
