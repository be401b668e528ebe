package io.riparian.cli;

/** How a command ends. When several apply, the one that stands first here wins. */
final class ExitCode {
  /** Wrong usage. */
  static final int USAGE = 64;

  /** It could not be decided: network, unreadable, our own mistake. */
  static final int UNDECIDED = 1;

  /** A mistake of severity error, or something held back. */
  static final int FINDINGS = 3;

  /** Changes are pending; only with {@code --detailed-exitcode}. */
  static final int CHANGES = 2;

  static final int DONE = 0;

  private ExitCode() {}
}
