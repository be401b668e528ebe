package io.riparian.ownership.codeowners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.model.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Both dialects against what is known of them: rows that were collected from public test suites and
 * real repositories. Where they stand is told by {@code -Dconformance.dir}; without it this is
 * skipped.
 */
@EnabledIfSystemProperty(named = "conformance.dir", matches = ".+")
class OwnershipConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path directory() {
    return Path.of(System.getProperty("conformance.dir", ""), "ownership");
  }

  private static JsonNode read(String name) throws IOException {
    return JSON.readTree(Files.readAllBytes(directory().resolve(name)));
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @TestFactory
  Stream<DynamicTest> gitHubPatterns() throws IOException {
    return Stream.concat(
            each(read("github.json").get("match")), each(read("github-grid.json").get("match")))
        .map(
            row ->
                dynamicTest(
                    row.get("id").asText() + " " + row.get("pattern") + " " + row.get("path"),
                    () -> assertThat(match(row)).isEqualTo(row.get("expect").asText())));
  }

  private static String match(JsonNode row) {
    GitHubPattern pattern = new GitHubPattern(row.get("pattern").asText());
    if (pattern.isRefused()) {
      return "invalid-pattern";
    }
    try {
      return String.valueOf(
          pattern.pattern().matches(CodeOwners.segments(row.get("path").asText())));
    } catch (IllegalArgumentException refused) {
      return "invalid-path";
    }
  }

  @TestFactory
  Stream<DynamicTest> gitHubLines() throws IOException {
    return each(read("github.json").get("parse"))
        .map(
            row ->
                dynamicTest(
                    row.get("id").asText() + " " + row.get("line"),
                    () -> {
                      CodeOwners file = gitHub(row.get("line").asText() + "\n");
                      JsonNode expect = row.get("expect");
                      if (expect.isTextual()) {
                        assertThat(file.isValid()).isEqualTo(expect.asText().equals("skip"));
                        assertThat(file.rules()).isEmpty();
                      } else {
                        assertThat(file.isValid()).isTrue();
                        Rule rule = file.rules().findFirst().orElseThrow();
                        assertThat(rule.pattern()).isEqualTo(expect.get("pattern").asText());
                        assertThat(names(rule.owners())).isEqualTo(texts(expect.get("owners")));
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> gitHubFiles() throws IOException {
    return each(read("github.json").get("files"))
        .map(
            row ->
                dynamicTest(
                    row.get("id").asText(),
                    () -> {
                      CodeOwners file = gitHub(row.get("content").asText());
                      row.get("paths")
                          .properties()
                          .forEach(
                              path ->
                                  assertThat(owners(file, path.getKey()))
                                      .as(path.getKey())
                                      .isEqualTo(texts(path.getValue())));
                    }));
  }

  private static List<String> owners(CodeOwners file, String path) {
    return file.of(path).stream().flatMap(ruling -> names(ruling.owners()).stream()).toList();
  }

  @TestFactory
  Stream<DynamicTest> realRepositoriesOnGitHub() throws IOException {
    return each(read("github-real.json").get("repos"))
        .map(repo -> dynamicTest(repo.get("repo").asText(), () -> realGitHub(repo)));
  }

  private static void realGitHub(JsonNode repo) throws IOException {
    CodeOwners file =
        CodeOwners.parse(
            Dialect.GITHUB,
            repo.get("file").asText(),
            Files.readAllBytes(directory().resolve(repo.get("saved").asText())));
    Set<Integer> errors = new TreeSet<>();
    each(repo.get("parseErrors"))
        .forEach(error -> errors.add(error.isInt() ? error.asInt() : error.path("line").asInt()));
    assertThat(errorLines(file)).containsAll(errors);
    assertThat(file.isValid()).isEqualTo(errors.isEmpty());
    repo.get("paths")
        .properties()
        .forEach(
            path -> {
              Optional<Ruling> ruling = file.of(path.getKey()).stream().findFirst();
              assertThat(ruling.isPresent()).as(path.getKey()).isEqualTo(!path.getValue().isNull());
              ruling.ifPresent(
                  found -> {
                    assertThat(found.line())
                        .as(path.getKey())
                        .isEqualTo(path.getValue().get("line").asInt());
                    assertThat(names(found.owners()))
                        .isEqualTo(texts(path.getValue().get("owners")));
                  });
            });
  }

  @TestFactory
  Stream<DynamicTest> gitLabFiles() throws IOException {
    return each(read("gitlab.json").get("cases"))
        .map(row -> dynamicTest(row.get("id").asText(), () -> gitLab(row)));
  }

  private static void gitLab(JsonNode row) {
    CodeOwners file = gitLab(row.get("content").asText());
    Set<Integer> errors = new TreeSet<>();
    each(row.get("errors")).forEach(error -> errors.add(error.get("line").asInt()));
    assertThat(errorLines(file)).containsAll(errors);
    if (row.has("sections")) {
      assertThat(file.sections().stream().map(Section::name).toList())
          .isEqualTo(each(row.get("sections")).map(each -> each.get("name").asText()).toList());
      List<String> expected = new ArrayList<>();
      each(row.get("sections"))
          .flatMap(section -> each(section.get("entries")))
          .forEach(
              entry ->
                  expected.add(
                      entry.get("line")
                          + " "
                          + entry.get("pattern").asText()
                          + " "
                          + entry.get("normalized").asText()
                          + " "
                          + entry.get("exclusion")
                          + " "
                          + entry.get("optional")
                          + " "
                          + entry.get("approvals")));
      assertThat(file.rules().map(OwnershipConformanceTest::entry).toList()).isEqualTo(expected);
    }
    rulings(file, row.get("paths"));
  }

  private static String entry(Rule rule) {
    return rule.line()
        + " "
        + rule.pattern()
        + " "
        + FnMatch.normalised(rule.pattern())
        + " "
        + rule.exclusion()
        + " "
        + rule.optional()
        + " "
        + rule.approvals();
  }

  private static void rulings(CodeOwners file, JsonNode paths) {
    paths
        .properties()
        .forEach(
            path ->
                assertThat(
                        file.of(path.getKey()).stream()
                            .map(
                                ruling ->
                                    ruling.section()
                                        + " "
                                        + ruling.line()
                                        + " "
                                        + new TreeSet<>(names(ruling.owners()))
                                        + " "
                                        + ruling.optional()
                                        + " "
                                        + ruling.approvals())
                            .toList())
                    .as(path.getKey())
                    .isEqualTo(
                        each(path.getValue())
                            .map(
                                each ->
                                    each.get("section").asText()
                                        + " "
                                        + each.get("line")
                                        + " "
                                        + new TreeSet<>(texts(each.get("owners")))
                                        + " "
                                        + each.get("optional")
                                        + " "
                                        + each.get("approvals"))
                            .toList()));
  }

  @TestFactory
  Stream<DynamicTest> gitLabHeaders() throws IOException {
    return each(read("gitlab.json").get("sectionHeaders"))
        .map(
            row ->
                dynamicTest(
                    row.get("id").asText() + " " + row.get("line"),
                    () -> {
                      String line = row.get("line").asText();
                      Optional<SectionHeader> header =
                          SectionHeader.isMeant(line) ? SectionHeader.of(line) : Optional.empty();
                      JsonNode expect = row.get("expect");
                      assertThat(header.isPresent()).isEqualTo(!expect.isNull());
                      header.ifPresent(
                          found -> {
                            assertThat(found.name().toLowerCase(Locale.ROOT))
                                .isEqualTo(expect.get("name").asText().toLowerCase(Locale.ROOT));
                            assertThat(found.optional())
                                .isEqualTo(expect.get("optional").asBoolean());
                            assertThat(found.approvals())
                                .isEqualTo(expect.get("approvals").asInt());
                            assertThat(String.join(" ", names(found.owners())))
                                .isEqualTo(expect.get("defaultOwners").asText().strip());
                          });
                      if (!row.get("error").isNull()) {
                        assertThat(gitLab(line + "\n").isValid()).isFalse();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> gitLabOwnerReferences() throws IOException {
    return each(read("gitlab.json").get("ownerReferences"))
        .map(
            row ->
                dynamicTest(
                    row.get("id").asText(),
                    () -> {
                      Set<String> expected = new TreeSet<>();
                      each(row.path("names")).forEach(name -> expected.add("@" + name.asText()));
                      each(row.path("emails")).forEach(name -> expected.add(name.asText()));
                      each(row.path("roles")).forEach(name -> expected.add("@@" + name.asText()));
                      assertThat(new TreeSet<>(names(GitLabOwners.in(row.get("text").asText()))))
                          .isEqualTo(expected);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> realRepositoriesOnGitLab() throws IOException {
    return each(read("gitlab.json").get("real"))
        .map(repo -> dynamicTest(repo.get("repo").asText(), () -> realGitLab(repo)));
  }

  private static void realGitLab(JsonNode repo) throws IOException {
    Path saved = directory().resolve(repo.get("saved").asText());
    assumeTrue(Files.exists(saved), () -> saved + " is not among the data");
    byte[] content = Files.readAllBytes(saved);
    rulings(
        CodeOwners.parse(Dialect.GITLAB, repo.get("file").asText(), content), repo.get("paths"));
  }

  private static CodeOwners gitHub(String text) {
    return CodeOwners.parse(Dialect.GITHUB, "CODEOWNERS", text.getBytes(StandardCharsets.UTF_8));
  }

  private static CodeOwners gitLab(String text) {
    return CodeOwners.parse(Dialect.GITLAB, "CODEOWNERS", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Set<Integer> errorLines(CodeOwners file) {
    Set<Integer> lines = new TreeSet<>();
    file.diagnostics().stream()
        .filter(Diagnostic::isError)
        .forEach(error -> lines.add(error.at().line()));
    return lines;
  }

  private static List<String> names(List<Owner> owners) {
    return owners.stream().map(Owner::text).toList();
  }

  private static List<String> texts(JsonNode array) {
    return each(array).map(JsonNode::asText).toList();
  }
}
