package io.riparian.connect;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What we show a worker to be let in, already resolved from the name a cluster file gives. Its text
 * form never holds the secret. Mutual TLS is no credential but a TLS configuration of the endpoint.
 */
public sealed interface Credential {

  /** The value of the {@code Authorization} header; empty when none is sent. */
  Optional<String> authorization();

  /** The worker lets everybody in, or knows us by our client certificate. */
  record None() implements Credential {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  /** The worker runs the basic-auth extension. */
  record Basic(String user, String password) implements Credential {
    @Override
    public Optional<String> authorization() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Where a token is taken for the user, that is a secret too. */
    @Override
    public String toString() {
      return "Basic[]";
    }
  }

  /** A gateway in front of the worker wants a token. */
  record Bearer(String token) implements Credential {
    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + token);
    }

    @Override
    public String toString() {
      return "Bearer[]";
    }
  }
}
