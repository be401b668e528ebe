package io.riparian.app;

import io.riparian.notify.Email;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.reconcile.OwnershipSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The daemon's own configuration: the trust roots, which never stand in the repository it watches.
 * Every key is documented in {@code docs/configuration.md}.
 */
@ConfigMapping(prefix = "riparian")
public interface RiparianConfig {

  /**
   * This daemon's name, part of every ownership mark. It has no default, because two daemons must
   * not share one.
   */
  String instance();

  /** Where the mirror and the ledger live. */
  @WithDefault("riparian-data")
  Path dataDir();

  Mark mark();

  Repository repository();

  Ownership ownership();

  Evidence evidence();

  Forge forge();

  @WithName("notify")
  Notifications notifications();

  Health health();

  Poll poll();

  Apply apply();

  /** What the cluster files' {@code credential} names mean. */
  Map<String, ConnectCredential> credentials();

  /** What the cluster files' {@code bootstrapCredential} names mean. */
  Map<String, KafkaCredential> kafkaCredentials();

  /** Who may do what over HTTP, by token name. */
  Map<String, Token> tokens();

  Hooks hooks();

  Connect connect();

  /** The ownership mark. */
  interface Mark {
    /** The keys behind the mark, each of at least 16 bytes: the first signs, all verify. */
    List<String> keys();
  }

  /** The repository that is watched. */
  interface Repository {
    String url();

    @WithDefault("main")
    String branch();

    @WithDefault("30s")
    Duration timeout();

    Optional<String> username();

    Optional<String> password();

    /** Sent as a bearer token. */
    Optional<String> token();

    Optional<Path> sshKey();

    Optional<String> sshPassphrase();

    /** Host keys that are trusted; without it no SSH host is. */
    Optional<Path> knownHosts();
  }

  /** Who owns what in the repository. */
  interface Ownership {
    /** The ownership file's path in the repository; no other place is looked at. */
    Optional<String> file();

    @WithDefault("github")
    Dialect dialect();

    /** Whom the platform's own files belong to, and all that the ownership file gives to nobody. */
    Optional<List<String>> platformOwners();
  }

  /** What proves that an owner agreed to a change. */
  interface Evidence {
    @WithDefault("none")
    OwnershipSettings.Mode mode();

    /** The directory of the keys whose signatures count. */
    Optional<Path> signers();
  }

  /** Where requests to change the repository are made, and how we are let in there. */
  interface Forge {
    /** Which forge it is; without it none is asked and none is told. */
    Optional<Forges.Kind> type();

    /** Its API, where that is not the public one. */
    Optional<URI> url();

    /** As the forge calls it: {@code acme/connect}. */
    Optional<String> repository();

    /** A token of an account, or of a project. */
    Optional<String> token();

    App app();

    /** Those that webhooks may be signed with, the newest first. */
    Optional<List<String>> webhookSecrets();

    /** What webhooks call the repository, where that is not {@code riparian.repository.url}. */
    Optional<String> repositoryUrl();

    /** Under which name verdicts are shown. */
    @WithDefault("riparian")
    String checkName();

    /** The name of a TLS configuration ({@code quarkus.tls.<name>.…}). */
    Optional<String> tls();

    /** A GitHub App, in place of a token. */
    interface App {
      OptionalLong id();

      OptionalLong installation();

      /** A PEM file; it is read at each use. */
      Optional<Path> privateKey();
    }
  }

  /** Through which channels people are told. */
  interface Notifications {
    /** What the {@code channel} names of routes mean. */
    Map<String, NotifyChannel> channels();
  }

  /** Where notices go, and how we are let in there. */
  interface NotifyChannel {
    Channels.Type type();

    /**
     * Where it is. That of a webhook is a secret, which a URI that is none would be quoted with.
     */
    Optional<String> url();

    /** What we show there. */
    Optional<String> token();

    /** What the calls of a webhook are signed with. */
    Optional<String> secret();

