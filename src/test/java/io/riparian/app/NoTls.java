package io.riparian.app;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.util.Optional;

/** No TLS configuration at all. */
final class NoTls implements TlsConfigurationRegistry {
  @Override
  public Optional<TlsConfiguration> get(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<TlsConfiguration> getDefault() {
    return Optional.empty();
  }

  @Override
  public void register(String name, TlsConfiguration configuration) {
    throw new UnsupportedOperationException(name);
  }
}
