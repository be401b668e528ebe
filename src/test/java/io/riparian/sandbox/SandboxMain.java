package io.riparian.sandbox;

import io.riparian.cli.SandboxCommand;
import picocli.CommandLine;

/** The command alone, as a process to be stopped. */
public final class SandboxMain {
  private SandboxMain() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new SandboxCommand()).execute(args));
  }
}
