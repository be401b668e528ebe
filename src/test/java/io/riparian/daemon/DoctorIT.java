package io.riparian.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riparian.cli.sandbox.FreePorts;
import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.sandbox.RealConnect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** The internal topics of a real worker on a real Kafka, examined by the packaged daemon. */
class DoctorIT {
  private static final String KAFKA = RealConnect.get().broker().bootstrapServers();
  private static final String DOCTOR = "/api/v1/clusters/shared/doctor";

  private static String group(LocalWorker worker) {
    return worker.jvm().name().replaceFirst("^worker-(.*)-\\d+$", "connect-$1");
  }

  private static String workers(String group, String config) {
    return "{groupId: %1$s, configStorageTopic: %2$s, offsetStorageTopic: %1$s-offset, statusStorageTopic: %1$s-status}"
        .formatted(group, config);
  }

  private static void declare(World world, String servers, String workers) {
    world
        .git()
        .put(
            "platform/clusters/shared.yaml",
            """
            apiVersion: riparian/v1
            kind: Cluster
            metadata: {name: shared}
            spec:
              urls: ["%s"]
              tenancy: {teams: [payments]}
              bootstrapServers: %s
              workers: %s
            """
                .formatted(world.worker().url(), servers, workers));
    world.daemon().walk(world.git().push());
  }

  private static JsonNode examine(World world) {
    RunningDaemon.Reply reply = world.daemon().ask("GET", DOCTOR, RunningDaemon.OPERATOR, "");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  /** What was found by one of the rules about Kafka, but for a plain note. */
  private static List<String> faults(JsonNode report) {
    List<String> found = new ArrayList<>();
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("rule").asText().compareTo("DOC-110") >= 0
          && !finding.path("severity").asText().equals("info")) {
        found.add(
            "%s %s %s: %s"
                .formatted(
                    finding.path("severity").asText(),
                    finding.path("rule").asText(),
                    finding.path("kind").asText(),
                    finding.path("saw").asText()));
      }
    }
    return found;
  }

  private static void alter(Admin admin, String topic, String key, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  @Test
  void internalTopicsAreExaminedAsTheyAre() throws Exception {
    LocalWorker worker = RealConnect.get().freshWorker();
    String group = group(worker);
    try (worker;
        World world = World.of(worker).running();
        Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
      declare(world, KAFKA, workers(group, group + "-config"));

      JsonNode inOrder = examine(world);
      assertThat(faults(inOrder)).isEmpty();
      assertThat(inOrder.path("unanswered")).isEmpty();
      assertThat(inOrder.path("kafka").path("brokers").asInt()).isEqualTo(1);
      assertThat(inOrder.path("kafka").path("groups").toString()).contains(group);

      alter(admin, group + "-offset", "cleanup.policy", "delete");
      admin
          .createTopics(
              List.of(
                  new NewTopic("two-parts", 2, (short) 1)
                      .configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
      declare(world, KAFKA, workers(group, "two-parts"));
      assertThat(faults(examine(world)))
          .hasSize(2)
          .anyMatch(fault -> fault.startsWith("error DOC-110 seen: the topic `two-parts`"))
          .anyMatch(fault -> fault.contains(group + "-offset") && fault.contains("=delete"));
      assertThat(world.daemon().riparian("doctor", "--cluster", "shared").code()).isEqualTo(3);

      declare(world, KAFKA, workers("nobody", group + "-config"));
      assertThat(faults(examine(world)))
          .anyMatch(fault -> fault.startsWith("error DOC-113 seen: no worker is a member"))
          .anyMatch(fault -> fault.contains("there is no topic `nobody-offset`"));

      declare(world, KAFKA, "{}");
      assertThat(faults(examine(world)))
          .singleElement()
          .asString()
          .startsWith("warning DOC-110 check: if it is this cluster's: the topic `" + group);
    }
  }

  @Test
  void aBrokerThatIsNotThereIsNotTakenForOneInOrder() {
    LocalWorker worker = RealConnect.get().worker("daemon-shared");
    String nobody = "127.0.0.1:" + FreePorts.next();
    try (World world = World.of(worker).running()) {
      declare(world, nobody, workers(group(worker), group(worker) + "-config"));

      RunningDaemon.Ending ending = world.daemon().riparian("doctor", "--cluster", "shared");

      assertThat(ending.code()).isEqualTo(1);
      assertThat(ending.out())
          .contains("DOC-113", "? Kafka " + nobody + " could not be looked at.");

      declare(world, worker.url().replace("http://", ""), "{}");
      JsonNode noKafka = examine(world);
      assertThat(noKafka.path("unanswered").path(0).path("problem").asText())
          .contains("does not answer in Kafka's protocol");
      assertThat(faults(noKafka)).singleElement().asString().startsWith("warning DOC-113 check");
    }
  }
}
