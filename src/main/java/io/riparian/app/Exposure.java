package io.riparian.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who can reach us: this machine only, or the network. Beyond this machine nothing opens without a
 * token.
 */
@ApplicationScoped
public class Exposure {
  private final String host;
  private final RiparianConfig config;

  Exposure(@ConfigProperty(name = "quarkus.http.host") String host, RiparianConfig config) {
    this.host = host;
    this.config = config;
  }

  boolean isLocal() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /**
   * @throws IllegalStateException when we would listen to the network without asking anybody for a
   *     token
   */
  void requireTokensBeyondThisMachine() {
    if (!isLocal() && config.tokens().isEmpty()) {
      throw new IllegalStateException(
          "quarkus.http.host is "
              + host
              + ", which others can reach, and no token is configured; configure riparian.tokens.<name>.value and"
              + " .scopes, or listen on 127.0.0.1");
    }
    config
        .tokens()
        .forEach(
            (name, token) -> {
              if (token.value().length() < 16) {
                throw new IllegalStateException(
                    "riparian.tokens." + name + ".value has fewer than 16 characters");
              }
            });
  }
}
