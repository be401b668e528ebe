package io.riparian.cli;

import io.riparian.report.PlanReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * One run of the command line in this process.
 *
 * @param out what it printed, and {@code err} beside it
 */
record Riparian(int exitCode, String out, String err) {

  static Riparian run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    CommandLine command = RiparianCommand.of(unwanted -> 1, new NoDaemon(), words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = command.execute(words);
    return new Riparian(code, out.toString(), err.toString());
  }

  /** Nothing is done in this process. */
  static final class NoDaemon implements Standalone.Runner {
    @Override
    public PlanReport plan(@Nullable Path directory, @Nullable String revision) {
      throw new IllegalStateException("nobody asked for it");
    }

    @Override
    public Standalone.Applied apply(String revision) {
      throw new IllegalStateException("nobody asked for it");
    }
  }
}
