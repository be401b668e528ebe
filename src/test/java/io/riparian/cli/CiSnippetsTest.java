package io.riparian.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riparian.repo.Upstream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What {@code deploy/ci} hands out: its scripts are run as they stand, on real repositories and in
 * a process of their own, and it has to be as harmless as it says.
 */
class CiSnippetsTest {
  private static final Path DIRECTORY = Path.of("deploy/ci");
  private static final String GITHUB = "github-actions.yml";
  private static final String GITLAB = "gitlab-ci.yml";
  private static final String WAREHOUSE = "teams/orders/connectors/warehouse.yaml";

  private Path dir;
  private Path clone;
  private Upstream upstream;
  private String base;

  @BeforeEach
  void theSampleRepositoryIsOnTheBranch(@TempDir Path temporary) throws IOException {
    dir = temporary;
    clone = dir.resolve("connectors");
    upstream = new Upstream(dir.resolve("upstream.git"));
    Map<String, String> files = new TreeMap<>();
    Path root = Path.of("sample-repo");
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    base = upstream.files(files).commit("begin");
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(DIRECTORY.resolve(file)));
  }

  private static List<JsonNode> steps() throws IOException {
    return list(yaml(GITHUB).at("/jobs/plan/steps"));
  }

  private static List<JsonNode> list(JsonNode array) {
    assertThat(array.isArray()).isTrue();
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Every script of a file, in order. */
  private static List<String> scripts(String file) throws IOException {
    JsonNode job = yaml(GITLAB).get("riparian");
    List<String> scripts =
        file.equals(GITHUB)
            ? steps().stream()
                .filter(one -> one.has("run"))
                .map(one -> one.get("run").asText())
                .toList()
            : Stream.of("before_script", "script")
                .flatMap(section -> list(job.get(section)).stream())
                .map(JsonNode::asText)
                .toList();
    assertThat(scripts).hasSizeGreaterThan(1);
    return scripts;
  }

  private static String planning(String file) throws IOException {
    return scripts(file).stream()
        .filter(script -> script.contains("RIPARIAN_JAR\" plan"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode planningStep() throws IOException {
    return steps().stream()
        .filter(step -> step.path("run").asText().contains("RIPARIAN_JAR\" plan"))
        .findFirst()
        .orElseThrow();
  }

  // Running it.

  private record Ended(int code, String out) {}

  /** As both forges run a script: it ends with the first command that fails. */
  private static Ended bash(String script, Path directory, Map<String, String> variables)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-eo", "pipefail", "-c", script)
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("RIPARIAN"));
    builder.environment().put("PATH", ourJava() + File.pathSeparator + System.getenv("PATH"));
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out);
  }

  private static Path ourJava() {
    return Path.of(System.getProperty("java.home"), "bin");
  }

  /** A jar that is nothing but the way to the classes that are tested. */
  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "io.riparian.Main");
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    Path jar = dir.resolve("riparian.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream written = new JarOutputStream(out, manifest)) {
      written.finish();
    }
    return jar;
  }

  /** A request with a mistake in it, checked out as a forge's runner does. */
  private String request(boolean mistaken) throws IOException, GitAPIException {
    String file = Files.readString(Path.of("sample-repo", WAREHOUSE));
    String head =
        upstream
            .file(WAREHOUSE, file.replace("tasksMax: 1", mistaken ? "taskMax: 3" : "tasksMax: 3"))
            .request(1, "a change");
    try (Git git =
        Git.cloneRepository()
            .setURI(upstream.url())
            .setBranch("main")
            .setDirectory(clone.toFile())
            .call()) {
      git.fetch().setRefSpecs("refs/pull/1/head:refs/heads/request").call();
      git.checkout().setName(head).call();
    }
    return head;
  }

  private Map<String, String> githubVariables(String head) throws IOException {
    Map<String, String> variables = new HashMap<>();
    JsonNode asked = planningStep().get("env");
    assertThat(asked.get("BASE").asText()).isEqualTo("${{ github.event.pull_request.base.sha }}");
    assertThat(asked.get("HEAD").asText()).isEqualTo("${{ github.event.pull_request.head.sha }}");
    assertThat(asked.get("RIPARIAN_JAR").asText()).endsWith("/quarkus-run.jar");
    variables.put("BASE", base);
    variables.put("HEAD", head);
    variables.put("RIPARIAN_JAR", jar().toString());
    variables.put("RUNNER_TEMP", Files.createDirectories(dir.resolve("temp")).toString());
    variables.put("GITHUB_STEP_SUMMARY", dir.resolve("summary.md").toString());
    return variables;
  }

  @Test
  void theWorkflowTellsAMistakeInEveryPlaceAndFails() throws Exception {
    String head = request(true);

    Ended run = bash(planning(GITHUB), clone, githubVariables(head));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            "error: " + WAREHOUSE + ":8:3: unknown field",
            "::error file=" + WAREHOUSE + ",line=8,");
    assertThat(Files.readString(dir.resolve("summary.md"))).startsWith("### Not ready: 1 mistake");
    Path reports = dir.resolve("temp/riparian");
    assertThat(
            new ObjectMapper()
                .readTree(reports.resolve("riparian.sarif").toFile())
                .at("/runs/0/results"))
        .hasSize(1);
    assertThat(Files.readString(reports.resolve("riparian.xml"))).contains("failures=\"1\"");
    assertThat(
            new ObjectMapper()
                .readTree(reports.resolve("riparian.json").toFile())
                .at("/head")
                .asText())
        .isEqualTo(head);
  }

  @Test
  void theJobTellsWhatARequestWouldDoAndPasses() throws Exception {
    String head = request(false);

    Ended run = bash(planning(GITLAB), clone, gitlabVariables(head));

    assertThat(run.out()).contains("~ update orders-warehouse", "tasks.max: 1 -> 3");
    assertThat(run.code()).isZero();
    Path reports = clone.resolve("riparian-reports");
    assertThat(reportsOfTheJob().values()).allMatch(file -> Files.exists(clone.resolve(file)));
    assertThat(new ObjectMapper().readTree(reports.resolve("codequality.json").toFile())).isEmpty();
    assertThat(Files.readString(reports.resolve("comment.md"))).contains("**tasks-up**");
    assertThat(reports.resolve("riparian.sarif")).isNotEmptyFile();
  }

  private static Map<String, String> reportsOfTheJob() throws IOException {
    Map<String, String> reports = new TreeMap<>();
    yaml(GITLAB)
        .at("/riparian/artifacts/reports")
        .properties()
        .forEach(one -> reports.put(one.getKey(), one.getValue().asText()));
    assertThat(reports).containsOnlyKeys("codequality", "junit");
    return reports;
  }

  private Map<String, String> gitlabVariables(String head) throws IOException {
    return Map.of(
        "CI_COMMIT_SHA",
        head,
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        "main",
        "RIPARIAN_JAR",
        jar().toString());
  }

  @Test
  void aHistoryThatIsNotWholeFailsAndSaysWhy() throws Exception {
    String head = request(false);
    Files.writeString(clone.resolve(".git/shallow"), base + "\n");

    Ended run = bash(planning(GITLAB), clone, gitlabVariables(head));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).containsOnlyOnce("`GIT_DEPTH: 0`");
    assertThat(clone.resolve("riparian-reports")).isEmptyDirectory();
  }

  @Test
  void whatIsWrittenByOthersRunsNothing() throws Exception {
    request(false);
    Path proof = dir.resolve("proof");
    String hostile = "$(touch " + proof + ");touch " + proof + "`touch " + proof + "`\"'--help";
    Map<String, String> github = githubVariables(hostile);
    github.put("BASE", hostile);

    Ended workflow = bash(planning(GITHUB), clone, github);
    Ended job =
        bash(
            planning(GITLAB),
            clone,
            Map.of(
                "CI_COMMIT_SHA",
                hostile,
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
                hostile,
                "RIPARIAN_JAR",
                jar().toString()));

    assertThat(workflow.code()).isEqualTo(1);
    assertThat(job.code()).isEqualTo(1);
    assertThat(workflow.out()).contains("there is no commit '$(touch");
    assertThat(proof).doesNotExist();
  }

  @Test
  void aRequestCannotBringTheProgramThatJudgesIt() throws Exception {
    request(false);
    Path brought = clone.resolve(".riparian/quarkus-app/quarkus-run.jar");
    Files.createDirectories(brought.getParent());
    Files.writeString(brought, "not ours");
    try (Git git = Git.open(clone.toFile())) {
      git.add().addFilepattern(".").call();
    }

    Ended run = bash(scripts(GITLAB).get(0), clone, Map.of("RIPARIAN_JAR", brought.toString()));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("The request brings files in .riparian/");
  }

  // What they hold.

  @ParameterizedTest
  @ValueSource(strings = {GITHUB, GITLAB})
  void onlyOptionsAndFormsThatThereAreAreUsed(String file) throws IOException {
    CommandLine plan = new CommandLine(new PlanCommand(new Riparian.NoDaemon()));
    String script = planning(file);
    Set<String> options = new TreeSet<>();
    Matcher option = Pattern.compile("(?<= )--[a-z-]+").matcher(command(script));
    while (option.find()) {
      options.add(option.group());
    }
    List<String> forms = new ArrayList<>();
    Matcher form = Pattern.compile("(?m)^\\s*plan ([a-z]+)").matcher(script);
    while (form.find()) {
      forms.add(form.group(1));
    }

    assertThat(options).containsExactly("--base", "--head", "--output");
    assertThat(plan.getCommandSpec().optionsMap()).containsKeys(options.toArray(String[]::new));
    assertThat(Stream.of(PlanOutput.Form.values()).map(Enum::name))
        .containsAll(forms)
        .hasSizeGreaterThanOrEqualTo(forms.size());
    assertThat(forms).contains("text", "junit", "sarif", "markdown");
  }

  private static String command(String script) {
    return script.lines().filter(line -> line.contains("java -jar")).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {GITHUB, GITLAB})
  void noExpressionIsAPieceOfAScriptAndNoVariableIsSplit(String file) throws IOException {
    for (String script : scripts(file)) {
      assertThat(script).doesNotContain("${{", "eval", "curl", "| sh", "$CI_COMMIT_MESSAGE");
      String outside = script.replaceAll("\"[^\"]*\"", "\"\"");
      assertThat(outside).doesNotContainPattern("\\$[A-Za-z{]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GITHUB, GITLAB})
  void noSecretIsAskedFor(String file) throws IOException {
    assertThat(Files.readString(DIRECTORY.resolve(file)).toLowerCase(Locale.ROOT))
        .doesNotContain("secrets.", "github.token", "ci_job_token", "private-token", "password");
  }

  @Test
  void theWorkflowMayReadAndNothingElse() throws IOException {
    JsonNode workflow = yaml(GITHUB);

    assertThat(workflow.get("on"))
        .isEqualTo(new ObjectMapper().readTree("{\"pull_request\": null}"));
    assertThat(workflow.get("permissions"))
        .isEqualTo(new ObjectMapper().readTree("{\"contents\": \"read\"}"));
    assertThat(workflow.at("/jobs/plan").has("permissions")).isFalse();
    assertThat(workflow.get("jobs")).hasSize(1);
    assertThat(Files.readString(DIRECTORY.resolve(GITHUB))).doesNotContain("pull_request_target");
  }

  @Test
  void whatTheWorkflowUsesIsPinnedAndKeepsNoCredential() throws IOException {
    List<JsonNode> used = steps().stream().filter(step -> step.has("uses")).toList();

    assertThat(used).hasSizeGreaterThan(3);
    assertThat(used)
        .allMatch(step -> step.get("uses").asText().matches("actions/[a-z/-]+@[0-9a-f]{40}"));
    List<JsonNode> checkouts =
        used.stream().filter(step -> step.get("uses").asText().contains("/checkout@")).toList();
    assertThat(checkouts)
        .hasSize(2)
        .allMatch(step -> !step.at("/with/persist-credentials").asBoolean(true));
    assertThat(checkouts.get(0).at("/with/fetch-depth").asText()).isEqualTo("0");
  }

  @Test
  void theJobFetchesAllOfTheHistoryOfRequestsAlone() throws IOException {
    JsonNode job = yaml(GITLAB).get("riparian");

    assertThat(job.at("/variables/GIT_DEPTH").asText()).isEqualTo("0");
    assertThat(job.get("rules")).hasSize(1);
    assertThat(job.at("/rules/0/if").asText())
        .isEqualTo("$CI_PIPELINE_SOURCE == \"merge_request_event\"");
    assertThat(job.at("/artifacts/when").asText()).isEqualTo("always");
  }

  @ParameterizedTest
  @ValueSource(strings = {GITHUB, GITLAB})
  void nobodyRunsItBeforeTheyChoseACommit(String file) throws IOException {
    JsonNode chosen =
        yaml(file)
            .at(
                file.equals(GITHUB)
                    ? "/env/RIPARIAN_REVISION"
                    : "/riparian/variables/RIPARIAN_REVISION");

    assertThat(chosen.isTextual()).isTrue();
    assertThat(chosen.asText()).isEqualTo("0".repeat(40));
  }
}
