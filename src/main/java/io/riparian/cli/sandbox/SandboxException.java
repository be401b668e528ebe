package io.riparian.cli.sandbox;

/** The sandbox cannot start or go on; the message is written for whoever typed the command. */
public final class SandboxException extends RuntimeException {
  public SandboxException(String message) {
    super(message);
  }

  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
