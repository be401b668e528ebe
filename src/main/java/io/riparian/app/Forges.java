package io.riparian.app;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.riparian.forge.Forge;
import io.riparian.forge.ForgeCredential;
import io.riparian.forge.ForgeEndpoint;
import io.riparian.forge.ForgeRepository;
import io.riparian.forge.GitHub;
import io.riparian.forge.GitHubWebhook;
import io.riparian.forge.GitLab;
import io.riparian.forge.GitLabWebhook;
import io.riparian.forge.Gitea;
import io.riparian.forge.GiteaWebhook;
import io.riparian.forge.Webhook;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Opens the forge that the daemon's configuration names, with the credentials it gives. */
final class Forges {
  private final RiparianConfig config;
  private final TlsConfigurationRegistry tls;

  Forges(RiparianConfig config, TlsConfigurationRegistry tls) {
    this.config = config;
    this.tls = tls;
  }

  /** A forge that is understood. */
  public enum Kind {
    GITHUB,
    GITLAB,
    /** Forgejo speaks the same. */
    GITEA;

    /** As it stands in addresses. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** How it delivers webhooks. */
    Webhook webhook() {
      return switch (this) {
        case GITHUB -> new GitHubWebhook();
        case GITLAB -> new GitLabWebhook();
        case GITEA -> new GiteaWebhook();
      };
    }

    private Optional<URI> url() {
      return switch (this) {
        case GITHUB -> Optional.of(URI.create("https://api.github.com"));
        case GITLAB -> Optional.of(URI.create("https://gitlab.com/api/v4"));
        case GITEA -> Optional.empty();
      };
    }
  }

  /**
   * The forge; empty when none is configured. To be closed.
   *
   * @throws IllegalArgumentException naming what is missing in the configuration
   */
  Optional<Forge> open() {
    return config.forge().type().map(this::open);
  }

  private Forge open(Kind kind) {
    RiparianConfig.Forge forge = config.forge();
    URI url = forge.url().or(kind::url).orElseThrow(() -> missing("url"));
    ForgeEndpoint plain = ForgeEndpoint.of(url);
    ForgeEndpoint endpoint = forge.tls().map(name -> plain.withTls(tls(name))).orElse(plain);
    ForgeRepository repository =
        new ForgeRepository(
            forge.repository().orElseThrow(() -> missing("repository")),
            config.repository().branch());
    return switch (kind) {
      case GITHUB -> new GitHub(endpoint, credential(forge), repository, forge.checkName());
      case GITLAB -> new GitLab(endpoint, token(forge), repository, forge.checkName());
      case GITEA -> new Gitea(endpoint, token(forge), repository, forge.checkName());
    };
  }

  private static ForgeCredential credential(RiparianConfig.Forge forge) {
    RiparianConfig.Forge.App app = forge.app();
    if (app.id().isEmpty()) {
      return token(forge);
    }
    return new ForgeCredential.App(
        app.id().getAsLong(),
        app.installation().orElseThrow(() -> missing("app.installation")),
        app.privateKey().orElseThrow(() -> missing("app.private-key")));
  }

  private static ForgeCredential.Token token(RiparianConfig.Forge forge) {
    return new ForgeCredential.Token(forge.token().orElseThrow(() -> missing("token")));
  }

  private static IllegalArgumentException missing(String key) {
    return new IllegalArgumentException(
        "riparian.forge." + key + " is missing: riparian.forge.type needs it");
  }

  private TlsConfiguration tls(String name) {
    return tls.get(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no TLS configuration quarkus.tls."
                        + name
                        + ", which riparian.forge.tls names"));
  }
}
