package io.riparian.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A host that a connector would call, as its configuration names it.
 *
 * @param host in lower case, without brackets and without a dot at its end
 * @param port empty text when none stands there
 */
record Endpoint(String host, String port) {

  /** Reads {@code host}, {@code host:port}, {@code [v6]:port} or a bare IPv6 address. */
  static Optional<Endpoint> of(String text) {
    String authority = text.strip();
    String host = authority;
    String port = "";
    int bracket = authority.indexOf(']');
    if (authority.startsWith("[") && bracket > 0) {
      host = authority.substring(1, bracket);
      port = authority.startsWith(":", bracket + 1) ? authority.substring(bracket + 2) : "";
    } else if (authority.indexOf(':') == authority.lastIndexOf(':') && authority.indexOf(':') > 0) {
      host = authority.substring(0, authority.indexOf(':'));
      port = authority.substring(authority.indexOf(':') + 1);
    }
    String plain = host.toLowerCase(Locale.ROOT);
    int end = plain.length();
    while (end > 0 && plain.charAt(end - 1) == '.') {
      end--;
    }
    plain = plain.substring(0, end);
    return plain.isEmpty()
        ? Optional.empty()
        : Optional.of(new Endpoint(plain, port.replaceFirst("^0+(?=.)", "")));
  }

  /** What it may be read as; nothing when it is a name. */
  List<IpAddress> addresses() {
    return IpAddress.of(host);
  }

  /** It is a value of a configuration, and stays out. */
  @Override
  public String toString() {
    return "Endpoint[]";
  }
}
