package io.riparian.cli.sandbox;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells the person at the terminal what happens, one line each. */
public final class Narrator {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean colour;
  private final Clock clock;
  private volatile boolean silent;

  public Narrator(PrintWriter out, PrintWriter err, boolean colour, Clock clock) {
    this.out = out;
    this.err = err;
    this.colour = colour;
    this.clock = clock;
  }

  void heading(String text) {
    print(painted("1", text));
  }

  void text(String text) {
    print(text);
  }

  /** One thing is up, and how long that took. */
  void done(String what, String where, long startedNanos) {
    print(
        String.format(
            Locale.ROOT,
            "  %s  %-24s %-44s %5.1f s",
            painted("32", "ok"),
            what,
            where,
            (System.nanoTime() - startedNanos) / 1e9));
  }

  /** Something happened just now. */
  void event(String text) {
    print(painted("2", LocalTime.now(clock).format(TIME)) + "  " + text);
  }

  void problem(String text) {
    print(painted("33", "  !  ") + text);
  }

  /** We cannot start, or cannot go on. */
  public void failure(SandboxException failure) {
    if (!silent) {
      err.println("riparian sandbox: " + failure.getMessage());
      err.flush();
    }
  }

  /**
   * From now on only {@link #farewell}: what is being stopped complains, and nobody wants to know.
   */
  void hush() {
    silent = true;
  }

  void farewell(String text) {
    out.println(text);
    out.flush();
  }

  private void print(String line) {
    if (!silent) {
      out.println(line);
      out.flush();
    }
  }

  private String painted(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
