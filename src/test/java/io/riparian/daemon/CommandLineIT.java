package io.riparian.daemon;

import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.RunningDaemon.NOBODY;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.daemon.RunningDaemon.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The commands, by their exit codes and by what people read. */
class CommandLineIT {
  private static final Manifest ORDERS = connector("payments-orders").stopped();

  @Test
  void everythingAsDeclaredEndsWithZero() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      String revision = world.daemon().status().path("revision").asText();

      expect(0, world.daemon().riparian("plan", "--detailed-exitcode"), "as declared");
      expect(0, world.daemon().riparian("status", "--output", "json"), "\"payments-orders\"");
      expect(0, world.daemon().riparian("apply", revision), "0 to change");
      expect(1, world.daemon().riparian("apply", "0123456"), "409");
      expect(1, world.daemon().riparian("plan", "--standalone"), "");
    }
  }

  @Test
  void pendingChangesEndWithTwoOnlyWhenAskedAndFindingsWithThree() {
    try (World world = World.ofOneCluster().observing(SHARED).running(ORDERS)) {
      expect(0, world.daemon().riparian("plan"), "+ create payments-orders (stopped)");
      expect(2, world.daemon().riparian("plan", "--detailed-exitcode"), "1 to change");

      world.curl().create(connector("payments-taken"));
      world.daemon().walk(world.git().declare(connector("payments-taken")).push());

      expect(3, world.daemon().riparian("plan", "--detailed-exitcode"), "NOT_ADOPTED");
      expect(3, world.daemon().riparian("status"), "NOT_ADOPTED");
      expect(3, world.daemon().riparian("apply"), "NOT_ADOPTED");
    }
  }

  @Test
  void whatCannotBeDecidedEndsWithOneAndWrongUsageWithSixtyFour() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      world.door().shut();
      world.daemon().walk();
      expect(1, world.daemon().riparian("plan", "--detailed-exitcode"), "CLUSTER_UNREACHABLE");
      expect(1, world.daemon().riparian("status"), "down");

      List<String> nobody = List.of("status", "--server", "http://127.0.0.1:1");
      expect(1, world.daemon().command(NOBODY, nobody), "no daemon answers");
      expect(
          1,
          world.daemon().command(NOBODY, List.of("apply", "--server", world.daemon().url())),
          "401");
      expect(64, world.daemon().riparian("plan", "--nonsense"), "--nonsense");
      expect(64, world.daemon().riparian("plan", ".", "--revision", "abcdef"), "not both");
      expect(64, world.daemon().riparian("apply", "--accept-baseline"), "--accept-baseline");
      expect(64, world.daemon().riparian("nonsense"), "nonsense");
    }
  }

  @Test
  void editorsGetSchemasAndAuthorsAFileToBeginWith() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      world.forgetCalls();
      expect(0, world.daemon().riparian("schema", "--cluster", SHARED), "\"batch.size\"");
      Ending begun =
          world
              .daemon()
              .riparian("new", "FileStreamSource", "--cluster", SHARED, "--team", "payments");
      expect(0, begun, "    topic: # FILL IN");
      assertThat(begun.out()).contains("it begins with payments-");
      assertThat(world.writes()).isEmpty();

      expect(1, world.daemon().riparian("new", "Nope", "--cluster", SHARED), "404");
      expect(1, world.daemon().riparian("schema", "--cluster", "nope"), "404");
      List<String> nobody = List.of("schema", "--server", "http://127.0.0.1:1", "Team");
      expect(0, world.daemon().command(NOBODY, nobody), "\"contacts\"");
      expect(
          64, world.daemon().riparian("schema", "Pod"), "Connector, Cluster, Grant, Group, Team");
      expect(64, world.daemon().riparian("new", "FileStreamSource"), "--cluster");
    }
  }

  @Test
  void aWorkingCopyIsPlannedAndItsMistakesAreShownWithTheirPlace() throws IOException {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      Path copy = world.directory().path().resolve("copy");
      world.git().declare(ORDERS.with("batch.size", "7"));
      write(copy, world.git().files());
      Ending changed = world.daemon().riparian("plan", copy.toString(), "--detailed-exitcode");
      expect(2, changed, "~ update payments-orders");
      assertThat(changed.out()).contains("+ batch.size");

      world.git().put(ORDERS.path(), ORDERS.yaml().replace("tasksMax: 1", "tasksMax: many"));
      write(copy, world.git().files());
      Ending mistaken = world.daemon().riparian("plan", copy.toString());

      expect(3, mistaken, ORDERS.path() + ":8:13");
      expect(0, world.daemon().riparian("plan"), "as declared");
      assertThat(world.writes()).hasSize(1);
    }
  }

  @Test
  void whatTwoRevisionsDeclareDifferentlyIsToldByConnectorAndKey() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      String before = world.daemon().status().path("revision").asText();
      String after = world.git().declare(ORDERS.with("batch.size", "7")).push();
      world.daemon().walk(after);

      Ending diff = world.daemon().riparian("diff", before, after);

      expect(0, diff, "~ changed shared/payments-orders");
      assertThat(diff.out()).contains("+ batch.size: 7", "1 declared differently");
      expect(0, world.daemon().riparian("diff", after, after), "No connector");
      expect(1, world.daemon().riparian("diff", before, "0123456"), "404");
    }
  }

  private static void write(Path directory, SortedMap<String, String> files) throws IOException {
    for (var file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Path parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(path, file.getValue());
    }
  }

  private static void expect(int code, Ending ending, String said) {
    assertThat(ending.code()).as(ending.toString()).isEqualTo(code);
    assertThat(ending.out() + ending.err()).contains(said);
  }
}
