package io.riparian.daemon;

import static io.riparian.daemon.CanaryFiles.PASSWORD;
import static io.riparian.daemon.CanaryFiles.cluster;
import static io.riparian.daemon.CanaryFiles.holding;
import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.RunningDaemon.NOBODY;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.cli.Riparian;
import io.riparian.cli.sandbox.ChildJvm;
import io.riparian.forge.StagedForge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever secret comes in, it comes out nowhere. Each way in has a canary of its own, and every
 * way out is read: log, ledger, answers, commands, metrics and traces.
 */
class CanaryIT {
  private static final Manifest LITERAL = holding("payments-literal", Canary.LITERAL);
  private static final Manifest BY_HAND = holding("payments-by-hand", Canary.UNMANAGED);
  private static final Manifest REFUSED = holding(Tampering.REFUSED, Canary.LITERAL);
  private static final Manifest FAILING = holding(Tampering.FAILING, Canary.LITERAL);
  private static final Manifest REQUESTED = holding("payments-literal", Canary.REQUEST_LITERAL);
  private static final Manifest CHANGED = holding("payments-literal", Canary.LITERAL_CHANGED);
  private static final String SHARED_FILE = "platform/clusters/shared.yaml";

  /** The connectors that are asked about; the last one is in broken files only. */
  private static final List<String> NAMES =
      List.of(LITERAL.name(), BY_HAND.name(), REFUSED.name(), FAILING.name(), "payments-wrong");

  /** What came out, and where. */
  private final SortedMap<String, List<Canary>> leaks = new TreeMap<>();

  private void read(String channel, String output) {
    List<Canary> found = Canary.in(output);
    if (!found.isEmpty()) {
      leaks.put(channel, found);
    }
  }

  @Test
  void whatComesInByAnyWayComesOutByNone() {
    Tampering tampering = new Tampering();
    try (SpanSink spans = new SpanSink();
        StagedForge forge = new StagedForge(StagedForge.Kind.GITHUB);
        World world = World.ofOneCluster().withoutGuardRails()) {
      RunningDaemon daemon = world.daemon();
      spans.connect(daemon);
      configure(daemon);
      configure(daemon, forge, world.directory().path());
      CanaryFiles.addTo(world.git());
      world.git().put(SHARED_FILE, cluster(SHARED, world.door().url(), "revert"));
      world.curl().create(BY_HAND);
      world.door().add(tampering);

      world.running(LITERAL, REFUSED, FAILING);
      String before = daemon.status().path("revision").asText();
      strangersCall(daemon);
      String after = change(world);
      letDrift(world);
      read("requests", request(world, forge));

      assertThat(tampering.told())
          .contains(Canary.TRACE, Canary.REFUSAL, Canary.SERVER_ERROR, Canary.VALIDATION);
      readAnswers(daemon);
      readCommands(world, before, after);
      eventually(() -> assertThat(spans.everything()).contains(LITERAL.name()));
      read("traces", spans.everything());
      daemon.stop();
      assertThat(daemon.log()).contains(LITERAL.name(), "DEBUG");
      read("log", daemon.log());
      readWhatIsKept(daemon);
      assertThat(leaks).isEmpty();
    }
  }

  private static void configure(RunningDaemon daemon) {
    daemon
        .set("quarkus.log.level", "DEBUG")
        .set("quarkus.log.category.\"io.quarkus\".level", "DEBUG")
        .set("riparian.mark.keys", Canary.MARK_KEY.text())
        .set("riparian.hooks.generic.secret", Canary.HOOK_SECRET.text())
        .set("riparian.tokens.carla.value", Canary.TOKEN.text())
        .set("riparian.tokens.carla.scopes", "read,plan,operate")
        .set("riparian.credentials.worker.username", Canary.CREDENTIAL_USER.text())
        .set("riparian.credentials.worker.password", Canary.CREDENTIAL_PASSWORD.text());
  }

