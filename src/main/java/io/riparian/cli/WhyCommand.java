package io.riparian.cli;

import io.riparian.report.WhyReport;
import io.riparian.report.WhyText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code riparian why}: everything that is known of one connector, on one page. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Tells of one connector where it is declared, who accepted it and when, how it runs and since"
          + " when, the last change, what happens next and who can release what is held back.",
      "Any name may be asked for. What is not known is said to be not known."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:told", "1:the daemon could not be asked", "64:wrong usage"})
final class WhyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CONNECTOR", description = "Its name.")
  private String connector = "";

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "On this cluster (default: on each that knows the name).")
  private String cluster = "";

  @Mixin private Server server = new Server();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    List<WhyReport> pages =
        List.of(
            server.get(
                "/api/v1/why?cluster=" + encoded(cluster) + "&connector=" + encoded(connector),
                WhyReport[].class));
    output.print(pages, all -> all.stream().map(WhyText::of).collect(Collectors.joining("\n")));
    return ExitCode.DONE;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
