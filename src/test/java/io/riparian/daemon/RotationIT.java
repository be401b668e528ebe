package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.sandbox.RealConnect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A secret changes in a file of the worker's, and with it the topic to which those write that refer
 * to it: so each connector tells by its topic what it has read.
 */
class RotationIT {
  private static final String ROTATED = "payments-rotated";
  private static final String RESTING = "payments-resting";
  private static final String NEIGHBOUR = "payments-neighbour";

  private final Path directory = RealConnect.get().scratch();

  private Path secrets(String name) {
    return directory.resolve(name + ".properties");
  }

  private Path lines(String connector) {
    return directory.resolve(connector + ".txt");
  }

  private void write(Path file, String line) {
    try {
      Files.writeString(file, line + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void append(String connector) {
    try {
      Files.writeString(lines(connector), "a line\n", CREATE, APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** It has read its file to the end. */
  private void hasReadAll(World world, String connector) throws IOException {
    assertThat(world.curl().offsets(connector))
        .contains("\"position\":" + Files.size(lines(connector)) + "}");
  }

  private Manifest writing(String name, Path secrets) {
    append(name);
    return connector(name)
        .with("file", lines(name).toString())
        .with("topic", "${file:" + secrets + ":topic}");
  }

  @Test
  void onlyThoseThatReferToASecretAreRestartedAndReadTheNewOne() {
    try (LocalWorker worker =
            RealConnect.get()
                .another(
                    "rotation",
                    Map.of(
                        "config.providers",
                        "file",
                        "config.providers.file.class",
                        "org.apache.kafka.common.config.provider.FileConfigProvider"));
        World world = World.of(worker).withoutGuardRails()) {
      Path rotated = secrets("db");
      Path near = secrets("db-2");
      write(rotated, "topic=old");
      write(near, "topic=near-old");
      Manifest resting = writing(RESTING, rotated);
      world.running(writing(ROTATED, rotated), resting.paused(), writing(NEIGHBOUR, near));
      eventually(() -> assertThat(world.curl().topics(ROTATED)).containsExactly("old"));
      eventually(() -> assertThat(world.curl().topics(NEIGHBOUR)).containsExactly("near-old"));
      write(rotated, "topic=new");
      write(near, "topic=near-new");
      world.forgetCalls();

      RunningDaemon.Ending told =
          world.daemon().riparian("restart", "--secret", "file:" + rotated + ":topic");
      assertThat(told.code()).as(told.toString()).isZero();
      assertThat(told.out())
          .contains("would be restarted", SHARED + "/" + ROTATED, "Nothing was done")
          .doesNotContain(NEIGHBOUR);
      assertThat(world.writes()).isEmpty();

      RunningDaemon.Ending done =
          world.daemon().riparian("restart", "--secret", "file:" + rotated, "--reason", "rotation");
      assertThat(done.code()).as(done.toString()).isZero();
      assertThat(done.out())
          .contains("restarted:\n  shared/" + RESTING + "\n  shared/" + ROTATED + "\n")
          .doesNotContain("still use the old one", NEIGHBOUR);

      append(ROTATED);
      append(NEIGHBOUR);
      eventually(() -> assertThat(world.curl().topics(ROTATED)).containsExactly("new", "old"));
      eventually(() -> hasReadAll(world, NEIGHBOUR));
      assertThat(world.curl().topics(NEIGHBOUR)).as("nobody restarted it").containsOnly("near-old");
      assertThat(world.curl().state(RESTING)).isEqualTo("paused");
      assertThat(world.writes()).hasSize(2);

      String resumed = world.git().declare(resting).push();
      eventually(() -> world.daemon().walk(resumed));
      eventually(() -> assertThat(world.curl().topics(RESTING)).containsExactly("new"));
      assertThat(world.daemon().riparian("audit", "--limit", "50").out())
          .contains("begin-restart", "rotation", SHARED + "/" + RESTING);
    }
  }

  @Test
  void aHealthyConnectorIsRestartedOnlyWhereAllOfItIsAskedFor() {
    try (World world = World.ofOneCluster().running(connector("payments-orders"))) {
      world.forgetCalls();

      RunningDaemon.Ending nothing = world.daemon().riparian("restart", "payments-orders");
      assertThat(nothing.code()).as(nothing.toString()).isZero();
      assertThat(nothing.out()).contains("nothing in it has failed");
      assertThat(world.writes()).isEmpty();

      RunningDaemon.Ending all =
          world.daemon().riparian("restart", "payments-orders", "--tasks", "all");
      assertThat(all.code()).as(all.toString()).isZero();
      assertThat(all.out()).contains("restarted:\n  shared/payments-orders");
      assertThat(world.writes()).hasSize(1);

      RunningDaemon.Ending unknown = world.daemon().riparian("restart", "payments-nobody");
      assertThat(unknown.code()).as(unknown.toString()).isEqualTo(1);
      assertThat(unknown.err()).contains("no accepted file declares payments-nobody");
    }
  }
}
