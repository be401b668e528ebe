package io.riparian.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;
import static org.apache.kafka.common.acl.AclPermissionType.DENY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.riparian.cli.sandbox.FreePorts;
import io.riparian.cli.sandbox.LocalBroker;
import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.cli.sandbox.SandboxRuntime;
import io.riparian.model.KafkaSight.Member;
import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.KafkaSight.TopicSettings;
import io.riparian.model.KafkaSight.WorkerGroup;
import io.riparian.model.PartitionOffsets;
import io.riparian.sandbox.RealConnect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker, with a real worker on it. */
class AdminClusterIT {
  private static KafkaCluster open(LocalBroker broker) {
    return new KafkaEndpoint(
            List.of(broker.bootstrapServers()),
            Map.of(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30))
        .open();
  }

  private static Admin admin(LocalBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @Test
  void aWorkersGroupAndTopicsAreSeenAsTheyAre() throws Exception {
    LocalBroker broker = RealConnect.get().broker();
    LocalWorker worker = RealConnect.get().worker("looked-at");
    try (KafkaCluster kafka = open(broker);
        Admin admin = admin(broker)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("looked-at-wrong", 2, (short) 1)
                      .configs(
                          Map.of(
                              "cleanup.policy", "compact,delete",
                              "min.insync.replicas", "2",
                              "retention.ms", "1000"))))
          .all()
          .get();

      assertThat(kafka.identity().brokers()).isEqualTo(1);
      assertThat(kafka.identity().clusterId()).isNotEmpty();
      assertThat(kafka.topicNames())
          .contains("connect-looked-at-config", "looked-at-wrong")
          .doesNotContain("no-such-topic");
      assertThat(
              kafka.topics(Set.of("connect-looked-at-config", "looked-at-wrong", "no-such-topic")))
          .containsExactly(
              new Topic(
                  "connect-looked-at-config",
                  Presence.THERE,
                  1,
                  1,
                  Optional.of(new TopicSettings(Set.of("compact"), 1, 604_800_000))),
              new Topic(
                  "looked-at-wrong",
                  Presence.THERE,
                  2,
                  1,
                  Optional.of(new TopicSettings(Set.of("compact", "delete"), 2, 1_000))),
              Topic.unseen("no-such-topic", Presence.ABSENT));
      assertThat(kafka.workerGroups(Set.of("no-such-group")))
          .contains(new WorkerGroup("no-such-group", Presence.ABSENT, List.of()))
          .filteredOn(group -> group.id().equals("connect-looked-at"))
          .singleElement()
          .extracting(WorkerGroup::members)
          .asInstanceOf(list(Member.class))
          .extracting(Member::address)
          .containsExactly(Optional.of(URI.create(worker.url()).getAuthority()));
    }
  }

  @Test
  void groupsAreToldWithWhatTheyHaveCommittedAndWhereTopicsEnd() throws Exception {
    LocalBroker broker = RealConnect.get().broker();
    try (KafkaCluster kafka = open(broker);
        Admin admin = admin(broker)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("read-on", 2, (short) 1), new NewTopic("read-gone", 1, (short) 1)))
          .all()
          .get();
      try (Producer<byte[], byte[]> producer = producer(broker, Map.of())) {
        for (int i = 0; i < 5; i++) {
          producer.send(new ProducerRecord<>("read-on", 1, null, new byte[] {1})).get();
        }
      }
      commit(admin, "reading-on", Map.of("read-on-0", 0L, "read-on-1", 2L));
      commit(admin, "reading-gone", Map.of("read-gone-0", 0L));
      admin.deleteTopics(Set.of("read-gone")).all().get();

      assertThat(kafka.groupOffsets(Set.of("reading-on", "reading-gone", "no-such-group")))
          .containsExactly(
              entry("no-such-group", List.of()),
              entry("reading-gone", List.of()),
              entry(
                  "reading-on",
                  List.of(
                      new PartitionOffsets("read-on", 0, 0, OptionalLong.of(0)),
                      new PartitionOffsets("read-on", 1, 2, OptionalLong.of(5)))));
    }
  }

  /** What makes a lag of one no record that waits. */
  @Test
  void aSinkThatHasReadATransactionToItsEndLagsByItsMarker(@TempDir Path directory)
      throws Exception {
    LocalBroker broker = RealConnect.get().broker();
    LocalWorker worker = RealConnect.get().worker("looked-at");
    Path file = directory.resolve("sink.txt");
    try (Producer<byte[], byte[]> producer =
        producer(broker, Map.of("transactional.id", "looked-at"))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < 3; i++) {
        producer.send(new ProducerRecord<>("in-transactions", "line".getBytes(UTF_8))).get();
      }
      producer.commitTransaction();
    }
    createSink(worker, file);

    Instant late = Instant.now().plus(Duration.ofMinutes(1));
    List<PartitionOffsets> told = List.of();
    while (told.isEmpty()) {
      assertThat(Instant.now()).as("the sink commits in time").isBefore(late);
      Thread.sleep(200);
      try (KafkaCluster kafka = open(broker)) {
        told =
            kafka
                .groupOffsets(Set.of("connect-reads-all"))
                .getOrDefault("connect-reads-all", List.of());
      }
    }

    assertThat(Files.readAllLines(file)).hasSize(3);
    assertThat(told)
        .containsExactly(new PartitionOffsets("in-transactions", 0, 3, OptionalLong.of(4)));
  }

  private static void createSink(LocalWorker worker, Path file) throws Exception {
    String body =
        """
        {"name": "reads-all", "config": {
           "connector.class": "org.apache.kafka.connect.file.FileStreamSinkConnector",
           "topics": "in-transactions", "file": "%s",
           "value.converter": "org.apache.kafka.connect.storage.StringConverter"}}"""
            .formatted(file);
    HttpResponse<String> created =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(worker.url() + "/connectors"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(created.statusCode()).isEqualTo(201);
  }

  private static Producer<byte[], byte[]> producer(LocalBroker broker, Map<String, String> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Of a group without members, as somebody with a shell does it. */
  private static void commit(Admin admin, String group, Map<String, Long> offsets)
      throws Exception {
    Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          int dash = partition.lastIndexOf('-');
          commits.put(
              new TopicPartition(
                  partition.substring(0, dash), Integer.parseInt(partition.substring(dash + 1))),
              new OffsetAndMetadata(offset));
        });
    admin.alterConsumerGroupOffsets(group, commits).all().get();
  }

  @Test
  void whatMayNotBeSeenIsNeitherAbsentNorInTheWayOfTheRest(@TempDir Path directory)
      throws Exception {
    Map<String, String> guarded =
        Map.of(
            "authorizer.class.name",
            "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found",
            "true");
    try (LocalBroker broker =
            LocalBroker.start(SandboxRuntime.find(), directory, FreePorts.next(), guarded);
        Admin admin = admin(broker)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("open", 1, (short) 1),
                  new NewTopic("hidden", 1, (short) 1),
                  new NewTopic("half", 1, (short) 1)))
          .all()
          .get();
      commit(admin, "reads-open", Map.of("open-0", 0L));
      commit(admin, "reads-hidden", Map.of("open-0", 0L, "hidden-0", 0L));
      commit(admin, "secret-group", Map.of("open-0", 0L));
      admin
          .createAcls(
              List.of(
                  acl(ResourceType.TOPIC, "hidden", AclOperation.DESCRIBE, DENY),
                  // What has a rule at all is closed but for what a rule allows.
                  acl(ResourceType.TOPIC, "half", AclOperation.DESCRIBE, ALLOW),
                  acl(ResourceType.GROUP, "secret-group", AclOperation.DESCRIBE, DENY)))
          .all()
          .get();
      awaitRules(admin, 3);

      try (KafkaCluster kafka = open(broker)) {
        assertThat(kafka.topicNames()).contains("open", "half").doesNotContain("hidden");
        assertThat(kafka.topics(Set.of("open", "hidden", "half")))
            .extracting(Topic::name, Topic::presence, topic -> topic.settings().isPresent())
            .containsExactly(
                tuple("half", Presence.THERE, false),
                tuple("hidden", Presence.REFUSED, false),
                tuple("open", Presence.THERE, true));
        assertThat(kafka.workerGroups(Set.of("secret-group", "other-group")))
            .containsExactly(
                new WorkerGroup("other-group", Presence.ABSENT, List.of()),
                new WorkerGroup("secret-group", Presence.REFUSED, List.of()));
        PartitionOffsets open = new PartitionOffsets("open", 0, 0, OptionalLong.of(0));
        assertThat(kafka.groupOffsets(Set.of("reads-open", "reads-hidden", "secret-group")))
            .containsExactly(
                // Kafka leaves the hidden topic out, and does not say so.
                entry("reads-hidden", List.of(open)), entry("reads-open", List.of(open)));
      }
    }
  }

  /** The controller answers before the broker has heard of the rules. */
  private static void awaitRules(Admin admin, int count) throws Exception {
    Instant late = Instant.now().plus(Duration.ofMinutes(1));
    while (admin.describeAcls(AclBindingFilter.ANY).values().get().size() != count) {
      assertThat(Instant.now()).as("the broker hears of the rules in time").isBefore(late);
      Thread.sleep(50);
    }
  }

  private static AclBinding acl(
      ResourceType type, String name, AclOperation operation, AclPermissionType permission) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
  }
}
