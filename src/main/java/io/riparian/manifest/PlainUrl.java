package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server answers, of which a cluster's file tells. It is a plain address, without user,
 * query or tricks in its path, because requests of ours go there, some with credentials.
 */
final class PlainUrl {
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?<scheme>https?)://(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"
              + "|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>[1-9][0-9]{0,4}))?"
              + "(?<path>(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)*+)/?");
  private static final int LAST_PORT = 65_535;

  private PlainUrl() {}

  /**
   * The address without a slash at its end; anything else is reported, but not quoted.
   *
   * @param whose of what, as in {@code a worker}
   * @param noUser what to do instead of writing a user
   */
  static Optional<URI> read(Text text, String whose, String noUser, Findings findings) {
    Optional<URI> url = parse(text.value());
    if (url.isEmpty()) {
      boolean user = text.value().contains("@");
      findings.report(
          BAD_VALUE,
          text.at().beginning(),
          user
              ? "the address of %s has a user or password in it".formatted(whose)
              : "this is no address of %s".formatted(whose),
          user
              ? noUser
              : "Write http:// or https://, a host, a port, and no query: http://host:8083");
    }
    return url;
  }

  static Optional<URI> parse(String text) {
    Matcher plain = PLAIN.matcher(text);
    if (!plain.matches()) {
      return Optional.empty();
    }
    String port = plain.group("port");
    if (port != null && Integer.parseInt(port) > LAST_PORT) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      return url.getHost() == null ? Optional.empty() : Optional.of(url);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
