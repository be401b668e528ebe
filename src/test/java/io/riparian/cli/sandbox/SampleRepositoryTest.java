package io.riparian.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRepositoryTest {
  private static final Path SAMPLE = Path.of("sample-repo");

  @Test
  void clusterFilesNameThePortsAndTheDirectoryOfThisSandbox(@TempDir Path directory)
      throws Exception {
    // Each port is the neighbour's usual one: what was put in must not be replaced again.
    SandboxOptions options =
        new SandboxOptions(8080, 18083, 18084, Optional.empty(), Optional.empty(), false);

    SampleRepository seeded =
        SampleRepository.seed(SAMPLE, directory, options.replacements(Path.of("/data")));

    Path clusters = seeded.workingCopy().resolve("platform/clusters");
    assertThat(clusters.resolve("shared.yaml"))
        .content()
        .contains("urls: [http://127.0.0.1:18084]", "bootstrapServers: 127.0.0.1:18083")
        .contains("data.dir: /data");
    assertThat(clusters.resolve("payments.yaml"))
        .content()
        .contains("urls: [http://127.0.0.1:18085]");
  }

  @Test
  void theWorkingCopyIsCleanAndTheBareRepositoryHasItsCommit(@TempDir Path directory)
      throws Exception {
    Files.createDirectories(directory.resolve("sample/platform/.cache"));
    Files.writeString(directory.resolve("sample/platform/.cache/junk"), "junk");
    Files.writeString(directory.resolve("sample/platform/note.yaml"), "note");

    SampleRepository seeded =
        SampleRepository.seed(
            directory.resolve("sample"),
            directory,
            new SandboxOptions(1, 2, 3, Optional.empty(), Optional.empty(), false)
                .replacements(directory));

    try (Git copy = Git.open(seeded.workingCopy().toFile());
        Git bare = Git.open(seeded.bare().toFile())) {
      assertThat(copy.status().call().isClean()).isTrue();
      assertThat(bare.getRepository().resolve("refs/heads/main"))
          .isEqualTo(copy.getRepository().resolve("HEAD"));
    }
    assertThat(seeded.workingCopy().resolve("platform/note.yaml")).exists();
    assertThat(seeded.workingCopy().resolve("platform/.cache")).doesNotExist();
  }

  @Test
  void theSampleHasElevenConnectorsOneOfThemPausedAndOneStopped() {
    SampleContent content = SampleContent.read(SAMPLE);

    assertThat(content.states())
        .hasSize(11)
        .contains(
            entry("orders-returns-source", "PAUSED"),
            entry("payments-chargebacks-source", "STOPPED"));
    assertThat(content.states().values()).filteredOn("RUNNING"::equals).hasSize(9);
    assertThat(content.sinkFiles()).hasSize(5);
  }
}
