package io.riparian.connect;

import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A TLS configuration that trusts whom another one trusts, and shows no certificate of ours. */
final class WithoutCertificate implements TlsConfiguration {
  private final TlsConfiguration trusting;

  WithoutCertificate(TlsConfiguration trusting) {
    this.trusting = trusting;
  }

  @Override
  public @Nullable KeyStore getKeyStore() {
    return null;
  }

  @Override
  public @Nullable KeyCertOptions getKeyStoreOptions() {
    return null;
  }

  @Override
  public KeyStore getTrustStore() {
    return trusting.getTrustStore();
  }

  @Override
  public TrustOptions getTrustStoreOptions() {
    return trusting.getTrustStoreOptions();
  }

  @Override
  public SSLOptions getSSLOptions() {
    return new SSLOptions(trusting.getSSLOptions()).setKeyCertOptions(null);
  }

  /** A context of the other's would hold its key. */
  @Override
  public SSLContext createSSLContext() {
    throw new IllegalStateException("our client is built from the options, never from a context");
  }

  @Override
  public boolean isTrustAll() {
    return trusting.isTrustAll();
  }

  @Override
  public Optional<String> getHostnameVerificationAlgorithm() {
    return trusting.getHostnameVerificationAlgorithm();
  }

  @Override
  public boolean usesSni() {
    return trusting.usesSni();
  }

  @Override
  public boolean reload() {
    return false;
  }
}
