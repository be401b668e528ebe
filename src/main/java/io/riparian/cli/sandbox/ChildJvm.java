package io.riparian.cli.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A JVM that is our child. It ends at the latest when we do, however we end: its main class is
 * {@link Tether}, which reads the pipe that this object keeps open.
 */
public final class ChildJvm implements AutoCloseable {
  private static final List<String> SMALL_AND_QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final int TAIL_LINES = 15;

  /**
   * How to start one.
   *
   * @param name for messages and for the log's file name: {@code worker-18083}
   * @param directory where it runs and writes {@code <name>.log}; created when absent
   * @param classPath directories, jars, or {@code lib/*}
   * @param flags for the JVM, after those that every child gets
   * @param mainClass its {@code main} is called with {@code arguments}
   * @param environment added to ours; the place for secrets, which a command line would show to
   *     everyone
   */
  public record Recipe(
      String name,
      Path directory,
      List<String> classPath,
      List<String> flags,
      String mainClass,
      List<String> arguments,
      Map<String, String> environment) {
    public Recipe {
      classPath = List.copyOf(classPath);
      flags = List.copyOf(flags);
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    Path log() {
      return directory.resolve(name + ".log");
    }

    @Override
    public String toString() {
      return name + " (" + mainClass + ")";
    }
  }

  private static final Set<ChildJvm> STARTED = new HashSet<>();
  private static final Set<Path> CLOSED = new HashSet<>();

  private final Recipe recipe;
  private final Process process;

  private ChildJvm(Recipe recipe, Process process) {
    this.recipe = recipe;
    this.process = process;
  }

  /** Starts the JVM and returns at once; its output is appended to the log. */
  public static ChildJvm start(Recipe recipe) {
    try {
      Files.createDirectories(recipe.directory());
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(SMALL_AND_QUICK);
      command.addAll(recipe.flags());
      command.add("-cp");
      command.add(
          unpackTether(recipe.directory())
              + File.pathSeparator
              + String.join(File.pathSeparator, recipe.classPath()));
      command.add(Tether.class.getName());
      command.add(recipe.mainClass());
      command.addAll(recipe.arguments());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(recipe.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(recipe.log().toFile()));
      builder.environment().putAll(recipe.environment());
      return start(recipe, builder);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot start " + recipe.name(), failed);
    }
  }

  private static ChildJvm start(Recipe recipe, ProcessBuilder builder) throws IOException {
    synchronized (STARTED) {
      if (CLOSED.stream().anyMatch(recipe.directory()::startsWith)) {
        throw new SandboxException(recipe.name() + " was not started: we are stopping");
      }
      ChildJvm child = new ChildJvm(recipe, builder.start());
      STARTED.removeIf(earlier -> !earlier.alive());
      STARTED.add(child);
      return child;
    }
  }

  /** Ends every child that runs at or below this directory, and lets no other start there. */
  static void endAllBelow(Path directory, Duration patience) {
    List<ChildJvm> children;
    synchronized (STARTED) {
      CLOSED.add(directory);
      children =
          STARTED.stream().filter(child -> child.recipe.directory().startsWith(directory)).toList();
    }
    children.forEach(child -> child.stop(patience));
  }

  /** Alone in a directory of its own, so that nothing else of ours is on the child's class path. */
  private static Path unpackTether(Path directory) throws IOException {
    String file = Tether.class.getName().replace('.', '/') + ".class";
    Path root = directory.resolve("tether");
    Path target = root.resolve(file);
    if (!Files.exists(target)) {
      Files.createDirectories(target.getParent());
      Path half = Files.createTempFile(root, "tether", ".class");
      try (InputStream bytes = Tether.class.getResourceAsStream("Tether.class")) {
        if (bytes == null) {
          throw new IllegalStateException("the artifact lacks its own " + file);
        }
        Files.copy(bytes, half, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return root;
  }

  public String name() {
    return recipe.name();
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /**
   * Waits until it does what it was started for.
   *
   * @throws SandboxException with the end of its log, when it dies first or is not ready in time
   */
  public ChildJvm await(BooleanSupplier ready, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (!alive()) {
        throw new SandboxException(name() + " stopped while starting" + evidence());
      }
      if (System.nanoTime() > deadline) {
        throw new SandboxException(
            name() + " was not ready after " + patience.toSeconds() + " s" + evidence());
      }
      Waiting.shortly();
    }
    return this;
  }

  /**
   * Waits until it ends by itself.
   *
   * @throws SandboxException with the end of its log, when it fails or does not end in time
   */
  public void awaitEnd(Duration patience) {
    await(() -> !alive(), patience);
    if (process.exitValue() != 0) {
      throw new SandboxException(
          name() + " failed with exit code " + process.exitValue() + evidence());
    }
  }

  /** The end of the log without the frames of stack traces, which would push out what matters. */
  private String evidence() {
    List<String> said =
        logTail(10 * TAIL_LINES).stream().filter(line -> !line.startsWith("\tat ")).toList();
    return "; the end of "
        + recipe.log()
        + " says:"
        + said.subList(Math.max(0, said.size() - TAIL_LINES), said.size()).stream()
            .map(line -> "\n    " + line)
            .collect(Collectors.joining());
  }

  /** The last lines of its output, oldest first. */
  public List<String> logTail(int lines) {
    try {
      List<String> all =
          new String(Files.readAllBytes(recipe.log()), StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException unreadable) {
      return List.of("(cannot read " + recipe.log() + ")");
    }
  }

  /**
   * Asks it to end, and no longer asks after {@code patience}. Harmless when it has ended already.
   */
  public void stop(Duration patience) {
    if (!patience.isZero()) {
      // Not process.destroy(): that closes the pipe as well, and the child would halt at once.
      process.toHandle().destroy();
    }
    if (!ended(patience)) {
      kill();
    }
  }

  /** Ends it like {@code kill -9}, with no chance to tidy up. */
  public void kill() {
    process.destroyForcibly();
    ended(Duration.ofSeconds(5));
  }

  private boolean ended(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    stop(Duration.ofSeconds(3));
  }
}
