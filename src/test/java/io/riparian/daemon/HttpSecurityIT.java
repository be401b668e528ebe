package io.riparian.daemon;

import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.RunningDaemon.NOBODY;
import static io.riparian.daemon.RunningDaemon.OPERATOR;
import static io.riparian.daemon.RunningDaemon.READER;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.cli.sandbox.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may ask what, and what nobody is ever told. */
class HttpSecurityIT {
  private static final String VALUE = "canary-value-5f1c";
  private static final String SECRET = "canary-secret-9d2e";
  private static final String PLANNER = "planner-token-0123456789";
  private static final Manifest ORDERS =
      connector("payments-orders").stopped().with("topic", VALUE).with("database.password", SECRET);

  private static final Map<String, String> MUTATING =
      Map.of(
          "/api/v1/apply", "{}",
          "/api/v1/acknowledgements", "{\"digest\":\"0000000000000000\"}",
          "/api/v1/baseline", "{\"commit\":\"0000000000000000000000000000000000000000\"}",
          "/api/v1/restarts", "{\"connector\":\"payments-nobody\"}",
          "/api/v1/history", "{\"commit\":\"0000000000000000000000000000000000000000\"}");

  private static final List<String> READING =
      List.of(
          "/api/v1/status",
          "/api/v1/connectors",
          "/api/v1/clusters",
          "/api/v1/teams",
          "/api/v1/plan",
          "/api/v1/cycles",
          "/api/v1/units",
          "/api/v1/drift",
          "/api/v1/interventions",
          "/api/v1/why?connector=payments-orders",
          "/api/v1/connectors/shared/payments-orders/why",
          "/api/v1/notify",
          "/api/v1/clusters/shared/plugins",
          "/api/v1/clusters/shared/plugins/FileStreamSource?team=payments",
          "/api/openapi",
          "/q/health",
          "/q/metrics");

  /** What nobody reads without a token, and which token lacks the scope. */
  private static final Map<String, String> GUARDED =
      Map.of(
          "/api/v1/clusters/shared/doctor", READER,
          "/api/v1/restarts", READER,
          "/api/v1/restarts/plan?secret=vault:payments/x", READER,
          "/api/v1/clusters/shared/unmanaged", PLANNER,
          "/api/v1/audit", PLANNER);

  @Test
  void nothingIsDoneForAnybodyWithoutTheRightToken() {
    try (World world = World.ofOneCluster()) {
      world.daemon().set("riparian.tokens.paul.value", PLANNER);
      world.daemon().set("riparian.tokens.paul.scopes", "plan");
      world.running(ORDERS);
      MUTATING.forEach(
          (path, body) -> {
            assertThat(world.daemon().post(path, NOBODY, body).status()).as(path).isEqualTo(401);
            assertThat(world.daemon().post(path, "wrong", body).status()).as(path).isEqualTo(401);
            assertThat(world.daemon().post(path, READER, body).status()).as(path).isEqualTo(403);
            assertThat(world.daemon().post(path, OPERATOR, body).status())
                .as(path)
                .isIn(200, 404, 409);
          });
      GUARDED.forEach(
          (path, lacking) -> {
            assertThat(get(world, path, NOBODY).status()).as(path).isEqualTo(401);
            assertThat(get(world, path, "wrong").status()).as(path).isEqualTo(401);
            assertThat(get(world, path, lacking).status()).as(path).isEqualTo(403);
            assertThat(get(world, path, OPERATOR).status()).as(path).isEqualTo(200);
          });
      assertThat(get(world, EveryAnswer.STREAM, NOBODY).status()).isEqualTo(401);
      assertThat(get(world, EveryAnswer.STREAM, "wrong").status()).isEqualTo(401);
      for (String path : READING.stream().filter(path -> path.startsWith("/api/v1/")).toList()) {
        assertThat(world.daemon().ask("GET", path, "wrong", "").status()).as(path).isEqualTo(401);
      }
      assertThat(world.daemon().post("/api/v1/plan", READER, "{\"files\":{}}").status())
          .isEqualTo(403);
    }
  }

