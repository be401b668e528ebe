package io.riparian.cli.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What broker and workers write to their logs: warnings, and Connect's own account of what it does.
 */
final class KafkaLog {
  private static final String CONFIGURATION =
      """
      appender.out.type = Console
      appender.out.name = out
      appender.out.layout.type = PatternLayout
      appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %m (%c{1})%n
      rootLogger.level = WARN
      rootLogger.appenderRef.out.ref = out
      logger.connect.name = org.apache.kafka.connect.runtime
      logger.connect.level = INFO
      logger.requests.name = org.apache.kafka.connect.runtime.rest
      logger.requests.level = WARN
      """;

  private KafkaLog() {}

  /** The flag that makes a child in this directory log so. */
  static String flag(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("log4j2.properties");
    Files.writeString(file, CONFIGURATION);
    return "-Dlog4j2.configurationFile=" + file.toUri();
  }
}