  /** With a token in place of an app: that is a secret which we send ourselves. */
  private static void configure(RunningDaemon daemon, StagedForge forge, Path directory) {
    forge.settings(directory).entrySet().stream()
        .filter(setting -> !setting.getKey().startsWith("riparian.forge.app."))
        .forEach(setting -> daemon.set(setting.getKey(), setting.getValue()));
    daemon
        .set("riparian.forge.token", Canary.FORGE_TOKEN.text())
        .set("riparian.forge.webhook-secrets", Canary.WEBHOOK_SECRET.text());
  }

  /** Opens a request with one more secret; what was said of it. */
  private static String request(World world, StagedForge forge) {
    String head = world.git().declare(REQUESTED).request(StagedForge.Kind.GITHUB.headRef(7));
    forge.opens(7, "zoe", head);
    eventually(() -> assertThat(forge.conclusion(head)).isPresent());
    eventually(() -> assertThat(forge.comments(7)).isNotEmpty());
    String said = String.join("\n", forge.written());
    assertThat(said).contains(LITERAL.name(), PASSWORD);
    return said;
  }

  /** What strangers send, to every address that takes something. */
  private void strangersCall(RunningDaemon daemon) {
    String hook = "/hooks/generic";
    String header = Canary.HOOK_HEADER.text();
    String body = "{\"password\": \"" + Canary.HOOK_BODY.text() + "\"}";
    read(daemon.ask("POST", hook, NOBODY, body, "X-Riparian-Secret", Canary.HOOK_SECRET.text()));
    read(daemon.ask("POST", hook, NOBODY, body, "X-Riparian-Secret", header));
    read(daemon.ask("POST", hook + "?token=" + header, NOBODY, body));
    String signature = "sha256=" + header;
    read(daemon.ask("POST", "/hooks/github", NOBODY, body, "X-Hub-Signature-256", signature));
    read(daemon.ask("GET", "/api/v1/status", Canary.WRONG_TOKEN.text(), ""));
    for (String path : EveryAnswer.posts(daemon)) {
      for (String wrong :
          List.of(
              "{\"files\": \"%1$s\", \"digest\": [\"%1$s\"], \"from\": [\"%1$s\"]}",
              "{\"secret\": \"%1$s\", \"reason\": \"rotation\"}",
              "{\"kind\": \"%1$s\", \"cluster\": [\"%1$s\"], \"commit\": {\"%1$s\": 1}}",
              "[\"%1$s\"]",
              "\"%1$s\"",
              "{\"revision\": \"%1$s")) {
        String sent = wrong.formatted(Canary.REQUEST_BODY.text());
        read(daemon.ask("POST", path, Canary.TOKEN.text(), sent));
      }
    }
  }

  private void read(RunningDaemon.Reply reply) {
    read(reply.whole().toString(), reply.body() + reply.whole().headers());
  }

  /** Another secret, and a cluster whose address holds one; drift is told from now on. */
  private static String change(World world) {
    String address = "http://ann:" + Canary.CLUSTER_URL.text() + "@127.0.0.1:1";
    String commit =
        world
            .git()
            .put(SHARED_FILE, cluster(SHARED, world.door().url(), "report"))
            .put("platform/clusters/aside.yaml", cluster("aside", address, "report"))
            .declare(CHANGED)
            .push();
    world.daemon().walk(commit);
    return commit;
  }

  private static void letDrift(World world) {
    world.curl().patch(LITERAL.name(), Map.of(PASSWORD, Canary.DRIFT.text()));
    world.daemon().walk();
    assertThat(world.daemon().syncOf(SHARED, LITERAL.name())).isEqualTo("DRIFT_REPORTED");
    assertThat(world.daemon().get("/api/v1/drift").toString()).contains(PASSWORD);
  }

  private void readAnswers(RunningDaemon daemon) {
    for (String name : NAMES) {
      for (String path : EveryAnswer.paths(daemon, name)) {
        RunningDaemon.Reply full = daemon.ask("GET", path, Canary.TOKEN.text(), "");
        assertThat(full.status()).as(path).isEqualTo(200);
        read(full);
        read(daemon.ask("GET", path, RunningDaemon.READER, ""));
        read(daemon.ask("GET", path, NOBODY, ""));
      }
    }
    assertThat(daemon.get("/api/v1/plan").toString()).contains("syntax.yaml", PASSWORD);
  }

