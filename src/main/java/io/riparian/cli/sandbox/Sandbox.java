package io.riparian.cli.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The newcomer's first two minutes: a broker, the Connect clusters {@code shared} and {@code
 * payments}, a Git repository and the daemon, all in one directory and gone without a trace when it
 * is closed.
 */
public final class Sandbox implements AutoCloseable {
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final Duration FIRST_RECORDS = Duration.ofSeconds(20);

  private final SandboxOptions options;
  private final SandboxRuntime runtime;
  private final Narrator narrator;
  private final Clock clock;
  private final ScratchDirectory directory;
  private final Path data;
  private boolean closed;

  /**
   * @throws SandboxException when a port is taken, the directory is used, or something is not built
   */
  public Sandbox(SandboxOptions options, Narrator narrator, Clock clock) {
    this.options = options;
    this.narrator = narrator;
    this.clock = clock;
    this.runtime = SandboxRuntime.find();
    runtime.daemonJar();
    options.checkPorts();
    this.directory =
        options
            .directory()
            .map(ScratchDirectory::named)
            .orElseGet(() -> ScratchDirectory.temporary("riparian-sandbox-"));
    this.data = directory.path().resolve("data");
  }

  /**
   * Starts everything, tells what to try, and then what happens, until the thread is interrupted or
   * the JVM ends.
   *
   * @throws SandboxException when something does not start, or the broker dies
   */
  public void run() {
    long begun = System.nanoTime();
    narrator.heading("Starting a sandbox in " + directory.path());
    CompletableFuture<SampleRepository> repository = inBackground(this::seed);
    LocalBroker broker = startBroker();
    CompletableFuture<LocalWorker> shared =
        inBackground(() -> startWorker(broker, "shared", options.connectPort()));
    LocalWorker payments = startWorker(broker, "payments", options.paymentsPort());
    List<LocalWorker> workers = List.of(result(shared), payments);
    SampleRepository seeded = result(repository);
    SampleContent content = SampleContent.read(seeded.workingCopy());
    SourceFeeder.start(data.resolve("in"), content.sourceFiles(), clock);
    Optional<SampleSigners> signers =
        options.signed()
            ? Optional.of(SampleSigners.make(seeded.workingCopy(), directory.path()))
            : Optional.empty();
    LocalDaemon daemon = startDaemon(seeded, signers);
    ConnectorWatch watch = new ConnectorWatch(new HttpConnectorsApi(daemon.url()), narrator);
    settle(watch, content, daemon);
    awaitRecords(content);
    narrator.heading(String.format("%nReady after %.1f s.%n", (System.nanoTime() - begun) / 1e9));
    narrator.text(new Invitation(options, directory, seeded, data, workers, signers).text());
    keepWatch(watch, broker, workers, daemon);
  }

  private SampleRepository seed() {
    long started = System.nanoTime();
    try {
      Files.createDirectories(data.resolve("in"));
      Files.createDirectories(data.resolve("out"));
    } catch (IOException failed) {
      throw new SandboxException("cannot write to " + directory.path(), failed);
    }
    SampleRepository repository =
        SampleRepository.seed(
            SampleRepository.locate(options.sample(), runtime),
            directory.path(),
            options.replacements(data));
    narrator.done("Git repository", repository.bare().toString(), started);
    return repository;
  }

  private LocalBroker startBroker() {
    long started = System.nanoTime();
    LocalBroker broker =
        LocalBroker.start(runtime, directory.path().resolve("broker"), options.kafkaPort());
    narrator.done("Kafka broker", broker.bootstrapServers(), started);
    return broker;
  }

  private LocalWorker startWorker(LocalBroker broker, String cluster, int port) {
    long started = System.nanoTime();
    LocalWorker worker =
        LocalWorker.start(
            runtime,
            broker,
            directory.path().resolve("connect-" + cluster),
            cluster,
            port,
            Map.of());
    narrator.done("Connect cluster " + cluster, worker.url(), started);
    return worker;
  }

