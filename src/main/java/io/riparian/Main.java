package io.riparian;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.riparian.app.StandaloneApplication;
import io.riparian.cli.RiparianCommand;
import io.riparian.cli.Standalone;
import io.riparian.report.PlanReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The entry point of the one artifact. The daemon and the standalone commands start Quarkus; every
 * other command does without, because it would be ten times slower with it.
 */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = RiparianCommand.of(Main::serve, new InThisProcess(), args).execute(args);
    System.exit(code);
  }

  private static int serve(List<String> args) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    AtomicInteger ended = new AtomicInteger();
    Quarkus.run(
        null,
        (code, thrown) -> {
          ended.set(code);
          failure.set(thrown);
        },
        args.toArray(String[]::new));
    Throwable thrown = failure.get();
    if (thrown != null) {
      System.err.println("riparian cannot start: " + reason(thrown));
      return 1;
    }
    return ended.get();
  }

  /** What the innermost cause says: the outer ones speak of the framework. */
  private static String reason(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.toString() : message;
  }

  /** The standalone commands: Quarkus without its doors, for as long as it takes. */
  private static final class InThisProcess implements Standalone.Runner {
    @Override
    public PlanReport plan(@Nullable Path directory, @Nullable String revision) {
      return run(StandaloneApplication.planning(directory, revision)).plan();
    }

    @Override
    public Standalone.Applied apply(String revision) {
      StandaloneApplication.Result applied = run(StandaloneApplication.applying(revision));
      return new Standalone.Applied(applied.plan(), applied.outcomes());
    }

    private static StandaloneApplication.Result run(StandaloneApplication.Task task) {
      System.setProperty("quarkus.http.host-enabled", "false");
      System.setProperty("quarkus.log.console.stderr", "true");
      System.setProperty("quarkus.log.level", "WARN");
      System.setProperty(StandaloneApplication.STANDALONE, "true");
      StandaloneApplication.prepare(task);
      AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
      Quarkus.run(StandaloneApplication.class, (code, thrown) -> failure.set(thrown));
      Throwable thrown = failure.get();
      StandaloneApplication.Result result = StandaloneApplication.result();
      if (thrown != null || result == null) {
        throw new Standalone.Refused(
            thrown != null ? reason(thrown) : StandaloneApplication.problem());
      }
      return result;
    }
  }
}
