package io.riparian.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.cli.SandboxCommand;
import io.riparian.cli.sandbox.ChildJvm;
import io.riparian.cli.sandbox.FreePorts;
import io.riparian.cli.sandbox.SandboxRuntime;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SandboxIT {
  private final Path scratch;
  private final Path log;

  SandboxIT(@TempDir Path scratch) {
    this.scratch = scratch.toAbsolutePath();
    this.log = this.scratch.resolve("sandbox.log");
  }

  @Test
  void everythingRunsAndRecordsFlowAndNothingIsLeftBehind() throws Exception {
    Path temporary = Files.createDirectory(scratch.resolve("tmp"));
    ChildJvm sandbox = start(temporary);
    try {
      sandbox.await(() -> said("Ctrl-C ends it all"), Duration.ofMinutes(2));
      assertThat(log)
          .content()
          .contains("11 connectors", "in their declared states")
          .contains("into all 5 sink files")
          .doesNotContain("  !  ");

      Path workingCopy;
      try (Stream<Path> made = Files.list(temporary)) {
        workingCopy =
            made.filter(path -> path.getFileName().toString().startsWith("riparian-sandbox-"))
                .findFirst()
                .orElseThrow()
                .resolve("connectors");
      }
      git(workingCopy, "rm", "-q", "teams/orders/connectors/warehouse.yaml");
      git(workingCopy, "commit", "-q", "-m", "No warehouse");
      git(workingCopy, "push", "-q");
      sandbox.await(() -> said("shared/orders-warehouse  gone"), Duration.ofSeconds(20));

      List<ProcessHandle> children =
          ProcessHandle.of(sandbox.pid()).orElseThrow().descendants().toList();
      assertThat(children).hasSize(4);
      long begun = System.nanoTime();
      sandbox.stop(Duration.ofSeconds(10));

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertThat(temporary).isEmptyDirectory();
      assertThat(log).content().contains("Nothing is left behind.");
    } finally {
      sandbox.kill();
    }
  }

  @Test
  void stoppedWhileItStartsItLeavesNothingBehindEither() throws Exception {
    Path temporary = Files.createDirectory(scratch.resolve("tmp"));
    ChildJvm sandbox = start(temporary);
    try {
      sandbox.await(() -> said("Kafka broker"), Duration.ofMinutes(1));
      List<ProcessHandle> children =
          ProcessHandle.of(sandbox.pid()).orElseThrow().descendants().toList();

      sandbox.stop(Duration.ofSeconds(10));

      assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
      assertThat(temporary).isEmptyDirectory();
      assertThat(log).content().doesNotContain("stopped while starting", "Exception");
    } finally {
      sandbox.kill();
    }
  }

  @Test
  void aTakenPortIsNamedTogetherWithTheOptionToChooseAnother() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StringWriter said = new StringWriter();
      int exit =
          new CommandLine(new SandboxCommand())
              .setErr(new PrintWriter(said, true))
              .execute("--kafka-port", Integer.toString(other.getLocalPort()));

      assertThat(exit).isEqualTo(1);
      assertThat(said.toString())
          .contains("port " + other.getLocalPort() + " (for Kafka) is taken")
          .contains("--kafka-port");
    }
  }

  private ChildJvm start(Path temporary) throws IOException {
    int connectPort = FreePorts.next();
    return ChildJvm.start(
        new ChildJvm.Recipe(
            "sandbox",
            scratch,
            testClassPath(),
            List.of(
                "-Driparian.tether.grace=20000",
                "-Djava.io.tmpdir=" + temporary,
                "-D" + SandboxRuntime.BUILD_DIR + "=" + buildWithFakeDaemon()),
            SandboxMain.class.getName(),
            List.of(
                "--port=" + FreePorts.next(),
                "--kafka-port=" + FreePorts.next(),
                "--connect-port=" + connectPort,
                "--sample=" + Path.of("sample-repo").toAbsolutePath()),
            Map.of()));
  }

  private boolean said(String words) {
    try {
      return Files.readString(log).contains(words);
    } catch (IOException notYet) {
      return false;
    }
  }

  private Path buildWithFakeDaemon() throws IOException {
    Path build = Files.createDirectories(scratch.resolve("build"));
    Files.createSymbolicLink(build.resolve("sandbox"), SandboxRuntime.find().lib().getParent());
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, FakeDaemon.class.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        testClassPath().stream()
            .map(entry -> new File(entry).toURI().toString())
            .collect(Collectors.joining(" ")));
    Path jar = build.resolve("quarkus-app").resolve("quarkus-run.jar");
    Files.createDirectories(jar.getParent());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return build;
  }

  private static List<String> testClassPath() {
    // Surefire names the class path here when it starts its JVM from a jar with nothing but a
    // manifest.
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.asList(all.split(File.pathSeparator, -1));
  }

  private static void git(Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
    assertThat(git.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(git.exitValue()).isZero();
  }
}