    /** A room, an address or a topic for routes that name none. */
    Optional<String> to();

    /** The name of a TLS configuration ({@code quarkus.tls.<name>.…}). */
    Optional<String> tls();

    Smtp smtp();

    Kafka kafka();

    /** A server that takes mail. */
    interface Smtp {
      Optional<String> host();

      @WithDefault("587")
      int port();

      @WithDefault("starttls")
      Email.Security security();

      Optional<String> username();

      Optional<String> password();

      /** As whom we write. */
      Optional<String> from();
    }

    /** Brokers that take events. */
    interface Kafka {
      Optional<List<String>> bootstrapServers();

      /** One of {@code riparian.kafka-credentials}. */
      Optional<String> credential();
    }
  }

  /** How long is waited before somebody is told that something has failed, or is over. */
  interface Health {
    /** How long a page waits for others that fail for the same cause. */
    @WithDefault("30s")
    Duration correlationDelay();

    /** How far apart failures of one cause may begin to be one incident. */
    @WithDefault("5m")
    Duration window();

    /** How long something has to work before it is said to be over. */
    @WithDefault("5m")
    Duration settle();

    /** How often is reminded of what goes on. */
    @WithDefault("4h")
    Duration reminder();

    /** How long a cluster, or a part of it, may be away before that is told. */
    @WithDefault("1m")
    Duration silence();
  }

  /** How often we look when nothing calls. */
  interface Poll {
    @WithDefault("30s")
    Duration git();

    /** The short look at a cluster: states only. */
    @WithName("short")
    @WithDefault("10s")
    Duration glance();

    /** The full look at a cluster: configurations too. */
    @WithName("long")
    @WithDefault("60s")
    Duration observe();
  }

  /** How changes are carried out. */
  interface Apply {
    /** How many connectors of one cluster are worked on at once at the most, 1 to 32. */
    @WithDefault("32")
    int concurrency();
  }

  /** How to be let in by a Connect cluster. */
  interface ConnectCredential {
    Optional<String> username();

    Optional<String> password();

    Optional<String> bearer();

    /**
     * The name of a TLS configuration ({@code quarkus.tls.<name>.…}): trust, and a client
     * certificate for mutual TLS.
     */
    Optional<String> tls();

    /**
     * The hosts it may be sent to, whatever a cluster file says: {@code host} or {@code *.suffix},
     * either perhaps with {@code :port}. Without it, any.
     */
    Optional<List<String>> hosts();
  }

  /** How to be let in by a Kafka cluster. */
  interface KafkaCredential {
    /** Properties of a Kafka client, as Kafka's own tools take them; read at each use. */
    Path file();

    /**
     * The brokers it may be shown to, whatever a cluster file says: {@code host} or {@code
     * *.suffix}, either perhaps with {@code :port}.
     */
    List<String> hosts();
  }

  /** How long a Connect worker may take. */
  interface Connect {
    @WithDefault("5s")
    Duration connectTimeout();

    @WithDefault("30s")
    Duration readTimeout();

    @WithDefault("100s")
    Duration writeTimeout();
  }

  /** A bearer token for machines. */
  interface Token {
    /** The secret, at least 16 characters. */
    String value();

    Set<Scope> scopes();
  }

  /** What a token allows. */
  enum Scope {
    /** See masked configuration values in answers. */
    READ,
    /** Have files planned that are not in force. */
    PLAN,
    /** Make the daemon apply now, acknowledge, and name a baseline. */
    OPERATE
  }

  /** Who may tell us to look again. */
  interface Hooks {
    Generic generic();

    /** The hook without a forge. */
    interface Generic {
      /**
       * Wanted in the header {@code X-Riparian-Secret}; needed when we listen beyond this machine.
       */
      Optional<String> secret();

      /** How many calls a minute are answered. */
      @WithDefault("60")
      int perMinute();
    }
  }
}
