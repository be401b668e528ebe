package io.riparian.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The options of the drivers that a configuration uses: those in an address, those under a key of
 * their own, and those in a host or the name of a database that would become part of an address.
 * They are read as any driver reads them, whatever it puts between them. An address is JDBC's, or
 * any with a scheme but those of the web, whose options are the server's. Camel's addresses are
 * none: what they call a file mostly lies elsewhere.
 */
final class AddressOptions {
  private static final Pattern JDBC = Pattern.compile("(?i)jdbc:");

  private static final Pattern SCHEME =
      Pattern.compile("(?i)(?<![a-z0-9+.-])(?!(?:https?|wss?)://)[a-z][a-z0-9+.-]*+://");

  /** An address without a host, which may hold others. */
  private static final Pattern OPAQUE =
      Pattern.compile("(?i)\\s*+(?!(?:https?|wss?):)[a-z][a-z0-9+.-]*+:[/(a-z]");

  /**
   * What becomes part of an address, or an option of the driver by its own name. Debezium's history
   * has a client of Kafka, and a connection factory is what JMS begins with.
   */
  private static final Pattern CONNECTION =
      Pattern.compile(
          "(?i)(?:^|.*\\.)(?:connection|database|driver|jdbc|db)\\.(?:properties\\.)?(?!history\\.|factory(?:\\.|$))(.+)");

  private static final String NAME = "([A-Za-z][A-Za-z0-9_.-]*+)\\s*+=";

  /** A value may be a list, and ends where the next option begins. */
  private static final Pattern OPTION =
      Pattern.compile("(?:^|[?&;:/,(\\[#\\s])" + NAME + "((?:(?![,:\\s]" + NAME + ")[^?&;()#])*+)");

  private final Memo<Key> keys = new Memo<>(Key::of);

  /**
   * What the name of a key says.
   *
   * @param option the option of the driver that it is, in small letters
   */
  private record Key(Optional<String> option, boolean host) {
    static Key of(String key) {
      return new Key(
          CONNECTION
              .matcher(key)
              .results()
              .map(connection -> connection.group(1).toLowerCase(Locale.ROOT))
              .findFirst(),
          EndpointKeys.nameHosts(key));
    }
  }

  /** Whether some driver of JDBC is named in it. */
  static boolean isJdbc(String value) {
    return value.indexOf(':') >= 0 && JDBC.matcher(value).find();
  }

  /**
   * Whether it is an address that some driver opens.
   *
   * @param camel whether Camel reads it
   */
  static boolean isAddress(String value, boolean camel) {
    return isJdbc(value)
        || (!camel
            && ((value.contains("://") && SCHEME.matcher(value).find())
                || (value.indexOf('?') >= 0 && OPAQUE.matcher(value).lookingAt())));
  }

  /** Whether the value of this key is, or becomes part of, what a driver is told. */
  boolean isPart(String key) {
    return keys.of(key).option().isPresent();
  }

  /**
   * Those that stand in one value, and the value itself where its key is one.
   *
   * @param camel whether Camel reads it
   */
  Stream<DriverOption> of(String key, String value, boolean camel) {
    Key name = keys.of(key);
    Stream<DriverOption> itself =
        name.option().stream()
            .filter(option -> !JDBC.matcher(value.strip()).lookingAt())
            .map(option -> new DriverOption(option, References.replace(value, References.HIDDEN)));
    boolean listed =
        value.indexOf('=') >= 0
            && (name.option().isPresent()
                || isAddress(value, camel)
                || (name.host() && !value.contains("://")));
    return listed ? Stream.concat(itself, in(value)) : itself;
  }

  /** Drivers decode what is written in per cent, so that it cannot hide an option either. */
  private static Stream<DriverOption> in(String value) {
    return OPTION
        .matcher(PercentCodes.ALL.decode(References.replace(value, References.HIDDEN)))
        .results()
        .map(AddressOptions::option);
  }

  private static DriverOption option(MatchResult found) {
    return new DriverOption(found.group(1).toLowerCase(Locale.ROOT), bare(found.group(2)));
  }

  /** Without blanks, and without the quotes or the braces that some drivers take around a value. */
  private static String bare(String written) {
    String value = written.strip();
    boolean opened = !value.isEmpty() && "{\"'".indexOf(value.charAt(0)) >= 0;
    String rest = opened ? value.substring(1) : value;
    boolean closed = !rest.isEmpty() && "}\"'".indexOf(rest.charAt(rest.length() - 1)) >= 0;
    return (closed ? rest.substring(0, rest.length() - 1) : rest).strip();
  }
}
