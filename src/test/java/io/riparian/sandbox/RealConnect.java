package io.riparian.sandbox;

import io.riparian.cli.sandbox.FreePorts;
import io.riparian.cli.sandbox.LocalBroker;
import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.cli.sandbox.SandboxRuntime;
import io.riparian.cli.sandbox.ScratchDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final ScratchDirectory directory = ScratchDirectory.temporary("riparian-it-");
  private final LocalBroker broker;
  private final Map<String, LocalWorker> byCluster = new HashMap<>();
  private final AtomicInteger fresh = new AtomicInteger();

  private RealConnect() {
    Runtime.getRuntime().addShutdownHook(new Thread(directory::close));
    broker = LocalBroker.start(runtime, directory.path().resolve("broker"), FreePorts.next());
  }

  /** Starts the broker at the first call. */
  public static synchronized RealConnect get() {
    if (instance == null) {
      instance = new RealConnect();
    }
    return instance;
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
    return LocalWorker.start(
        runtime,
        broker,
        directory.path().resolve("worker-" + cluster + "-" + port),
        cluster,
        port,
        extra);
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
      return Files.createTempDirectory(directory.path(), "files-");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