  @Test
  void noValueOfAnyConfigurationIsTold() {
    try (World world = World.ofOneCluster().withoutGuardRails().running(ORDERS)) {
      world.curl().patch("payments-orders", Map.of("topic", VALUE + "-drifted"));
      world.daemon().walk();
      assertThat(world.curl().config("payments-orders")).containsEntry("topic", VALUE);
      // Connect refuses this one, and repeats its value in what it says.
      world.git().declare(connector("payments-wrong").stopped().with("batch.size", VALUE));
      world.git().put("teams/payments/connectors/list.yaml", yaml("database.password: [" + SECRET));
      world.daemon().walk(world.git().push());
      assertThat(world.daemon().connector(SHARED, "payments-wrong").path("why").asText())
          .contains("Connect refused", "batch.size");
      assertThat(world.daemon().status().path("diagnostics").toString()).contains("list.yaml");
      world.observing(SHARED).git().declare(ORDERS.with("topic", VALUE + "-2"));
      world.git().declare(ORDERS.with("database.password", SECRET + "-2"));
      world.daemon().walk(world.git().push());

      for (String path : READING) {
        RunningDaemon.Reply reply = world.daemon().ask("GET", path, NOBODY, "");
        assertThat(reply.status()).as(path).isEqualTo(200);
        assertThat(reply.body()).as(path).doesNotContain(VALUE, SECRET);
      }
      assertThat(plan(world, NOBODY).body())
          .contains("database.password")
          .doesNotContain(VALUE, SECRET);
      for (String path : READING) {
        assertThat(world.daemon().ask("GET", path, READER, "").body())
            .as(path)
            .doesNotContain(SECRET);
      }
      for (String path : GUARDED.keySet()) {
        assertThat(get(world, path, OPERATOR).body()).as(path).doesNotContain(SECRET);
      }
      assertThat(plan(world, OPERATOR).body()).contains("database.password").doesNotContain(SECRET);
      assertThat(world.daemon().log()).contains("payments-orders").doesNotContain(VALUE, SECRET);
      assertThat(world.daemon().everythingKept())
          .contains("payments-orders")
          .doesNotContain(SECRET);
    }
  }

  private static RunningDaemon.Reply get(World world, String path, String token) {
    return world.daemon().ask("GET", path, token, "");
  }

  private static String yaml(String config) {
    return """
        apiVersion: riparian/v1
        kind: Connector
        metadata:
          name: payments-list
        spec:
          cluster: shared
          class: Any
          config:
            %s]
        """
        .formatted(config);
  }

  /** The plan of the whole working copy, as {@code riparian plan DIR} asks for it. */
  private static RunningDaemon.Reply plan(World world, String token) {
    StringBuilder files = new StringBuilder();
    world
        .git()
        .files()
        .forEach(
            (path, content) ->
                files
                    .append(files.isEmpty() ? "" : ",")
                    .append('"')
                    .append(path)
                    .append("\":\"")
                    .append(
                        Base64.getEncoder()
                            .encodeToString(content.getBytes(StandardCharsets.UTF_8)))
                    .append('"'));
    RunningDaemon.Reply reply =
        world.daemon().post("/api/v1/plan", token, "{\"files\":{" + files + "}}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }

  @Test
  void withoutTokensNobodyBeyondThisMachineIsServed() {
    try (World world = World.ofOneCluster()) {
      world.git().push();
      world.daemon().unset("riparian.tokens.").set("quarkus.http.host", "0.0.0.0");

      ChildJvm daemon = world.daemon().launch();

      assertThatThrownBy(() -> daemon.awaitEnd(Duration.ofSeconds(60)))
          .hasMessageContaining("exit code 1")
          .hasMessageContaining("no token is configured");
    }
  }

  @Test
  void theHookWantsItsSecretAndIsLimited() {
    try (World world = World.ofOneCluster()) {
      world.git().push();
      world.daemon().set("quarkus.http.host", "0.0.0.0");
      world.daemon().set("riparian.hooks.generic.secret", "the-secret-of-the-hook");
      world.daemon().set("riparian.hooks.generic.per-minute", "4").start();

      assertThat(hook(world)).isEqualTo(401);
      assertThat(hook(world, "X-Riparian-Secret", "wrong")).isEqualTo(401);
      assertThat(hook(world, "X-Riparian-Secret", "the-secret-of-the-hook")).isEqualTo(202);

      assertThat(List.of(hook(world), hook(world))).contains(429);
      assertThat(world.daemon().post("/api/v1/plan", NOBODY, "{\"files\":{}}").status())
          .isEqualTo(401);
    }
  }

  private static int hook(World world, String... headers) {
    return world.daemon().ask("POST", "/hooks/generic", NOBODY, "", headers).status();
  }
}
