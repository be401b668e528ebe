package io.riparian.cli.sandbox;

/** Pauses between two looks at something that is not ready yet. */
final class Waiting {
  private Waiting() {}

  static void shortly() {
    millis(40);
  }

  /**
   * @throws SandboxException when the thread is interrupted: whoever interrupts wants the waiting
   *     to end
   */
  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while waiting", hurry);
    }
  }
}
