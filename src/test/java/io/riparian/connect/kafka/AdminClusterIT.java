package io.riparian.connect.kafka;

import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;
import static org.apache.kafka.common.acl.AclPermissionType.DENY;
import static org.assertj.core.api.Assertions.assertThat;
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
import io.riparian.sandbox.RealConnect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
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
