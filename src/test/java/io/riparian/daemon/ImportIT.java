package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.RunningDaemon.NOBODY;
import static io.riparian.daemon.RunningDaemon.OPERATOR;
import static io.riparian.daemon.RunningDaemon.READER;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.daemon.RunningDaemon.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What runs already becomes files, and the files say what runs. */
class ImportIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MANY = 200;
  private static final String UNMANAGED = "/api/v1/clusters/" + SHARED + "/unmanaged";

  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "no",
          "On",
          "true",
          "TRUE",
          "null",
          "~",
          "0123",
          "1e3",
          "1.50",
          "-0",
          "0x1F",
          "99999999999999999999",
          "12:30:45",
          "2026-01-01",
          " leading",
          "trailing ",
          "a: b",
          "a #b",
          "- a",
          "*a",
          "&a",
          "!a",
          "|",
          "%a",
          "@a",
          "'a'",
          "it's",
          "\"q\"",
          "back\\slash",
          "{a: b}",
          "[a, b]",
          "=",
          "<<",
          "${file:/etc/some.properties:user}",
          "${var:x}",
          "$${var:x}",
          "${date:now:yyyy-MM-dd}",
          "two\nlines",
          "\nfirst empty\n\n",
          "tab\tinside",
          "cr\r\n",
          "größe",
          "日本語",
          "😀",
          "\u00a0",
          "\u0085",
          "\u2028x",
          "\ufeff",
          "\u0007",
          "---",
          "a.long.value, ".repeat(400),
          "orders,invoices",
          "org.example.Filter$Value",
          ".*\\.orders");

  @Test
  void whatIsImportedIsAdoptedWithoutASingleWrite() throws IOException {
    try (World world = World.ofOneCluster()) {
      world.withoutGuardRails().running();
      Map<String, Map<String, String>> running = createMany(world);
      eventually(() -> assertThat(unmanaged(world)).hasSize(MANY));
      Path copy = world.directory().path().resolve("copy");

      Ending imported = imports(world, copy);

      assertThat(imported.code()).as(imported.toString()).isZero();
      assertThat(imported.out()).contains(MANY + " written");
      assertThat(imports(world, copy).out()).contains("0 written, " + MANY + " there already");

      files(copy).forEach(world.git()::put);
      write(copy, world.git().files());
      Ending planned = world.daemon().riparian("plan", copy.toString(), "--output", "json");
      assertThat(planned.code()).as(planned.toString()).isZero();
      JsonNode adoptions = JSON.readTree(planned.out()).at("/clusters/0/changes");
      assertThat(adoptions).hasSize(MANY);
      assertThat(adoptions)
          .allSatisfy(change -> assertThat(change.path("kind").asText()).isEqualTo("adopt"))
          .allSatisfy(change -> assertThat(change.path("diff")).isEmpty());
      assertThat(JSON.readTree(planned.out()).path("diagnostics"))
          .as("all of it is declared as it runs, also keys that nobody reads")
          .allSatisfy(each -> assertThat(each.path("rule").asText()).isEqualTo("MAN-061"));

      String commit = world.git().push();
      eventually(() -> world.daemon().walk(commit));
      world.daemon().walk();
      List<String> changes = world.daemon().changes();
      world.daemon().walk();

      assertThat(changes).filteredOn(change -> change.startsWith("adopt")).hasSize(MANY);
      assertThat(changes).allMatch(change -> change.matches("(adopt|remember) .*"));
      assertThat(world.daemon().changes()).isEqualTo(changes);
      assertThat(world.writes()).isEmpty();
      assertThat(world.daemon().get("/api/v1/connectors"))
          .hasSize(MANY)
          .allSatisfy(each -> assertThat(each.path("sync").asText()).isEqualTo("synced"))
          .allSatisfy(each -> assertThat(each.path("declaredState").asText()).isEqualTo("stopped"));
      assertThat(world.daemon().riparian("plan", "--detailed-exitcode").code()).isZero();
      running.forEach(
          (name, config) -> assertThat(world.curl().config(name)).as(name).isEqualTo(config));
    }
  }

  @Test
  void noSecretLeavesTheDaemonAndAPlaceholderIsNeverDeployed() throws IOException {
    try (World world = World.ofOneCluster().running()) {
      Manifest orders = Manifest.connector("payments-orders").with("database.password", "hunter2");
      Manifest nobodys = Manifest.connector("orders-lake").with("api.token", "hunter2");
      world.curl().createStopped(orders.name(), orders.expected());
      world.curl().createStopped(nobodys.name(), nobodys.expected());
      eventually(() -> assertThat(unmanaged(world)).hasSize(2));
      Path copy = world.directory().path().resolve("copy");

      Ending imported = imports(world, copy);

      String file = "teams/payments/connectors/shared/payments-orders.yaml";
      assertThat(imported.code()).isEqualTo(3);
      assertThat(imported.out())
          .contains(file + ": database.password", "orders-lake: no grant covers");
      assertThat(files(copy)).containsOnlyKeys(file);
      String text = Files.readString(copy.resolve(file));
      assertThat(text).contains("\"${vault:FILL-IN:database.password}\" #");
      assertThat(text + imported + world.daemon().ask("GET", UNMANAGED, READER, "").body())
          .doesNotContain("hunter2");
      assertThat(world.daemon().ask("GET", UNMANAGED, NOBODY, "").status()).isEqualTo(401);
      assertThat(world.daemon().ask("GET", "/api/v1/clusters/none/unmanaged", READER, "").status())
          .isEqualTo(404);

      String placeholder = world.git().put(file, text).push();
      eventually(() -> world.daemon().walk(placeholder));
      Ending refused = world.daemon().riparian("plan");
      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.out()).contains("MAN-057", file + ":12:");
      assertThat(world.writes()).isEmpty();

      String filled =
          world.git().put(file, text.replace("vault:FILL-IN:", "vault:payments/db:")).push();
      eventually(() -> world.daemon().walk(filled));
      eventually(
          () -> {
            world.daemon().walk();
            assertThat(world.curl().config(orders.name()))
                .containsEntry("database.password", "${vault:payments/db:database.password}");
          });
      assertThat(world.daemon().changes())
          .containsSubsequence("adopt payments-orders commit", "update payments-orders commit")
          .filteredOn(change -> change.startsWith("update"))
          .hasSize(1);
    }
  }

  private static Map<String, Map<String, String>> createMany(World world) {
    Random random = new Random(20261122);
    Map<String, Map<String, String>> all = new TreeMap<>();
    IntStream.range(0, MANY)
        .forEach(
            i -> {
              Manifest like = Manifest.connector("payments-" + i);
              Map<String, String> config = new TreeMap<>(like.expected());
              for (int key = 0; key < 6; key++) {
                config.put("odd.key-" + key + ".of", ODD.get(random.nextInt(ODD.size())));
              }
              // Each odd value at least three times, whatever the dice say.
              config.put("transforms.x$Y.[" + i % 7 + "]", ODD.get(i % ODD.size()));
              config.put("größe " + i % 3, "1");
              all.put(like.name(), config);
            });
    all.entrySet().parallelStream()
        .forEach(each -> world.curl().createStopped(each.getKey(), each.getValue()));
    return all;
  }

  private static JsonNode unmanaged(World world) {
    world.daemon().walk();
    return world.daemon().ask("GET", UNMANAGED, OPERATOR, "").json().path("connectors");
  }

  private static Ending imports(World world, Path copy) {
    return world.daemon().riparian("import", "--cluster", SHARED, "--output-dir", copy.toString());
  }

  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static void write(Path directory, Map<String, String> files) {
    List<String> paths = new ArrayList<>(files.keySet());
    for (String path : paths) {
      Path file = directory.resolve(path);
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, files.getOrDefault(path, ""));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
