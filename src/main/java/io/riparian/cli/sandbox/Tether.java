package io.riparian.cli.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of every child JVM: ties it to its parent, then runs the real one. The child ends
 * when its standard input does, so that it outlives no parent, not even one that was killed with
 * -9.
 *
 * <p>It is copied alone into the child's class path: it uses the JDK only and has no nested
 * classes.
 */
public final class Tether {
  /**
   * System property: how long an orderly shutdown may take, in milliseconds, before the JVM is
   * halted.
   */
  static final String GRACE = "riparian.tether.grace";

  private Tether() {}

  /**
   * Runs {@code args[0]} with the remaining arguments.
   *
   * @param args the real main class, then what it is to be called with
   */
  public static void main(String[] args) throws Throwable {
    leaveInterruptToParent();
    haltWhenParentIsGone();
    limitShutdown();
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  /**
   * Ctrl-C reaches every process of the terminal at once; the parent stops its children in their
   * order.
   */
  private static void leaveInterruptToParent() {
    try {
      // By reflection: javac warns about any mention of sun.misc, and cannot be told not to.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException unsupported) {
      // Then Ctrl-C stops the children in any order: noisier logs, nothing worse.
    }
  }

  private static void haltWhenParentIsGone() {
    daemon(
        () -> {
          try (InputStream parent = System.in) {
            while (parent.read() >= 0) {}
          } catch (IOException broken) {
            // A broken pipe means the same as its end.
          }
          Runtime.getRuntime().halt(1);
        });
  }

  /** Connect's own shutdown hook waits for minutes when its broker is gone. */
  private static void limitShutdown() {
    long grace = Long.getLong(GRACE, 1500);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    daemon(
                        () -> {
                          try {
                            Thread.sleep(grace);
                          } catch (InterruptedException hurry) {
                            // Halt now.
                          }
                          Runtime.getRuntime().halt(143);
                        })));
  }

  private static void daemon(Runnable body) {
    Thread thread = new Thread(body, "tether");
    thread.setDaemon(true);
    thread.start();
  }
}
