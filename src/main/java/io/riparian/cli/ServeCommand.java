package io.riparian.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code riparian serve}: the daemon. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the daemon until it is stopped.",
      "Its configuration comes from the environment, system properties, or a file; see docs/configuration.md."
    })
final class ServeCommand implements Callable<Integer> {
  private final ToIntFunction<List<String>> daemon;

  @Parameters(hidden = true)
  private List<String> rest = List.of();

  ServeCommand(ToIntFunction<List<String>> daemon) {
    this.daemon = daemon;
  }

  @Override
  public Integer call() {
    return daemon.applyAsInt(rest);
  }
}
