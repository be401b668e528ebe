package io.riparian.app;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that a credential may be sent to, as the daemon's own configuration names it: {@code
 * host}, or {@code *.suffix} for whatever lies below it, either perhaps with a port. Nothing is
 * looked up, and upper and lower case are the same.
 *
 * @param port 0 for any
 */
record TrustedHost(String name, boolean below, int port) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<below>\\*\\.)?(?<name>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])"
              + "(?::(?<port>[1-9][0-9]{0,4}))?");

  /**
   * @throws IllegalArgumentException when it is neither a host nor a suffix; a URL is none
   */
  static TrustedHost parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "`"
              + text
              + "` is no host; write connect.example.com, *.example.com or a host and :port");
    }
    String port = form.group("port");
    return new TrustedHost(
        form.group("name").toLowerCase(Locale.ROOT),
        form.group("below") != null,
        port == null ? 0 : Integer.parseInt(port));
  }

  /**
   * Those that a key of the daemon's own configuration lists.
   *
   * @throws IllegalArgumentException which names the key, when one of them is none
   */
  static List<TrustedHost> all(String key, List<String> listed) {
    try {
      return listed.stream().map(TrustedHost::parse).toList();
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(key + ": " + wrong.getMessage(), wrong);
    }
  }

  boolean covers(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    boolean named = below ? host.endsWith("." + name) : host.equals(name);
    return named && (port == 0 || port == portOf(url));
  }

  private static int portOf(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }
}
