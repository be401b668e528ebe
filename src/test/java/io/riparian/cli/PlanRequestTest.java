package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riparian.repo.Upstream;
import io.riparian.report.RequestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code riparian plan --base REV --head REV}: a request, by the files of two commits alone. */
class PlanRequestTest {
  private static final String BARE = "upstream.git";
  private static final String WAREHOUSE = "teams/orders/connectors/warehouse.yaml";
  private static final String RETURNS = "teams/orders/connectors/returns-source.yaml";
  private static final Path GOLDEN = Path.of("src/test/resources/request-plans/example");

  private Path dir;
  private Upstream upstream;

  @BeforeEach
  void theSampleRepositoryIsOnTheBranch(@TempDir Path temporary) throws IOException {
    dir = temporary;
    upstream = new Upstream(dir.resolve(BARE));
    upstream.files(sample()).commit("begin");
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  private static Map<String, String> sample() throws IOException {
    Path root = Path.of("sample-repo");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return files;
  }

  private static String sample(String path) throws IOException {
    return Files.readString(Path.of("sample-repo").resolve(path));
  }

  private void change(String path, String from, String to) throws IOException {
    assertThat(sample(path)).contains(from);
    upstream.file(path, sample(path).replace(from, to));
  }

  private static String document(String name, String... config) {
    return """
        apiVersion: riparian/v1
        kind: Connector
        metadata:
          name: %s
        spec:
          cluster: shared
          class: org.apache.kafka.connect.file.FileStreamSinkConnector
          config:
            %s
        """
        .formatted(name, String.join("\n    ", config));
  }

  /** The request's newest commit is the argument; the branch is what it is compared with. */
  private Riparian plan(String head, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("plan", "--base", "main", "--head", head, dir.resolve(BARE)));
    words.addAll(List.of(more));
    return Riparian.run(words.toArray());
  }

  private RequestReport report(String head) throws IOException {
    return new ObjectMapper().readValue(plan(head, "-o", "json").out(), RequestReport.class);
  }

