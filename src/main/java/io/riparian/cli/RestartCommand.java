package io.riparian.cli;

import io.riparian.report.RestartReport;
import io.riparian.report.RestartReport.Restart;
import io.riparian.report.RestartText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian restart}: one connector, or whatever refers to a secret that has changed. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = {
      "Restarts one managed connector, or, one after the other, those that refer to a secret.",
      "With --secret and no --reason it only tells who that would be."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:restarted, or told",
      "1:no daemon, no right, refused, a cluster that cannot be worked on, or one that is not back",
      "3:something that is held, or not ours, was not restarted",
      "64:wrong usage"
    })
final class RestartCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/restarts";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private static final Set<String> UNDECIDED =
      Set.of("not-back", "cluster-held-back", "failed", "left", "gone");
  private static final Set<String> HELD = Set.of("held", "not-ours", "only-observed");

  /** What of a connector is restarted. */
  enum Tasks {
    failed,
    all
  }

  @Parameters(arity = "0..1", paramLabel = "CONNECTOR", description = "The connector's name.")
  private String connector = "";

  @Option(
      names = "--secret",
      paramLabel = "REF",
      description =
          "Those that refer to this secret: alias:path, or alias:path:key for one key of it.")
  private String secret = "";

  @Option(names = "--team", paramLabel = "NAME", description = "With --secret: only this team's.")
  private String team = "";

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "Only on this cluster; needed where several have the connector.")
  private String cluster = "";

  @Option(
      names = "--tasks",
      paramLabel = "WHICH",
      description =
          "With a connector: ${COMPLETION-CANDIDATES}, itself included (default: failed).")
  private Tasks tasks = Tasks.failed;

  @Option(
      names = "--reason",
      paramLabel = "WHY",
      description = "Why; recorded. Needed to restart with --secret, for example: rotation.")
  private String reason = "";

  @Mixin private Server server = new Server();
  @Mixin private Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (connector.isEmpty() == secret.isEmpty()) {
      throw wrong("give a CONNECTOR or a --secret");
    }
    if (secret.isEmpty() && !team.isEmpty()) {
      throw wrong("--team goes with --secret");
    }
    if (!secret.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption("--tasks")) {
      throw wrong("--tasks goes with a CONNECTOR; with --secret, all are restarted");
    }
    if (!secret.isEmpty() && reason.isBlank()) {
      return tell();
    }
    RestartReport ended = await(server.post(PATH, body(), RestartReport.class));
    output.print(ended, RestartText::of);
    return exitCode(ended);
  }

  private Map<String, String> body() {
    return Map.of(
        "connector",
        connector,
        "secret",
        secret,
        "cluster",
        cluster,
        "team",
        team,
        "parts",
        tasks.name(),
        "reason",
        reason);
  }

  private int tell() {
    RestartReport plan =
        server.get(
            PATH
                + "/plan?secret="
                + encoded(secret)
                + "&team="
                + encoded(team)
                + "&cluster="
                + encoded(cluster),
            RestartReport.class);
    output.print(
        plan,
        report ->
            RestartText.of(report)
                + "Nothing was done. With a --reason, they are restarted one after the other.\n");
    return ExitCode.DONE;
  }

  private RestartReport await(RestartReport begun) throws InterruptedException {
    Set<String> told = new TreeSet<>();
    RestartReport now = begun;
    while (!now.finished()) {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
      RestartReport[] known =
          server.get(PATH + "?id=" + encoded(begun.id()), RestartReport[].class);
      now =
          List.of(known).stream()
              .findFirst()
              .orElseThrow(
                  () ->
                      new Undecided(
                          "the daemon does not know it any more, because it was started anew;"
                              + " `riparian audit` tells what was restarted"));
      now.restarts().stream()
          .filter(one -> !one.result().equals(RestartReport.WAITING))
          .map(RestartText::line)
          .filter(told::add)
          .forEach(spec.commandLine().getErr()::println);
    }
    return now;
  }

  private static int exitCode(RestartReport report) {
    if (!report.unasked().isEmpty() || has(report, UNDECIDED)) {
      return ExitCode.UNDECIDED;
    }
    return has(report, HELD) ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  private static boolean has(RestartReport report, Set<String> results) {
    return report.restarts().stream().map(Restart::result).anyMatch(results::contains);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
