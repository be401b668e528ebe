package io.riparian.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Redaction;
import io.riparian.report.Agreements.AskedReport;
import io.riparian.report.Agreements.WordReport;
import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.DeferralReport;
import io.riparian.report.PlanReport.KeyReport;
import io.riparian.report.RequestReport.AclReport;
import io.riparian.report.RequestReport.BlastReport;
import io.riparian.report.RequestReport.RiskReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said on a request's page. */
class RequestCommentTest {
  private static final Path CASES = Path.of("src/test/resources/request-comments");

  static Stream<String> cases() {
    return RequestCases.names().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRequestIsToldAsItsCaseSays(String name) throws IOException {
    String comment = RequestComment.of(RequestCases.of(name));

    assertThat(comment)
        .isEqualTo(Files.readString(CASES.resolve(name).resolve("comment.md")))
        .isEqualTo(RequestComment.of(RequestCases.of(name)));
    assertHarmless(comment);
  }

  @Test
  void everyCaseIsTold() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(RequestCases.names());
    }
  }

  @Test
  void aDaemonFindsItsOwnCommentAndNoOtherOnes() {
    assertThat(RequestComment.marker("prod-eu"))
        .isEqualTo("riparian:request:70726f642d6575")
        .isNotEqualTo(RequestComment.marker("prod.eu"));
    assertThat(RequestComment.marker("a--b")).doesNotContain("--");
  }

  @Test
  void differencesGoFirstThenMistakesThenConnectors() {
    String many = RequestComment.of(RequestCases.of("five-hundred-connectors"));

    assertThat(many)
        .contains("connectors' keys that differ (500)", "connectors (300)", "riparian plan --base")
        .doesNotContain("<details>");
    assertThat(size(many)).isLessThanOrEqualTo(RequestComment.LONGEST);
    assertThat(
            RequestComment.of(RequestCases.of("five-hundred-connectors").at(RequestStage.COMPARED)))
        .contains("`riparian plan --base 41b7c09de2f3 --head 9f3c1d2ab7e8` tells all of it.")
        .doesNotContain("/api/");
    assertThat(RequestComment.of(mistakes(150)))
        .contains("mistakes (145)")
        .doesNotContain("connectors (");
    assertThat(RequestComment.of(RequestCases.of("routine-update"))).doesNotContain("Left out");
  }

  private static RequestReport mistakes(int number) {
    RequestSample sample = new RequestSample();
    for (int at = 1; at <= number; at++) {
      sample.warns("P-08", "teams/orders/a.yaml", at, "x".repeat(500), "y".repeat(500));
    }
    return sample.touches("teams/orders/a.yaml").report();
  }

  @Test
  void theVerdictAloneIsLeftWhereNothingElseHasRoom() {
    Words words = new Words(new Random(7), List.of("<".repeat(400)));
    String comment = RequestComment.of(words.request(400));

    assertThat(comment).contains("too long to be told here", "riparian plan --base");
    assertHarmless(comment);
  }

  /** What people put into files to break out of a comment, or what happens to do so. */
  private static final List<String> HOSTILE =
      List.of(
          "@acme/everyone",
          "me@acme.example",
          "<script>alert(1)</script>",
          "</details>",
          "</code>",
          "<!--",
          "-->",
          "<img src=x onerror=alert(1)>",
          "`",
          "``",
          "```",
          "~~~",
          "|",
          "\\|",
          "\\",
          "\n",
          "\r\n",
          "\n\n/close\n",
          "\n# title\n",
          "\n- item",
          "\u2028/approve",
          "\u202e",
          "\u200b",
          "[x](https://evil.example)",
          "![x](https://evil.example)",
          "https://evil.example",
          "HTTP://evil.example",
          "www.evil.example",
          "mailto:a@b.example",
          "#1",
          "GH-1",
          "!1",
          "%1",
          "&1",
          "$1",
          "~label",
          "acme/repo#1",
          "&lt;b&gt;",
          "&#64;team",
          "$`x`$",
          "$$x$$",
          "**",
          "__",
          "\"",
          "'",
          " ",
          "é",
          "\ud83d\ude00",
          "\ud83d",
          "\u0000",
          "\u001b[31m",
          "name",
          "orders",
          "");

  @Test
  void noTextThatSomebodyWroteBreaksOutOfItOrMakesItTooLong() {
    Random random = new Random(20261122);
    int full = 0;
    for (int round = 0; round < 400; round++) {
      Words words = new Words(random, HOSTILE);
      String comment = RequestComment.of(words.request(random.nextInt(60)));
      full += comment.contains("too long to be told here") ? 0 : 1;
      assertHarmless(comment);
      RequestCheck check = RequestCheck.of(words.request(3));
      assertHarmless(check.summary());
      assertThat(check.title()).hasSizeLessThanOrEqualTo(140).doesNotContain("@", "<", "\n");
    }
    assertThat(full).isGreaterThan(200);
  }

  private static final Pattern FENCED = Pattern.compile("(?ms)^(`{3,})diff$\\n.*?^\\1$");
  private static final Pattern CODE = Pattern.compile("`[^`\\n]+`");
  private static final Pattern OUR_TAG =
      Pattern.compile("</?code>|<details><summary>Keys that differ</summary>|</details>");

  /** What is left without code, tags of ours and escaped signs is words, whoever wrote them. */
  private static void assertHarmless(String comment) {
    assertThat(size(comment)).isLessThanOrEqualTo(RequestComment.LONGEST);
    String unfenced = FENCED.matcher(comment).replaceAll("");
    assertThat(unfenced.lines())
        .as("no quick action")
        .noneMatch(line -> line.stripLeading().startsWith("/"));
    assertThat(unfenced.lines().filter(line -> line.startsWith("|")))
        .as("no cell too many")
        .allMatch(line -> line.chars().filter(sign -> sign == '|').count() == 5);
    assertThat(unfenced.lines().filter(line -> line.startsWith("#"))).hasSizeLessThanOrEqualTo(1);
    String words = OUR_TAG.matcher(CODE.matcher(unfenced).replaceAll("")).replaceAll("");
    assertThat(words).doesNotContain("<", "\\", "`", "://", "[", "]");
    assertThat(words.toLowerCase(java.util.Locale.ROOT)).doesNotContain("www.");
    assertThat(words).doesNotContainPattern("(?m)[@!~$%](?!&#8203;|\\s|$)");
    assertThat(words).doesNotContainPattern("(?i)gh-\\d");
    assertThat(words).doesNotContainPattern("(?<!&)#(?!&#8203;|#|\\s|$)");
    assertThat(words).doesNotContainPattern("&(?!lt;|gt;|amp;|#\\d+;)");
    assertThat(comment)
        .doesNotContainPattern("[\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]")
        .doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
  }

  private static int size(String text) {
    return text.getBytes(UTF_8).length;
  }

  @Test
  void whatWasNotRedactedIsNotShownEither() {
    String secret = "hunter2";
    RequestReport request = RequestCases.of("routine-update");
    RequestReport careless =
        new RequestReport(
            request.schema(),
            request.head(),
            request.base(),
            request.digest(),
            request.stage(),
            new PlanReport(
                "c",
                PlanReport.JUDGED,
                List.of(
                    new ClusterReport(
                        "shared",
                        "manage",
                        1,
                        List.of(
                            new ChangeReport(
                                "a",
                                "t",
                                "update",
                                "commit",
                                "f",
                                "",
                                List.of(
                                    new KeyReport(
                                        "database.password", "changed", secret, secret + "2")))),
                        List.of(),
                        List.of())),
                List.of()),
            List.of(),
            List.of(),
            List.of(),
            Agreements.NONE,
            List.of());

    assertThat(RequestComment.of(careless)).contains(Redaction.MASK).doesNotContain(secret);
  }

  @Test
  void onlyWhatIsKnownToBeHarmlessIsRoutine() {
    Set<String> routine =
        RequestCases.names().stream()
            .filter(name -> RequestComment.of(RequestCases.of(name)).contains("**Routine**"))
            .collect(Collectors.toSet());

    assertThat(routine)
        .contains("routine-update", "nothing-changes")
        .doesNotContain(
            "everything-risky",
            "refusal-with-findings",
            "cluster-does-not-answer",
            "conflict",
            "closed",
            "delete-and-rename");
  }

  /** Reports in which every text is put together by chance. */
  private static final class Words {
    private final Random random;
    private final List<String> pieces;

    Words(Random random, List<String> pieces) {
      this.random = random;
      this.pieces = pieces;
    }

    private String any() {
      return IntStream.range(0, 1 + random.nextInt(6))
          .mapToObj(at -> pieces.get(random.nextInt(pieces.size())))
          .collect(Collectors.joining());
    }

    private List<String> several() {
      return Stream.generate(this::any).limit(random.nextInt(4)).toList();
    }

    private <T> List<T> many(int most, Supplier<T> one) {
      List<T> all = new ArrayList<>();
      for (int at = 0; at < most; at++) {
        all.add(one.get());
      }
      return all;
    }

    RequestReport request(int size) {
      RequestStage[] stages = RequestStage.values();
      return new RequestReport(
          RequestReport.SCHEMA,
          any(),
          any(),
          any(),
          (size > 300 ? RequestStage.OPEN : stages[random.nextInt(stages.length)]).word(),
          new PlanReport(
              any(),
              any(),
              List.of(
                  new ClusterReport(
                      any(),
                      any(),
                      1,
                      many(size, this::change),
                      many(size, this::deferral),
                      List.of())),
              many(size, this::mistake)),
          many(size, this::row),
          many(size, () -> new RiskReport(any(), any(), any(), any())),
          many(
              size,
              () -> new AclReport(any(), any(), any(), any(), any(), any(), any(), "literal")),
          new Agreements(
              many(
                  size,
                  () ->
                      new AskedReport(
                          any(), any(), any(), any(), several(), any(), random.nextBoolean())),
              many(size, () -> new WordReport(any(), any()))),
          several());
    }

    private ChangeReport change() {
      return new ChangeReport(
          any(),
          any(),
          any(),
          any(),
          any(),
          any(),
          many(random.nextInt(4), () -> new KeyReport(any(), any(), any(), any())));
    }

    private DeferralReport deferral() {
      return new DeferralReport(any(), any(), any(), any(), any());
    }

    private DiagnosticReport mistake() {
      String severity = random.nextBoolean() ? "error" : any();
      return new DiagnosticReport(
          any(), severity, any(), random.nextInt(9), 1, 1, 1, any(), any(), any());
    }

    private RequestRow row() {
      return new RequestRow(
          any(),
          any(),
          any(),
          any(),
          any(),
          any(),
          any(),
          many(random.nextInt(3), () -> new BlastReport(any(), 1, true, any(), several(), any())),
          any(),
          any());
    }
  }
}
