package io.riparian.sandbox;

import io.riparian.cli.sandbox.FreePorts;
import io.riparian.cli.sandbox.LocalBroker;
import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.cli.sandbox.SandboxRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Real Connect workers for the tests of one JVM, on free ports: one broker, started at the first
 * request, and workers by cluster name. Everything stops, and its directory goes, when the JVM
 * ends.
 *
 * <pre>
 *   LocalWorker shared = RealConnect.get().worker("shared");   // started once, then shared by all classes
 *   LocalWorker mine = RealConnect.get().freshWorker();        // a cluster nobody else uses: break it
 * </pre>
 */
public final class RealConnect {
  private static @Nullable RealConnect instance;

  private final SandboxRuntime runtime = SandboxRuntime.find();
  private final Path directory;
  private final LocalBroker broker;
  private final Map<String, LocalWorker> byCluster = new HashMap<>();
  private final List<LocalWorker> workers = new ArrayList<>();
  private final AtomicInteger fresh = new AtomicInteger();

  private RealConnect() throws IOException {
    directory = Files.createTempDirectory("riparian-it-");
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    broker = LocalBroker.start(runtime, directory.resolve("broker"), FreePorts.next());
  }

  /** Starts the broker at the first call. */
  public static synchronized RealConnect get() {
    try {
      if (instance == null) {
        instance = new RealConnect();
      }
      return instance;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * The first worker of this Connect cluster, started when it is first asked for, and again if a
   * test left it dead.
   */
  public synchronized LocalWorker worker(String cluster) {
    LocalWorker worker = byCluster.computeIfAbsent(cluster, this::another);
    worker.start();
    return worker;
  }

  /**
   * The only worker of a Connect cluster with a name of its own; {@link LocalWorker#close} it when
   * done.
   */
  public LocalWorker freshWorker() {
    return another("fresh-" + fresh.incrementAndGet());
  }

  /** One more worker of this Connect cluster, on a port of its own. */
  public LocalWorker another(String cluster) {
    return another(cluster, Map.of());
  }

  /** As {@link #another(String)}, with worker settings added to the usual ones. */
  public synchronized LocalWorker another(String cluster, Map<String, String> extra) {
    int port = FreePorts.next();
    LocalWorker worker =
        LocalWorker.start(
            runtime,
            broker,
            directory.resolve("worker-" + cluster + "-" + port),
            cluster,
            port,
            extra);
    workers.add(worker);
    return worker;
  }

  public LocalBroker broker() {
    return broker;
  }

  public SandboxRuntime runtime() {
    return runtime;
  }

  /** A new, empty directory for the files of sources and sinks. */
  public Path scratch() {
    try {
      return Files.createTempDirectory(directory, "files-");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void stop() {
    // Nobody reads their offsets again, so there is nothing to wait for.
    List.copyOf(workers).forEach(LocalWorker::kill);
    if (broker != null) {
      broker.jvm().kill();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException leftOver) {
      System.err.println("cannot delete " + directory + ": " + leftOver.getMessage());
    }
  }
}