  private LocalDaemon startDaemon(SampleRepository repository, Optional<SampleSigners> signers) {
    long started = System.nanoTime();
    Path home = directory.path().resolve("daemon");
    Path token = directory.path().resolve("operator.token");
    String settings =
        DaemonSettings.write(
            directory.path().resolve("daemon.properties"),
            token,
            repository,
            home.resolve("data"),
            options.port(),
            signers.map(SampleSigners::settings).orElse(Map.of()));
    LocalDaemon daemon = LocalDaemon.start(runtime, home, settings, options.port());
    signers.ifPresent(
        known -> {
          repository.signWith(known.keyOf(Invitation.SIGNING));
          daemon.acceptBaseline(repository.head(), token);
        });
    narrator.done("Riparian", daemon.url(), started);
    return daemon;
  }

  /**
   * Waits until the cluster is as the repository says; a sandbox that is not goes on, with a word
   * of warning.
   */
  private void settle(ConnectorWatch watch, SampleContent content, LocalDaemon daemon) {
    long started = System.nanoTime();
    Set<String> missing = new TreeSet<>(content.states().keySet());
    while (System.nanoTime() - started < SETTLING.toNanos()) {
      missing = watch.notYet(content.states());
      if (missing.isEmpty()) {
        narrator.done(content.states().size() + " connectors", "in their declared states", started);
        return;
      }
      if (!daemon.jvm().alive()) {
        throw new SandboxException(
            "the daemon stopped; its log ends with:\n"
                + String.join("\n", daemon.jvm().logTail(15)));
      }
      Waiting.millis(200);
    }
    narrator.problem(
        "after "
            + SETTLING.toSeconds()
            + " s these connectors are not in their declared states: "
            + String.join(", ", missing)
            + watch.trouble().map(why -> " (" + why + ")").orElse(""));
  }

  private void awaitRecords(SampleContent content) {
    long started = System.nanoTime();
    List<String> empty = new ArrayList<>(content.sinkFiles());
    while (!empty.isEmpty() && System.nanoTime() - started < FIRST_RECORDS.toNanos()) {
      Waiting.shortly();
      empty.removeIf(name -> data.resolve("out").resolve(name).toFile().length() > 0);
    }
    if (empty.isEmpty()) {
      narrator.done(
          "records flow", "into all " + content.sinkFiles().size() + " sink files", started);
    } else {
      narrator.problem("no record has reached " + String.join(", ", empty) + " yet");
    }
  }

  private void keepWatch(
      ConnectorWatch watch, LocalBroker broker, List<LocalWorker> workers, LocalDaemon daemon) {
    Revival revival = new Revival(narrator);
    while (true) {
      watch.tellChanges();
      if (!broker.jvm().alive()) {
        throw new SandboxException(
            "the broker stopped; its log ends with:\n"
                + String.join("\n", broker.jvm().logTail(15)));
      }
      for (LocalWorker worker : workers) {
        revival.look(worker.jvm(), worker::start);
      }
      revival.look(daemon.jvm(), daemon::restart);
      Waiting.millis(500);
    }
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread thread = new Thread(() -> future.completeAsync(work, Runnable::run), "sandbox-start");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  private static <T> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof SandboxException expected) {
        throw expected;
      }
      throw failed;
    }
  }

  /**
   * Ends daemon, workers and broker, in this order, and removes the directory. A second call waits
   * for the first.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    narrator.hush();
    long started = System.nanoTime();
    // The daemon first, and politely, so that nothing looks like a lost cluster to it. What the
    // others hold is
    // thrown away, so they need not tidy up.
    for (String child : List.of("daemon", "connect-shared", "connect-payments", "broker")) {
      ChildJvm.endAllBelow(
          directory.path().resolve(child),
          child.equals("daemon") ? Duration.ofSeconds(2) : Duration.ZERO);
    }
    directory.close();
    narrator.farewell(
        String.format(
            "%nStopped in %.1f s. %s",
            (System.nanoTime() - started) / 1e9,
            directory.kept() ? "Kept: " + directory.path() : "Nothing is left behind."));
  }
}
