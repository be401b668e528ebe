package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.riparian.connect.kafka.KafkaFailure;
import io.riparian.manifest.SmallRepository;
import io.riparian.model.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster file may name a credential for Kafka, and not where it goes. */
class KafkaDoorsTest {
  private static final String SECRET = "s3cret-of-the-file";

  private final Path file;

  KafkaDoorsTest(@TempDir Path directory) throws IOException {
    file = directory.resolve("client.properties");
    Files.writeString(file, "security.protocol=" + SECRET + "\n");
  }

  private static Cluster cluster(String spec) {
    SmallRepository files = SmallRepository.oneTeam();
    return Objects.requireNonNull(
        files
            .file(
                "platform/clusters/shared.yaml",
                "apiVersion: riparian/v1",
                "kind: Cluster",
                "metadata: {name: shared}",
                "spec:",
                "  urls: ['http://shared:8083']",
                spec)
            .resolve()
            .clusters()
            .get("shared"));
  }

  private KafkaDoors doors(String hosts, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "kafka-credentials.scram.file",
                file.toString(),
                "kafka-credentials.scram.hosts",
                hosts));
    settings.addAll(List.of(more));
    return new KafkaDoors(OwnConfiguration.of(settings.toArray(String[]::new)));
  }

  @Test
  void whoNamesNoBrokersIsNotLookedAt() {
    assertThat(doors("*.example").open(cluster(""))).isEmpty();
  }

  @Test
  void aCredentialThatTheDaemonLacksIsTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                doors("*.example")
                    .open(
                        cluster("  bootstrapServers: k.example:1\n  bootstrapCredential: other\n")))
        .withMessageContaining("`other`")
        .withMessageContaining("platform/clusters/shared.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k.elsewhere:9092",
        "k.example:9092,k.elsewhere:9092",
        "k.example.elsewhere:9092",
        "k.example:9093",
        "[::1]:9092"
      })
  void aCredentialIsShownToNoBrokerThatTheDaemonDoesNotList(String servers) {
    Cluster cluster =
        cluster("  bootstrapServers: '" + servers + "'\n  bootstrapCredential: scram\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> doors("*.example:9092").open(cluster))
        .withMessageContaining("riparian.kafka-credentials.scram.hosts");
  }

  @Test
  void theFileIsReadAndNothingOfItTold() {
    Cluster cluster = cluster("  bootstrapServers: 127.0.0.1:1\n  bootstrapCredential: scram\n");

    assertThatExceptionOfType(KafkaFailure.class)
        .isThrownBy(() -> doors("127.0.0.1").open(cluster))
        .returns(KafkaFailure.Kind.BAD_PROPERTIES, KafkaFailure::kind)
        .withMessageNotContaining(SECRET);
  }

  @Test
  void aFileThatCannotBeReadIsTold() throws IOException {
    Files.delete(file);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                doors("127.0.0.1")
                    .open(
                        cluster("  bootstrapServers: 127.0.0.1:1\n  bootstrapCredential: scram\n")))
        .withMessageContaining("riparian.kafka-credentials.scram");
  }

  @Test
  void whatIsNoHostKeepsTheDaemonFromStarting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> doors("kafka://k.example"))
        .withMessageContaining("riparian.kafka-credentials.scram.hosts");
  }
}
