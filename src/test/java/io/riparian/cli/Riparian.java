package io.riparian.cli;

import io.riparian.report.PlanReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * One run of the command line in this process.
 *
 * @param out what it printed, and {@code err} beside it
 */
public record Riparian(int exitCode, String out, String err) {

  public static Riparian run(Object... args) {
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

  /** The names of all commands. */
  public static Set<String> commands() {
    Set<String> names =
        new TreeSet<>(RiparianCommand.of(unwanted -> 1, new NoDaemon()).getSubcommands().keySet());
    names.remove("help");
    return names;
  }

  /** Every form that some command prints. */
  public static List<String> forms() {
    return Stream.of(Output.Form.values(), FindingsOutput.Form.values(), PlanOutput.Form.values())
        .flatMap(Stream::of)
        .map(Enum::name)
        .distinct()
        .toList();
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
