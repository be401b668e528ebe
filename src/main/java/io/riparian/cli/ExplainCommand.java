package io.riparian.cli;

import io.riparian.report.RuleReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian explain}: what a rule asks for, why, and how to mend what breaks it. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Explains a rule by its id, as in MAN-030; without one, lists all rules.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:explained", "64:there is no such rule"})
final class ExplainCommand implements Callable<Integer> {
  private static final String OWN_ID = "[A-Z][A-Z0-9]{1,19}-[0-9]{1,4}";
  private static final String PAGES = "/META-INF/riparian/rules/";

  @Parameters(arity = "0..1", paramLabel = "RULE", description = "The id, in any case.")
  private @Nullable String id;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (id == null) {
      RuleReport.all()
          .forEach(rule -> out.printf("%-8s %-8s %s%n", rule.id(), rule.severity(), rule.title()));
    } else if (mayBeOwn(id)) {
      out.printf(
          """
          %s is none of our rules, and may be one of this platform's own: see `rules` in
          platform/policy.yaml of the configuration repository. `riparian policy test` tries them.
          """,
          id);
    } else {
      out.print(page(rule(id, spec)));
    }
    out.flush();
    return ExitCode.DONE;
  }

  /** Of no letters that a rule of ours begins with, and in the form that own rules have. */
  private static boolean mayBeOwn(String id) {
    return id.matches(OWN_ID) && RuleReport.of(id).isEmpty() && close(id).isEmpty();
  }

  private static RuleReport rule(String id, CommandSpec spec) {
    return RuleReport.of(id)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no rule `"
                        + id
                        + "`; "
                        + (close(id).isEmpty()
                            ? "`riparian explain` lists them all"
                            : "close to it: " + String.join(", ", close(id)))));
  }

  /** The nearest: at most one letter or digit away, else those that begin with the same letters. */
  private static List<String> close(String id) {
    String letters = id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z].*", "");
    String digits = id.replaceAll("[^0-9]", "");
    String written = letters + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
    List<String> all = RuleReport.all().stream().map(RuleReport::id).toList();
    return Stream.<Predicate<String>>of(
            known -> slips(written, known) == 0,
            known -> slips(written, known) == 1,
            known -> known.startsWith(letters + "-"))
        .map(near -> all.stream().filter(near).toList())
        .filter(near -> !near.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static long slips(String written, String known) {
    String other = known.replace("-", "");
    return written.length() != other.length()
        ? Long.MAX_VALUE
        : IntStream.range(0, other.length())
            .filter(i -> written.charAt(i) != other.charAt(i))
            .count();
  }

  private static String page(RuleReport rule) {
    try (InputStream page = ExplainCommand.class.getResourceAsStream(PAGES + rule.id() + ".md")) {
      if (page == null) {
        throw new IllegalStateException("the artifact lacks the page of " + rule.id());
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("the artifact cannot be read", unreadable);
    }
  }
}
