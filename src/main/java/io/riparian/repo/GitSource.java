package io.riparian.repo;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

/**
 * Where the configuration repository is, which ref of it counts, and how to get in. The URL carries
 * no secret and no surprise: it can be printed, and it names one server over one known protocol.
 *
 * @param url {@code https://}, {@code http://}, {@code ssh://}, {@code user@host:path} or {@code
 *     file:///}
 * @param ref fully qualified, such as {@code refs/heads/main}, so that no other ref is looked at
 * @param timeout for each answer of the server and for a fetch as a whole
 */
public record GitSource(String url, String ref, GitCredentials credentials, Duration timeout) {
  private static final Set<String> SCHEMES = Set.of("file", "http", "https", "ssh");

  /**
   * @throws IllegalArgumentException saying what is wrong with the configuration, without the URL
   *     where that may hold a secret
   */
  public GitSource {
    URIish uri = parse(url);
    String scheme = schemeOf(uri);
    if (uri.getPass() != null) {
      throw refused("carries a password; give it as credentials instead");
    }
    if (!SCHEMES.contains(scheme)) {
      throw refused("has the scheme '" + scheme + "'; file, http, https and ssh are understood");
    }
    switch (scheme) {
      case "file" -> checkFile(uri, credentials);
      case "ssh" -> checkSsh(uri, credentials);
      default -> checkHttp(url, uri, credentials);
    }
    if (!ref.startsWith("refs/") || !Repository.isValidRefName(ref)) {
      throw new IllegalArgumentException(
          "'" + ref + "' is not a fully qualified ref; write refs/heads/<branch>");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the Git timeout must be longer than nothing");
    }
  }

  /** Whether a credential would cross the network for anybody to read. */
  public boolean exposesCredentials() {
    return schemeOf(parse(url)).equals("http") && !(credentials instanceof GitCredentials.None);
  }

  URIish uri() {
    return parse(url);
  }

  private static URIish parse(String url) {
    if (url.isBlank() || url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw refused("is empty or holds a blank or control character");
    }
    try {
      return new URIish(url);
    } catch (URISyntaxException e) {
      // The message of the exception quotes the URL, so it stays here.
      throw refused("cannot be parsed");
    }
  }

  /** What the URL begins with; {@code user@host:path} is SSH. */
  private static String schemeOf(URIish uri) {
    if (uri.getScheme() != null) {
      return uri.getScheme();
    }
    if (uri.getHost() == null || uri.getUser() == null) {
      // Without the user, "jar:…", "ext::…" and "file:…" would all be hosts.
      throw refused("has no known scheme; a local one is file:///absolute/path");
    }
    return "ssh";
  }

  private static void checkFile(URIish uri, GitCredentials credentials) {
    if (uri.getHost() != null || !Path.of(uri.getPath()).isAbsolute()) {
      throw refused("must be file:/// and an absolute path");
    }
    if (!(credentials instanceof GitCredentials.None)) {
      throw refused("is a local file, which takes no credentials");
    }
  }

  private static void checkSsh(URIish uri, GitCredentials credentials) {
    String user = uri.getUser();
    if (user != null && user.contains(":")) {
      throw refused("carries a password; give it as credentials instead");
    }
    if (uri.getHost() == null || uri.getHost().startsWith("-") || uri.getPath().isEmpty()) {
      throw refused("names no host or no path");
    }
    if (!(credentials instanceof GitCredentials.SshKey)) {
      throw refused("is SSH and needs a private key and a known_hosts file");
    }
  }

  private static void checkHttp(String url, URIish uri, GitCredentials credentials) {
    if (uri.getUser() != null) {
      // Forges take a token as the user, so a user alone is a secret too.
      throw refused("carries a user; give user and password as credentials instead");
    }
    if (url.indexOf('?') >= 0 || url.indexOf('#') >= 0) {
      throw refused("has a query or fragment, where tokens like to hide");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw refused("names no host");
    }
    if (credentials instanceof GitCredentials.SshKey) {
      throw refused("is HTTP, where a private key is of no use");
    }
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("the repository URL " + why);
  }
}
