package io.riparian.cli;

import io.riparian.cli.sandbox.Narrator;
import io.riparian.cli.sandbox.Sandbox;
import io.riparian.cli.sandbox.SandboxException;
import io.riparian.cli.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code riparian sandbox}: a whole world to try things in, without Docker. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Starts Kafka, two Connect clusters, a Git repository and the daemon on this machine.",
      "Needs no Docker and no network. Ctrl-C stops everything and leaves nothing behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:could not start, or could not go on: a port is taken, a part is not built, the broker died",
      "64:wrong usage",
      "130:ended by Ctrl-C"
    })
public final class SandboxCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + SandboxOptions.PORT,
      description = "Port of the page and the API (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "" + SandboxOptions.KAFKA_PORT,
      description = "Port of the Kafka broker (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--connect-port",
      paramLabel = "PORT",
      defaultValue = "" + SandboxOptions.CONNECT_PORT,
      description =
          "Port of the Connect cluster 'shared'; 'payments' takes the next one"
              + " (default: ${DEFAULT-VALUE}).")
  private int connectPort;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Directory to put everything in: new or empty, and kept at the end"
              + " (default: a temporary one, deleted at the end).")
  private @Nullable Path directory;

  @Option(
      names = "--sample",
      paramLabel = "DIR",
      description =
          "What the Git repository starts with (default: sample-repo, in the working directory or"
              + " beside the build). It should name the clusters 'shared' and 'payments'.")
  private @Nullable Path sample;

  @Option(
      names = "--signed",
      description =
          "Let a change come into force only when the commit is signed by an owner; keys to sign"
              + " with are made.")
  private boolean signed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Clock clock = Clock.system(ZoneId.systemDefault());
    Narrator narrator =
        new Narrator(
            spec.commandLine().getOut(), spec.commandLine().getErr(), Ansi.AUTO.enabled(), clock);
    SandboxOptions options =
        new SandboxOptions(
            port,
            kafkaPort,
            connectPort,
            Optional.ofNullable(directory),
            Optional.ofNullable(sample),
            signed);
    try {
      run(new Sandbox(options, narrator, clock), narrator);
    } catch (SandboxException refused) {
      narrator.failure(refused);
    }
    return 1;
  }

  /** Runs it until Ctrl-C, which ends the JVM, so it only returns when it has failed. */
  private static void run(Sandbox sandbox, Narrator narrator) {
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
    try (sandbox) {
      try {
        sandbox.run();
      } catch (SandboxException failed) {
        // Before it is closed: after that, and so after Ctrl-C, there is nothing to complain about.
        narrator.failure(failed);
      }
    }
  }
}
