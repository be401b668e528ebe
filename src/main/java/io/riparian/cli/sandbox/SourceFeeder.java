package io.riparian.cli.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Appends a line to every file of a directory once a second, so that there is something to flow:
 * {@code {"from": "orders-web", "n": 17, "at": "2026-11-22T17:00:00Z"}}. A file that somebody adds
 * is fed as well.
 */
final class SourceFeeder {
  private final Path directory;
  private final Clock clock;
  private long count;

  private SourceFeeder(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * @param names files to begin with, created when absent
   */
  static void start(Path directory, Set<String> names, Clock clock) {
    SourceFeeder feeder = new SourceFeeder(directory, clock);
    try {
      for (String name : names) {
        Files.writeString(directory.resolve(name), "", StandardOpenOption.CREATE);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write to " + directory, failed);
    }
    Thread thread = new Thread(feeder::feed, "source-feeder");
    thread.setDaemon(true);
    thread.start();
  }

  private void feed() {
    while (Files.isDirectory(directory)) {
      count++;
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.writeString(file, line(file), StandardOpenOption.APPEND);
        }
      } catch (IOException busyOrGone) {
        // A second later, then.
      }
      Waiting.millis(1000);
    }
  }

  private String line(Path file) {
    return "{\"from\": \"%s\", \"n\": %d, \"at\": \"%s\"}%n"
        .formatted(
            file.getFileName().toString().replaceFirst("\\.[^.]*$", ""),
            count,
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }
}
