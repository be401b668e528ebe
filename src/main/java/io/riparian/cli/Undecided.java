package io.riparian.cli;

/** A command could not find out what it was asked; the message says why and what to do. */
final class Undecided extends RuntimeException {
  Undecided(String message) {
    super(message);
  }

  Undecided(String message, Throwable cause) {
    super(message, cause);
  }
}
