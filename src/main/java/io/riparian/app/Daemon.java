package io.riparian.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.riparian.forge.Forge;
import io.riparian.health.AlarmTimes;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.SqliteLedger;
import io.riparian.model.MarkKeys;
import io.riparian.notify.Backoff;
import io.riparian.notify.Channel;
import io.riparian.notify.Outbox;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.reconcile.OwnershipSettings;
import io.riparian.reconcile.Pace;
import io.riparian.reconcile.Reconciler;
import io.riparian.reconcile.RevisionReader;
import io.riparian.reconcile.Witness;
import io.riparian.repo.GitCredentials;
import io.riparian.repo.GitMirror;
import io.riparian.repo.GitSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The running daemon: what its configuration describes, opened in order and closed in the opposite
 * one.
 */
@ApplicationScoped
public class Daemon {
  private static final Logger LOG = Logger.getLogger(Daemon.class);

  private final RiparianConfig config;
  private final TlsConfigurationRegistry tls;
  private final Exposure exposure;
  private final EventMetrics events;
  private final Traces traces;
  private final EventStream stream;
  private final InstantSource clock;
  private final boolean standalone;
  private @Nullable Ledger ledger;
  private @Nullable GitMirror mirror;
  private @Nullable Reconciler reconciler;
  private @Nullable Outbox outbox;
  private Optional<Forge> forge = Optional.empty();

  Daemon(
      RiparianConfig config,
      TlsConfigurationRegistry tls,
      Exposure exposure,
      EventMetrics events,
      Traces traces,
      EventStream stream,
      InstantSource clock,
      @ConfigProperty(name = StandaloneApplication.STANDALONE, defaultValue = "false")
          boolean standalone) {
    this.config = config;
    this.tls = tls;
    this.exposure = exposure;
    this.events = events;
    this.traces = traces;
    this.stream = stream;
    this.clock = clock;
    this.standalone = standalone;
  }

  /** Whether this process is no daemon, and opens nothing by itself. */
  boolean isStandalone() {
    return standalone;
  }

  /** First of all, because whatever else starts asks the daemon. */
  void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
    if (!standalone) {
      exposure.requireTokensBeyondThisMachine();
      open().start();
      outbox().start();
    }
  }

  /**
   * Opens the ledger, which only one process at a time can, and the mirror.
   *
   * @throws io.riparian.ledger.LedgerException when the ledger is led by another process, or cannot
   *     be read
   */
  Reconciler open() {
    MarkKeys keys = new MarkKeys(config.instance(), config.mark().keys());
    GitSource source = source(config.repository());
    ConnectDoors doors =
        new ConnectDoors(config, tls, cluster -> events.calls(cluster).and(traces.calls(cluster)));
    warnOfExposed(source, doors);
    List<Channel> channels = new Channels(config, tls, clock).open();
    Ledger opened =
        SqliteLedger.open(
            config.dataDir().resolve("ledger"), standalone ? "a standalone command" : "the daemon");
    ledger = opened;
    outbox =
        new Outbox(channels, new LedgerLetters(opened), Backoff.USUAL, clock, new SecureRandom());
    GitMirror mirrored = GitMirror.open(source, config.dataDir().resolve("mirror"));
    mirror = mirrored;
    Optional<Forge> forged =
        new Forges(config, tls).open().map(known -> new WatchedForge(known, events.forgeCalls()));
    forge = forged;
    Reconciler opening =
        new Reconciler(
            mirrored,
            ownership(config),
            forged,
            new RevisionReader(opened, keys, clock),
            opened,
            keys,
            doors,
            clock,
            new Pace(
                    config.poll().git(),
                    config.poll().glance(),
                    config.poll().observe(),
                    config.apply().concurrency())
                .with(times(config.health())),
            Witness.all(List.of(events, traces, stream)),
            outbox()::post);
    reconciler = opening;
    return opening;
  }

  private static AlarmTimes times(RiparianConfig.Health health) {
    return new AlarmTimes(
        health.correlationDelay(),
        health.window(),
        health.settle(),
        health.reminder(),
        health.silence());
  }

  private static OwnershipSettings ownership(RiparianConfig config) {
    List<Owner> platform = new ArrayList<>();
    for (String text : config.ownership().platformOwners().orElse(List.of())) {
      platform.add(
          Owner.of(text)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "riparian.ownership.platform-owners: `"
                              + text
                              + "` is no owner; write @login, @organisation/team or a mail address")));
    }
    return new OwnershipSettings(
        config.evidence().mode(),
        config.ownership().file(),
        config.ownership().dialect(),
        platform,
        config.evidence().signers());
  }

  /** What is allowed, and better were not. */
  private static void warnOfExposed(GitSource source, ConnectDoors doors) {
    if (source.exposesCredentials()) {
      LOG.warn(
          "riparian.repository.url is plain http: everybody on the way can read the credentials; use https");
    }
    for (String name : doors.unbound()) {
      LOG.warnf(
          "the credential `%s` goes to any host that a cluster file names; list its hosts in riparian.credentials.%s.hosts",
          name, name);
    }
  }

  private static GitSource source(RiparianConfig.Repository repository) {
    return new GitSource(
        repository.url(),
        "refs/heads/" + repository.branch(),
        credentials(repository),
        repository.timeout());
  }

  private static GitCredentials credentials(RiparianConfig.Repository repository) {
    if (repository.sshKey().isPresent()) {
      return new GitCredentials.SshKey(
          repository.sshKey().get(),
          repository.sshPassphrase().orElse(""),
          repository
              .knownHosts()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "riparian.repository.known-hosts is needed with ssh-key: no host is trusted on first use")));
    }
    if (repository.token().isPresent()) {
      return new GitCredentials.Token(repository.token().get());
    }
    if (repository.username().isPresent()) {
      return new GitCredentials.Basic(
          repository.username().get(), repository.password().orElse(""));
    }
    return new GitCredentials.None();
  }

  void onStop(@Observes ShutdownEvent stopping) {
    if (reconciler != null) {
      reconciler.close();
    }
    forge.ifPresent(Forge::close);
    if (outbox != null) {
      outbox.close();
    }
    if (mirror != null) {
      mirror.close();
    }
    // A call that is still under way keeps the lead until this process has died.
    if (ledger != null && (reconciler == null || reconciler.hasEnded())) {
      ledger.close();
    }
  }

  /** Where what is to be told is posted. */
  Outbox outbox() {
    if (outbox == null) {
      throw new IllegalStateException("the daemon is opened before anybody is told anything");
    }
    return outbox;
  }

  Instant now() {
    return clock.instant();
  }

  Reconciler reconciler() {
    if (reconciler == null) {
      throw new IllegalStateException("the daemon is opened before anybody asks it");
    }
    return reconciler;
  }
}
