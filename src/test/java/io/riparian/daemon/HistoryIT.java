package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.RunningDaemon.NOBODY;
import static io.riparian.daemon.RunningDaemon.READER;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.forge.StagedForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What happened and what is to come, as a real worker and a real daemon tell it. */
class HistoryIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Manifest ORDERS = connector("payments-orders").with("batch.size", "7");
  private static final Manifest REFUSED = connector("payments-bad").with("batch.size", "many");
  private static final Pattern METRIC = Pattern.compile("(?m)^(riparian_[a-z_]+?)(?:\\{| )");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^### `(riparian_[a-z_]+)");

  private static World reportingDrift() {
    World world = World.ofOneCluster();
    String path = "platform/clusters/" + SHARED + ".yaml";
    world.git().put(path, world.git().files().get(path) + "  drift: report\n");
    return world;
  }

  @Test
  void driftThatIsOnlyReportedStaysAndIsAsOldAfterARestartAsBefore() {
    try (World world = reportingDrift().running(ORDERS)) {
      world.forgetCalls();
      world.curl().patch("payments-orders", Map.of("batch.size", "9"));
      eventually(
          () ->
              assertThat(world.daemon().syncOf(SHARED, "payments-orders"))
                  .isEqualTo("DRIFT_REPORTED"));

      JsonNode drift = world.daemon().get("/api/v1/drift").path("connectors").path(0);
      JsonNode key = drift.path("keys").path(0);
      assertThat(key.path("key").asText()).isEqualTo("batch.size");
      assertThat(key.path("running").asText()).isEmpty();
      JsonNode shown = world.daemon().ask("GET", "/api/v1/drift", READER, "").json();
      assertThat(shown.path("connectors").path(0).path("keys").path(0).path("running").asText())
          .isEqualTo("9");

      world.daemon().stop();
      world.daemon().start().walk();

      assertThat(
              world.daemon().get("/api/v1/drift").path("connectors").path(0).path("since").asText())
          .isEqualTo(drift.path("since").asText());
      RunningDaemon.Ending told = world.daemon().riparian("drift", "payments-orders");
      assertThat(told.code()).as(told.toString()).isEqualTo(3);
      assertThat(told.out()).contains("batch.size: 7 -> 9", "DRIFT_REPORTED");
      assertThat(world.curl().config("payments-orders")).containsEntry("batch.size", "9");
      assertThat(world.writes()).isEmpty();
      assertThat(world.daemon().riparian("drift", "payments-other").code()).isZero();
    }
  }

  @Test
  void whyTellsOfADeclaredConnectorAndOfAnyOtherName() {
    try (World world = World.ofOneCluster()) {
      world.curl().create("by-hand", connector("by-hand").expected());
      world.running(ORDERS);
      String revision = world.daemon().status().path("revision").asText();

      JsonNode page = world.daemon().get("/api/v1/connectors/shared/payments-orders/why");
      assertThat(page.path("declared").path("at").asText()).startsWith(ORDERS.path() + ":");
      assertThat(page.path("lastChange").path("kind").asText()).isEqualTo("create");
      assertThat(page.path("lastChange").path("revision").asText()).isEqualTo(revision);
      assertThat(page.path("applied").path("revision").asText()).isEqualTo(revision);
      assertThat(page.path("observed").path("presence").asText()).isEqualTo("present");

      RunningDaemon.Ending told = world.daemon().riparian("why", "payments-orders");
      assertThat(told.code()).as(told.toString()).isZero();
      assertThat(told.out()).contains(ORDERS.path(), "create (commit) done", "it is ours");
      assertThat(world.daemon().riparian("why", "by-hand").out())
          .contains("by no file", "not ours: undeclared");
      assertThat(world.daemon().riparian("why", "nonsense", "--cluster", SHARED).out())
          .contains("by no file", "proven not to be there");

      JsonNode cluster = world.daemon().get("/api/v1/clusters").path(0);
      assertThat(cluster.path("attempted").asText()).isEqualTo(revision);
      assertThat(cluster.path("applied").asText()).isEqualTo(revision);
    }
  }

  @Test
  void everyMetricIsDocumentedAndEveryDocumentedMetricIsThere() throws IOException {
    Set<String> documented = new TreeSet<>();
    Matcher heading = DOCUMENTED.matcher(Files.readString(Path.of("docs/observability.md")));
    while (heading.find()) {
      documented.add(heading.group(1));
    }
    try (StagedForge forge = new StagedForge(StagedForge.Kind.GITEA);
        World world = reportingDrift()) {
      forge.settings(world.directory().path()).forEach(world.daemon()::set);
      world
          .daemon()
          .set("riparian.notify.channels.hook.type", "webhook")
          .set("riparian.notify.channels.hook.url", "http://127.0.0.1:9/nobody");
      world.running(ORDERS, REFUSED);
      world.curl().patch("payments-orders", Map.of("batch.size", "9"));
      eventually(
          () ->
              assertThat(world.daemon().syncOf(SHARED, "payments-orders"))
                  .isEqualTo("DRIFT_REPORTED"));
      world.daemon().walk().walk();

      eventually(() -> assertThat(scraped(world)).isEqualTo(documented));
      eventually(
          () ->
              assertThat(series(world, "riparian_connector_info", "payments-orders"))
                  .singleElement()
                  .asString()
                  .contains("sync=\"drifted\"", "held=\"true\"", "team=\"payments\""));
      world.curl().patch("payments-orders", Map.of("batch.size", "7"));
      eventually(
          () ->
              assertThat(series(world, "riparian_connector_info", "payments-orders"))
                  .singleElement()
                  .asString()
                  .contains("sync=\"synced\"", "held=\"false\""));
      assertThat(metrics(world)).doesNotContain("batch.size");
    }
  }

  private static String metrics(World world) {
    return world.daemon().ask("GET", "/q/metrics", NOBODY, "").body();
  }

  private static Set<String> scraped(World world) {
    Set<String> names = new TreeSet<>();
    Matcher metric = METRIC.matcher(metrics(world));
    while (metric.find()) {
      names.add(metric.group(1).replaceFirst("_(bucket|count|sum|max)$", ""));
    }
    return names;
  }

  private static List<String> series(World world, String metric, String connector) {
    return metrics(world)
        .lines()
        .filter(line -> line.startsWith(metric + "{") && line.contains('"' + connector + '"'))
        .toList();
  }

  @Test
  void eachLineOfACycleCarriesItsClusterItsIdAndItsRevisionInJson() throws IOException {
    try (World world = World.ofOneCluster()) {
      world.daemon().set("quarkus.log.console.json.enabled", "true");
      world.running(ORDERS);

      List<JsonNode> changes = new ArrayList<>();
      for (String line : world.daemon().log().lines().toList()) {
        JsonNode entry = JSON.readTree(line);
        assertThat(entry.path("level").asText()).isNotEmpty();
        if (entry.path("message").asText().contains("shared/payments-orders: CREATE")) {
          changes.add(entry);
        }
      }
      String revision = world.daemon().status().path("revision").asText();
      JsonNode cycle = world.daemon().get("/api/v1/cycles?cluster=shared&limit=500");
      assertThat(changes)
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.path("mdc").path("cluster").asText()).isEqualTo(SHARED);
                assertThat(entry.path("mdc").path("revision").asText()).isEqualTo(revision);
                assertThat(cycle.findValuesAsText("id"))
                    .contains(entry.path("mdc").path("cycle").asText());
              });
    }
  }
}