  /** What becomes of each connector, by name. */
  private Map<String, String> rows(String head) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    report(head)
        .connectors()
        .forEach(
            row ->
                rows.merge(
                    row.connector(),
                    row.what() + (row.reason().isEmpty() ? "" : " " + row.reason()),
                    (one, other) -> one + "; " + other));
    return rows;
  }

  /** One of everything that a request does to files. */
  private String example() throws IOException {
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    change(RETURNS, "state: paused", "state: running");
    upstream
        .without("teams/analytics/connectors/clicks.yaml")
        .file(
            "teams/analytics/connectors/web/clicks.yaml",
            sample("teams/analytics/connectors/clicks.yaml"))
        .without("teams/payments/connectors/chargebacks.yaml")
        .file(
            "teams/orders/connectors/invoices.yaml",
            document(
                "orders-invoices",
                "topics: orders.placed",
                "file: ${var:data.dir}/out/invoices.jsonl"))
        .file(
            "teams/orders/connectors/typo.yaml",
            document("orders-typo", "topics: orders.placed")
                .replace("spec:", "spec:\n  taskMax: 1"));
    String head = upstream.request(1, "all of it");
    upstream.file("README.md", "gone on\n").commit("somebody else's");
    return head;
  }

  @ParameterizedTest
  @CsvSource({"text, plan.txt", "markdown, comment.md", "json, plan.json", "github, github.txt"})
  void theExampleIsToldAsItsFilesSay(String form, String file) throws IOException {
    Riparian run = plan(example(), "--output", form);

    assertThat(run.out()).isEqualTo(Files.readString(GOLDEN.resolve(file)));
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(PlanOutput.Form.class)
  void everyFormIsPrintedAndNothingIsLeftInTheRepository(PlanOutput.Form form) throws IOException {
    String head = example();
    List<Path> before = files();

    Riparian run = plan(head, "-o", form);

    String expected =
        switch (form) {
          case text -> "error: teams/orders/connectors/typo.yaml:6:3: unknown field";
          case json -> "\"schema\" : \"riparian.request/1\"";
          case yaml -> "schema: \"riparian.request/1\"";
          case sarif -> "\"ruleId\": \"MAN-030\"";
          case junit -> "<testsuite name=\"riparian plan\"";
          case github -> "::error file=teams/orders/connectors/typo.yaml,line=6,col=3,";
          case gitlab -> "\"check_name\": \"MAN-030\"";
          case markdown -> "### Not ready: 1 mistake to mend";
        };
    assertThat(run.out()).contains(expected);
    assertThat(run.err())
        .isEqualTo(
            switch (form) {
              case text, json, yaml, markdown -> "";
              case sarif, junit, github, gitlab ->
                  "Not ready: 1 mistake to mend" + System.lineSeparator();
            });
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void theYamlIsTheTreeOfTheJson() throws IOException {
    String head = example();
    JsonNode json = new ObjectMapper().readTree(plan(head, "-o", "json").out());

    assertThat(new YAMLMapper().readTree(plan(head, "-o", "yaml").out())).isEqualTo(json);
  }

  @Test
  void whatTheBranchDidMeanwhileIsNotTheRequests() throws IOException {
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    String head = upstream.request(1, "mine");
    change(RETURNS, "state: paused", "state: running");
    upstream.without("teams/payments/connectors/chargebacks.yaml").commit("others'");

    assertThat(rows(head)).containsOnly(Map.entry("orders-warehouse", "update"));
    assertThat(report(head).asides()).anyMatch(aside -> aside.startsWith("the base has gone on"));
  }

  @Test
  void theMergeIsJudgedAndNotTheHeadAlone() throws IOException {
    upstream.file(
        "teams/orders/connectors/late.yaml",
        document("orders-warehouse2", "topics: orders.placed", "file: ${var:data.dir}/out/x"));
    String head = upstream.request(1, "a name");
    upstream
        .file(
            "teams/orders/connectors/early.yaml",
            document("orders-warehouse2", "topics: orders.placed", "file: ${var:data.dir}/out/y"))
        .commit("the same name");

    Riparian run = plan(head);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("orders-warehouse2").contains("late.yaml");
    assertThat(rows(head))
        .hasEntrySatisfying("orders-warehouse2", what -> assertThat(what).doesNotContain("create"));
  }

  @ParameterizedTest
  @EnumSource(
      value = PlanOutput.Form.class,
      names = {"text", "markdown", "json"})
  void aConflictIsToldWithItsPaths(PlanOutput.Form form) throws IOException {
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    String head = upstream.request(1, "mine");
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 4");
    upstream.commit("theirs");

    Riparian run = plan(head, "-o", form);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains(form == PlanOutput.Form.json ? "\"conflicting\"" : "Conflicts with the branch")
        .contains("`" + WAREHOUSE + "` has to be merged by hand")
        .doesNotContain("by the files alone");
    assertThat(plan(head, "-o", "github").err()).contains("Conflicts with the branch");
  }

  @Test
  void aRequestThatChangesNothingThatRunsSaysSo() {
    String head = upstream.file("README.md", "more words\n").request(1, "words");

    Riparian run = plan(head, "--detailed-exitcode");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("By the files alone: nothing that runs changes.");
  }

  @Test
  void pendingChangesHaveAnExitCodeOnlyWhenItIsAskedFor() throws IOException {
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    String head = upstream.request(1, "more");

    assertThat(plan(head).exitCode()).isZero();
    assertThat(plan(head, "--detailed-exitcode").exitCode()).isEqualTo(2);
  }

  @Test
  void whatOnlyAClusterKnowsIsSaidToBeUnknownAndNeverZero() throws IOException {
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    upstream
        .file(
            "teams/orders/connectors/invoices.yaml",
            document("orders-invoices", "topics: orders.placed", "file: ${var:data.dir}/out/x"))
        .without("teams/payments/connectors/chargebacks.yaml");
    String head = upstream.request(1, "some");

    assertThat(plan(head).out())
        .contains(
            "restarts up to 1 task",
            "ends up to 1 task",
            "begins without offsets, unless an earlier connector of this name left some",
            "not known here",
            "how many tasks run",
            "who agreed")
        .doesNotContain("managed)", " 0 task", "no task");
    assertThat(report(head).connectors())
        .flatExtracting(row -> row.blasts())
        .noneMatch(RequestReport.BlastReport::exact);
    assertThat(plan(head, "-o", "markdown").out()).contains("**Not known here**", "- to ask: `");
  }

  @Test
  void theCommandThatAShortenedCommentNamesTellsTheRest() {
    Map<String, String> files = new TreeMap<>();
    for (int number = 100; number < 400; number++) {
      String name = "orders-export-" + number;
      files.put(
          "teams/orders/connectors/" + name + ".yaml",
          document(name, "topics: orders.placed", "file: ${var:data.dir}/out/many.jsonl"));
    }
    String comment = plan(upstream.files(files).request(1, "many"), "-o", "markdown").out();
    Matcher named = Pattern.compile("`riparian (plan --base \\w+ --head \\w+)`").matcher(comment);
    assertThat(comment).contains("Not all of it has room here");
    assertThat(named.find()).isTrue();

    List<Object> words = new ArrayList<>(List.of(named.group(1).split(" ")));
    words.add(dir.resolve(BARE));
    String told = Riparian.run(words.toArray()).out();

    assertThat(comment).doesNotContain("many.jsonl");
    assertThat(files.keySet()).allMatch(told::contains);
    assertThat(told).contains("+ file: /tmp/riparian-sandbox/out/many.jsonl");
  }

  @Test
  void aRenameIsToldPlainly() throws IOException {
    change(WAREHOUSE, "name: orders-warehouse", "name: orders-store");
    String head = upstream.request(1, "renamed");

    assertThat(rows(head))
        .containsOnly(Map.entry("orders-store", "create"), Map.entry("orders-warehouse", "delete"));
    assertThat(plan(head).out())
        .contains("rename: orders-store on shared takes the place of `orders-warehouse`");
  }

  @Test
  void anotherFileChangesNothingAndIsTold() throws IOException {
    upstream
        .without(WAREHOUSE)
        .file("teams/orders/connectors/store/warehouse.yaml", sample(WAREHOUSE));
    String head = upstream.request(1, "moved");

    assertThat(rows(head)).containsOnly(Map.entry("orders-warehouse", "none"));
    assertThat(plan(head).out()).contains("moves from `" + WAREHOUSE + "` to `");
  }

  @Test
  void aTeamThatGoesKeepsWhatRunsAndThePlatformIsAsked() throws IOException {
    for (String path : sample().keySet()) {
      if (path.startsWith("teams/analytics/")) {
        upstream.without(path);
      }
    }
    String head = upstream.request(1, "no more analytics");

    Riparian run = plan(head);

    assertThat(rows(head).values()).isNotEmpty().containsOnly("deferred TEAM_VANISHED");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("(platform owners) for teams/analytics/", "the whole directory goes");
  }

  @Test
  void whoeverOwnsWhatIsAskedByTheFileOfTheBase() throws IOException {
    change("CODEOWNERS", "@acme/orders", "@acme/analytics");
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    String head = upstream.request(1, "taken over");

    assertThat(plan(head).out())
        .contains(
            "(platform owners) for CODEOWNERS, as owners of the platform, because the ownership file changes",
            "@acme/orders for CODEOWNERS, as present owners of a team whose owners change, orders",
            "@acme/analytics for CODEOWNERS, as future owners of a team whose owners change, orders",
            "@acme/orders for " + WAREHOUSE);
    assertThat(plan(head, "--platform-owners", "@acme/platform,@olive").out())
        .contains("@acme/platform or @olive for CODEOWNERS")
        .doesNotContain("(platform owners)");
  }

  @Test
  void anOwnershipFileThatNobodyCanGoByIsToBeMended() {
    String head = upstream.file("CODEOWNERS", "/teams/ nobody-at-all\n").request(1, "broken");

    Riparian run = plan(head);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("to mend: CODEOWNERS: the new ownership file has a mistake");
  }

  @Test
  void withoutAnOwnershipFileNobodyIsGuessed() throws IOException {
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    String head = upstream.request(1, "more");
    upstream.without("CODEOWNERS").commit("nobody owns anything");

    assertThat(plan(head).out())
        .contains(
            "no ownership file is known of (`--ownership-file`), so that it is not told who must agree")
        .doesNotContain("\nwho must agree\n");
    assertThat(plan(head, "--ownership-file", ".github/CODEOWNERS").out())
        .contains("the ownership file in force has a mistake, so that nothing can be judged");
  }

  /** The cluster lets connectors have secrets, and choose their group. */
  private void openCluster() throws IOException {
    change(
        "platform/clusters/shared.yaml",
        "  variables:",
        "  secretProviders: {vault: ['{team}/']}\n  clientOverrides: ['consumer.override.group.id']\n  variables:");
  }

  private static String web(String host) {
    return document(
        "orders-web",
        "topics: orders.placed",
        "db.hostname: " + host + ".orders.example",
        "db.password: ${vault:orders/web:password}");
  }

  @Test
  void aSecretThatGoesElsewhereIsToldAndItsOwnersAreAsked() throws IOException {
    openCluster();
    upstream
        .file("CODEOWNERS", sample("CODEOWNERS") + "/teams/orders/connectors/web.yaml @eve\n")
        .file("teams/orders/connectors/web.yaml", web("db"))
        .commit("a secret");
    String head = upstream.file("teams/orders/connectors/web.yaml", web("db2")).request(1, "moved");

    assertThat(plan(head).out())
        .contains("secret-endpoint: orders-web on shared", "[SEC-5]")
        .containsPattern("@acme/orders for teams/orders/connectors/web.yaml, .*secret-to-new-host");
  }

  @Test
  void whoWasThereFirstKeepsWhatASecondOneClaims() throws IOException {
    openCluster();
    change(WAREHOUSE, "  config:", "  config:\n    consumer.override.group.id: readers");
    upstream.commit("groups may be chosen");
    String head =
        upstream
            .file(
                "teams/analytics/connectors/second.yaml",
                document(
                    "analytics-second",
                    "topics: orders.placed",
                    "consumer.override.group.id: readers"))
            .request(1, "the same group");

    assertThat(rows(head)).containsOnlyKeys("analytics-second");
    assertThat(rows(head).get("analytics-second")).startsWith("refused OWN-");
  }

  @Test
  void aMistakeOfTheBaseIsNotTheRequests() throws IOException {
    upstream.file("teams/payments/connectors/bad.yaml", "apiVersion: riparian/v1\nkind: What\n");
    upstream.commit("a mistake");
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    String head = upstream.request(1, "mine");

    Riparian run = plan(head);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .doesNotContain("bad.yaml")
        .contains("what is wrong with other files, and was before, is left out (1)");
  }

  @Test
  void whatRefusesItIsToldThoughItWasWrongBefore() throws IOException {
    upstream.file("platform/policy.yaml", "apiVersion: riparian/v1\nkind: Policy\nspec: 1\n");
    upstream.commit("nothing is let through");
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    String head = upstream.request(1, "mine");

    assertThat(rows(head)).containsOnly(Map.entry("orders-warehouse", "refused POL-1"));
    assertThat(plan(head).out()).contains("error: platform/policy.yaml: ").contains("[POL-1]");
    assertThat(plan(head).exitCode()).isEqualTo(3);
  }

  @Test
  void aGrantThatGoesIsToldAtTheFilesThatNeedIt() throws IOException {
    change("platform/teams/orders.yaml", "orders-", "order-");
    String head = upstream.request(1, "less for them");

    Riparian run = plan(head, "-o", "github");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("::error file=" + WAREHOUSE);
    assertThat(rows(head)).containsEntry("orders-warehouse", "refused OWNERSHIP");
  }

  @ParameterizedTest
  @EnumSource(PlanOutput.Form.class)
  void noFormTellsASecret(PlanOutput.Form form) throws IOException {
    String canary = "canary-7f2c";
    upstream.file(
        "teams/orders/connectors/a.yaml",
        document("orders-a", "topics: orders.placed", "db.password: " + canary + "-1"));
    upstream.commit("a secret before");
    upstream
        .file(
            "teams/orders/connectors/a.yaml",
            document(
                "orders-a",
                "topics: orders.placed",
                "db.password: " + canary + "-2",
                "connection.url: jdbc:postgresql://u:" + canary + "@db/x?password=" + canary))
        .file(
            "teams/orders/connectors/new.yaml",
            document("orders-new", "topics: orders.placed", "api.key: " + canary))
        .file(
            "teams/orders/connectors/broken.yaml",
            document("orders-broken", "db.password: " + canary) + "\n  : [" + canary + "\n")
        .file("teams/orders/connectors/flat.json", "{\"db.password\": \"" + canary + "\", }");
    String head = upstream.request(1, "secrets after");

    Riparian run = plan(head, "-o", form);

    assertThat(run.out() + run.err()).isNotEmpty().doesNotContain(canary);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("SEC-1");
  }

  @ParameterizedTest
  @EnumSource(PlanOutput.Form.class)
  void aSecretThatThePlatformLetsThroughIsMasked(PlanOutput.Form form) throws IOException {
    String canary = "canary-7f2c";
    upstream
        .file(
            "platform/policy.yaml",
            """
            apiVersion: riparian/v1
            kind: Policy
            metadata: {name: policy}
            spec:
              severities:
                - {rule: SEC-1, severity: none}
            """)
        .file(
            "teams/orders/connectors/a.yaml",
            document("orders-a", "topics: orders.placed", "db.password: " + canary + "-1"));
    upstream.commit("let through");
    String head =
        upstream
            .file(
                "teams/orders/connectors/a.yaml",
                document("orders-a", "topics: orders.placed", "db.password: " + canary + "-2"))
            .request(1, "another");

    Riparian run = plan(head, "-o", form);

    assertThat(run.out() + run.err()).isNotEmpty().doesNotContain(canary);
    assertThat(rows(head)).containsEntry("orders-a", "update");
    assertThat(plan(head).out()).contains("~ db.password: ****** -> ******");
  }

  @Test
  void hostileNamesAreTextAndNothingElse() throws IOException {
    String path = "teams/orders/connectors/<img src=x> `@acme` ::error::x\u001b[31m.yaml";
    upstream
        .file(path, document("orders-x`</details>@acme", "topics: orders.placed"))
        .link("teams/orders/connectors/link.yaml", "../../../platform/clusters/shared.yaml")
        .file("teams/orders/connectors/::set-output name=x::y.yaml", "a: [\n");
    String head = upstream.request(1, "hostile");

    assertThat(plan(head).out()).doesNotContain("\u001b");
    assertThat(plan(head, "-o", "markdown").out())
        .doesNotContain("<img", "</details>@", "\u001b", " @acme`");
    assertThat(plan(head, "-o", "github").out())
        .isNotEmpty()
        .doesNotContain("\u001b")
        .doesNotContainPattern("(?m)^::set-output")
        .doesNotContainPattern("(?m)^(?!::(error|warning|notice) file=)");
    assertThat(plan(head, "-o", "junit").out()).contains("&lt;img");
    assertThat(new ObjectMapper().readTree(plan(head, "-o", "sarif").out()).path("runs"))
        .isNotEmpty();
  }

  @Test
  void aCloneIsFoundFromAnyDirectoryOfIt() throws IOException, GitAPIException {
    change(WAREHOUSE, "tasksMax: 1", "tasksMax: 3");
    String head = upstream.request(1, "more");
    Path clone = dir.resolve("clone");
    Git.cloneRepository()
        .setURI(upstream.url())
        .setBranch("main")
        .setDirectory(clone.toFile())
        .call()
        .close();
    try (Git git = Git.open(clone.toFile())) {
      git.fetch().setRefSpecs("refs/pull/1/head:refs/remotes/origin/request").call();
    }
    Files.writeString(clone.resolve(WAREHOUSE), "what is not committed does not count");

    for (Path place : List.of(clone, clone.resolve("teams/orders/connectors"))) {
      Riparian run =
          Riparian.run("plan", "--base", "origin/main", "--head", "origin/request", place);
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("~ update orders-warehouse").contains(head.substring(0, 12));
    }
  }

  @Test
  void aShallowCloneIsRefusedWithWhatToDo() throws GitAPIException {
    upstream.file("README.md", "more\n").commit("more");
    Path clone = dir.resolve("clone");
    Git.cloneRepository()
        .setURI(upstream.url())
        .setBranch("main")
        .setDepth(1)
        .setDirectory(clone.toFile())
        .call()
        .close();

    Riparian run = Riparian.run("plan", "--base", "HEAD~1", "--head", "HEAD", clone);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("`fetch-depth: 0`", "`GIT_DEPTH: 0`");
  }

  @Test
  void whatIsNotThereIsNotDecided(@TempDir Path elsewhere) {
    assertThat(plan("no-such-branch"))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isEqualTo(1);
              assertThat(run.err()).contains("there is no commit 'no-such-branch' here");
            });
    assertThat(Riparian.run("plan", "--base", "a", "--head", "b", elsewhere))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isEqualTo(1);
              assertThat(run.err()).contains("is in no Git repository");
            });
    assertThat(Riparian.run("plan", "--base", "a", "--head", "b", elsewhere.resolve("x")).err())
        .contains("is no directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--base main | give both",
        "--head main | give both",
        "--base main --head main --revision main | leave out --revision",
        "--base main --head main --standalone | leave out --standalone",
        "--base main --head main --server http://localhost:1 | leave out --server",
        "--base main --head main --token-file x | leave out --token-file",
        "--ownership-file CODEOWNERS | with --base and --head only",
        "--ownership-dialect github | with --base and --head only",
        "--platform-owners @a | with --base and --head only",
        "--output markdown | give --base and --head",
        "--standalone --output markdown | give --base and --head",
        "--base main --head main --platform-owners nobody | names no owner",
        "--base main --head main --ownership-file teams/orders/CODEOWNERS | stands in a team's directory",
        "--base main --head main --ownership-dialect bitbucket | GITHUB, GITLAB",
        "--base main --head main --output html | markdown",
      })
  void wrongUsageSaysWhatToDo(String usage) {
    String[] parts = usage.split(" \\| ", -1);
    List<Object> words = new ArrayList<>(List.of("plan", dir.resolve(BARE)));
    words.addAll(List.of(parts[0].split(" ", -1)));

    Riparian run = Riparian.run(words.toArray());

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(parts[1]);
  }
}
