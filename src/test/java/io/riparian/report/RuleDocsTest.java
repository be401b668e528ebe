package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import io.riparian.model.Diagnostic;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Judge;
import io.riparian.ownership.Precedent;
import io.riparian.ownership.approval.GroupCheck;
import io.riparian.ownership.approval.Groups;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.OwnershipCheck;
import io.riparian.reconcile.HeldToRails;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleDocsTest {
  private static final Path PAGES = Path.of("docs/rules");

  /** A fenced block with a path behind its language is a file of the example's repository. */
  private static final Pattern FILE = Pattern.compile("(?ms)^```\\w+ (\\S[^\\n]*)\\n(.*?)^```$");

  /**
   * What takes a link, a huge file, a mark of the file system, an earlier commit, a clock, or a
   * cluster to show.
   */
  private static final Set<String> NOT_A_FILE =
      Set.of(
          "MAN-001", "MAN-003", "MAN-005", "MAN-009", "MAN-049", "MAN-060", "MAN-061", "MAN-062",
          "MAN-063", "MAN-064", "MAN-065", "MAN-066", "MAN-067", "MAN-068", "OWN-111", "OWN-113",
          "OWN-116", "OWN-117", "OWN-120", "OWN-201", "POL-5", "SEC-5", "SEC-7");

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String GITHUB = "CODEOWNERS";
  private static final String GITLAB = ".gitlab/CODEOWNERS";

  private static final Groups GROUPS =
      new Groups(
          Map.of(
              "@acme/platform", Set.of("@ann", "@bob"),
              "@acme/orders", Set.of("@cid", "@dee"),
              "@acme/payments", Set.of("@eve", "@fay")));

  static Stream<RuleReport> rules() {
    return RuleReport.all().stream();
  }

  @Test
  void everyRuleHasAPageAndEveryPageARule() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(rules().map(rule -> rule.id() + ".md"), Stream.of("README.md"))
                  .toList());
    }
  }

  @Test
  void theListNamesEveryRuleAsItIs() throws IOException {
    List<String> rows =
        Files.readString(PAGES.resolve("README.md"))
            .lines()
            .filter(line -> line.startsWith("| ["))
            .toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            rules()
                .map(
                    rule ->
                        "| [%s](%s.md) | %s | %s |"
                            .formatted(rule.id(), rule.id(), rule.severity(), rule.title()))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aPageSaysWhatTheRuleIsAndHowToMend(RuleReport rule) throws IOException {
    assertThat(Files.readString(Path.of(rule.page())))
        .startsWith(
            "# %s: %s\n\nSeverity: %s\n\n".formatted(rule.id(), rule.title(), rule.severity()))
        .containsSubsequence("\n## Bad\n", "\n## Good\n", "\n## How to mend\n");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theBadExampleBreaksTheRule(RuleReport rule) throws IOException {
    Map<String, String> example = files(rule.page());
    if (NOT_A_FILE.contains(rule.id())) {
      assertThat(example).as("a file after all").isEmpty();
      return;
    }
    Map<String, String> files = files("docs/rules/README.md");
    files.putAll(example);
    if (files.containsKey(GITLAB)) {
      files.remove(GITHUB);
    }

    assertThat(brokenBy(files)).contains(rule.id());
  }

  @Test
  void theRepositoryOfTheExamplesIsGood() throws IOException {
    assertThat(brokenBy(files("docs/rules/README.md"))).isEmpty();
  }

  private static Set<String> brokenBy(Map<String, String> files) {
    SmallRepository repository = new SmallRepository();
    files.forEach((path, text) -> repository.bytes(path, text.getBytes(StandardCharsets.UTF_8)));
    Accepted accepted = Judge.judge("r1", repository.resolve(), Precedent.none());
    return Stream.of(
            accepted.diagnostics(),
            accepted.refused().values(),
            ownershipMistakes(files),
            HeldToRails.mistakes(accepted, NOW))
        .flatMap(Collection::stream)
        .map(Diagnostic::rule)
        .collect(Collectors.toSet());
  }

  private static List<Diagnostic> ownershipMistakes(Map<String, String> files) {
    CodeOwners file =
        files.containsKey(GITLAB)
            ? CodeOwners.parse(Dialect.GITLAB, GITLAB, files.getOrDefault(GITLAB, ""))
            : CodeOwners.parse(Dialect.GITHUB, GITHUB, files.getOrDefault(GITHUB, ""));
    List<Diagnostic> found = new ArrayList<>(file.diagnostics());
    found.addAll(
        OwnershipCheck.of(file, files.keySet(), List.of("teams/orders/", "teams/payments/")));
    found.addAll(GroupCheck.unknown(file, GROUPS));
    found.addAll(GroupCheck.fewPeople(file, GROUPS, files.keySet()));
    return found;
  }

  private static Map<String, String> files(String page) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Matcher file = FILE.matcher(Files.readString(Path.of(page)));
    while (file.find()) {
      files.put(file.group(1), file.group(2));
    }
    return files;
  }
}