  private void readCommands(World world, String before, String after) {
    Path here = world.directory().path();
    String copy = copy(world.git(), here.resolve("copy"));
    String railed = copy(world.git().removeAll("platform/policy.yaml"), here.resolve("railed"));
    String imported = here.resolve("imported").toString();
    Path token = write(here.resolve("token"), Canary.TOKEN.text());
    String failure =
        write(
                here.resolve("failure"),
                "java.net.ConnectException: Connection refused: jdbc:postgresql://db/x?password="
                    + Canary.TOKEN.text())
            .toString();
    EveryCommand commands =
        new EveryCommand(
                List.of("--server", world.daemon().url(), "--token-file", token.toString()),
                this::read)
            .with("validate", copy)
            .with("validate", railed)
            .with("validate", railed, "--cluster", SHARED)
            .with("plan")
            .with("plan", copy)
            .with("plan", railed)
            .with("plan", "--revision", before)
            .with("apply")
            .with("apply", after)
            .with("status")
            .with("drift")
            .with("doctor", "--cluster", SHARED)
            .with("owners", LITERAL.path(), "--file", copy + "/CODEOWNERS")
            .with("owners check", railed)
            .with("diff", before, after)
            .with("explain", "SEC-1")
            .with("explain-failure", failure)
            .with("import", "--cluster", SHARED, "--output-dir", imported)
            .with("new", "FileStreamSource", "--cluster", SHARED, "--team", "payments")
            .with("schema", "--cluster", SHARED)
            .with("policy test", railed)
            .with("notify")
            .with("notify test", "--platform")
            .with("audit", "--limit", "500")
            .with("restart", LITERAL.name(), "--tasks", "all", "--reason", "to see")
            .with("restart", "--secret", "vault:payments/x")
            .with("restart", "--secret", "vault:payments/x", "--reason", "rotation")
            .overriding(LITERAL.name());
    NAMES.forEach(commands::about);

    commands.run();

    read("imported files", everyFile(here.resolve("imported")));
    String server = "http://ann:" + Canary.SERVER_URL.text() + "@127.0.0.1:1";
    Riparian refused = Riparian.run("status", "--server", server);
    read("status --server", refused.out() + refused.err());
  }

  private static String copy(TestRepository git, Path directory) {
    git.files().forEach((path, content) -> write(directory.resolve(path), content));
    return directory.toString();
  }

  /** The mirror's objects are the commits themselves, compressed: they hold what was committed. */
  private void readWhatIsKept(RunningDaemon daemon) {
    String kept = everyFile(daemon.dataDirectory());
    assertThat(kept).contains(LITERAL.name(), "SQLite format 3");
    read("data directory", kept);
  }

  private static String everyFile(Path directory) {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
      return all.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path write(Path file, String content) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      return Files.writeString(file, content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aRepositoryUrlWithASecretIsRefusedAndNotRepeated() {
    try (World world = World.ofOneCluster()) {
      world.git().push();
      for (String url :
          List.of(
              "https://ann:%s@git.example/x",
              "https://%s@git.example/x",
              "https://git.example/x?token=%s",
              "nope://ann:%s@git.example/x",
              "https://ann:%s@git.example/x y")) {
        String secret = url.formatted(Canary.REPOSITORY_URL.text());
        world.daemon().set("riparian.repository.url", secret);

        try (ChildJvm daemon = world.daemon().launch()) {
          assertThatThrownBy(() -> daemon.awaitEnd(Duration.ofSeconds(60)))
              .hasMessageContaining("exit code 1");
        }

        assertThat(world.daemon().log()).contains("the repository URL");
        assertThat(Canary.in(world.daemon().log())).as("log").isEmpty();
      }
    }
  }
}
