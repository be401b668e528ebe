package io.riparian.policy;

import static io.riparian.policy.PolicyRule.URL_OPTION;

import io.riparian.model.KeyName;
import io.riparian.model.KeyRole;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * P-12: drivers run code and read files by options of their address. Which ones is known for each;
 * drivers that keep their data on the worker itself are refused whole.
 */
final class UrlOptionRail implements GuardRail {
  private static final Pattern JDBC = Pattern.compile("(?i)jdbc:([a-z0-9+_.:-]*+)");
  private static final Pattern BETWEEN = Pattern.compile("[:+]");

  /** A user and a password in front of the hosts, and how Oracle writes it. */
  private static final Pattern LOGIN =
      Pattern.compile("(?i)://[^/?#;]*@|jdbc:oracle:[a-z0-9]{1,40}+:[^/@]*+/[^/@]*+@");

  private static final Pattern HIDDEN_OPTION =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9_.-]*+)\\s*+=\\s*+" + References.HIDDEN + "(?=[&;,)\\s]|$)");

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

  /** What becomes part of an address, or an option of the driver by its own name. */
  private static final Pattern CONNECTION =
      Pattern.compile(
          "(?i)(?:^|.*\\.)(?:connection|database|driver|jdbc|db)\\.(?:properties\\.)?(.+)");

  private static final Pattern OPTION =
      Pattern.compile("(?:^|[?&;:/,(\\s])([A-Za-z][A-Za-z0-9_.]*+)\\s*+=");

  private static final Set<String> ON_THE_WORKER =
      Set.of("h2", "hsqldb", "derby", "sqlite", "duckdb");

  private final Memo<UrlKey> keys = new Memo<>(UrlKey::of);

  /**
   * What the name of a key says.
   *
   * @param option the option of the driver that it is, in small letters
   * @param login whether a reference is what belongs there
   */
  private record UrlKey(Optional<String> option, boolean host, boolean login) {
    static UrlKey of(String key) {
      Matcher connection = CONNECTION.matcher(key);
      return new UrlKey(
          connection.matches()
              ? Optional.of(connection.group(1).toLowerCase(Locale.ROOT))
              : Optional.empty(),
          EndpointKeys.nameHosts(key),
          isLogin(key));
    }
  }

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    subject.config().entries().forEach((key, value) -> check(key, value, found));
  }

  private void check(String key, String value, Consumer<Finding> found) {
    boolean address = value.indexOf(':') >= 0 && JDBC.matcher(value).find();
    if (address) {
      checkDrivers(key, value, found);
    }
    UrlKey name = keys.of(key);
    if (!value.strip().equalsIgnoreCase("false")) {
      check(name.option().stream(), key, found);
    }
    boolean part = name.option().isPresent();
    if (address || part || (name.host() && !value.contains("://"))) {
      // Drivers decode it too, so that it cannot hide an option either.
      check(options(PercentCodes.ALL.decode(value)), key, found);
    }
    if ((address || part) && !name.login() && hidesOptions(value)) {
      found.accept(Finding.unseen(URL_OPTION, key));
    }
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
                    Finding.of(
                        URL_OPTION,
                        key,
                        "the driver `"
                            + driver
                            + "` keeps its data on the worker, and runs code there",
                        "Name a database server.")));
  }

  private static void check(Stream<String> options, String key, Consumer<Finding> found) {
    options
        .filter(DriverOptions::isDangerous)
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

  private static Stream<String> options(String value) {
    return value.indexOf('=') < 0
        ? Stream.empty()
        : OPTION
            .matcher(value)
            .results()
            .map(option -> option.group(1).toLowerCase(Locale.ROOT))
            .distinct();
  }
}
