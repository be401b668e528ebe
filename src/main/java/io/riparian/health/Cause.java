package io.riparian.health;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * One exception of a chain, or one that a message names.
 *
 * @param at where the line that tells it begins in what the trace says
 * @param className empty when the text gives none
 * @param frames package, class and method of each, the innermost first
 */
record Cause(int at, String className, String message, List<String> frames) {
  private static final Pattern WRAPPER_CLASS =
      Pattern.compile(
          "(?:ExecutionException|CompletionException|InvocationTargetException"
              + "|UndeclaredThrowableException|PrivilegedActionException)$");

  private static final Pattern WRAPPER_MESSAGE =
      Pattern.compile(
          "Exiting Worker\\w+ due to unrecoverable exception|Tolerance exceeded in error handler"
              + "|Failed to start connector|Failed to transition connector|Cannot transition connector"
              + "|Unrecoverable exception (?:from producer send callback|trying to send)"
              + "|Task threw an uncaught|An exception occurred in the change event producer"
              + "|A write thread has failed");

  /** Classes that say nothing without a message. */
  private static final Pattern BARE =
      Pattern.compile(
          "(?:ConnectException|RetriableException|RuntimeException|\\.Exception|KafkaException"
              + "|IOException)$");

  Cause {
    frames = List.copyOf(frames);
  }

  /** Whether it says more than that something failed. */
  boolean isInformative() {
    boolean silent =
        message.isBlank() && BARE.matcher(className).find() && !className.startsWith("java.net.");
    return !className.isEmpty()
        && !silent
        && !WRAPPER_CLASS.matcher(className).find()
        && !WRAPPER_MESSAGE.matcher(message).find();
  }

  /** What it says may be about records. */
  @Override
  public String toString() {
    return "Cause[" + className + "]";
  }
}
