package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.riparian.cli.sandbox.FreePorts;
import io.riparian.cli.sandbox.LocalBroker;
import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.cli.sandbox.SandboxRuntime;
import io.riparian.notify.Receiver;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What really fails on a real worker, behind a broker that asks for rights: each failure is told
 * once, to whom it concerns, by mail or by a webhook, and its end is told there too.
 */
class FailureStoryIT {
  private static final String ROW = "canary-of-a-row-91d3";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SUBJECT = Pattern.compile("(payments-[a-z]+) on shared (.*)");

  /** What the team was told of a connector, in the order of their arrival. */
  private static List<String> mails(GreenMail mail, String connector) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      Matcher subject = SUBJECT.matcher(message.getSubject());
      if (subject.matches() && subject.group(1).equals(connector)) {
        subjects.add(subject.group(2));
      }
    }
    return subjects;
  }

  private static List<String> events(Receiver hook) throws IOException {
    List<String> types = new ArrayList<>();
    for (Receiver.Request request : hook.requests()) {
      JsonNode event = JSON.readTree(request.text());
      types.add(event.path("type").asText() + " " + event.path("subject").asText());
    }
    return types;
  }

  private static String sink(String name, String topic, Path file, String converter) {
    return """
        apiVersion: riparian/v1
        kind: Connector
        metadata: {name: %s}
        spec:
          cluster: shared
          class: org.apache.kafka.connect.file.FileStreamSinkConnector
          tasksMax: 1
          config:
            topics: %s
            file: %s
            value.converter: %s
            value.converter.schemas.enable: "false"
        """
        .formatted(name, topic, file, converter);
  }

  private static void prepare(LocalBroker broker) throws Exception {
    Map<String, Object> bootstrap = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(bootstrap)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("payments-rows", 1, (short) 1),
                  new NewTopic("payments-closed", 1, (short) 1)))
          .all()
          .get();
      admin
          .createAcls(
              List.of(
                  new AclBinding(
                      new ResourcePattern(
                          ResourceType.TOPIC, "payments-closed", PatternType.LITERAL),
                      new AccessControlEntry(
                          "User:ANONYMOUS", "*", AclOperation.WRITE, AclPermissionType.DENY))))
          .all()
          .get();
      eventually(
          () -> assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get()).hasSize(1));
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(bootstrap, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("payments-rows", ROW)).get();
    }
  }

  private static World world(LocalWorker worker, GreenMail mail, Receiver hook) {
    World world = World.of(worker).withoutGuardRails();
    world
        .daemon()
        .set("riparian.notify.channels.mail.type", "email")
        .set("riparian.notify.channels.mail.smtp.host", "127.0.0.1")
        .set("riparian.notify.channels.mail.smtp.port", String.valueOf(mail.getSmtp().getPort()))
        .set("riparian.notify.channels.mail.smtp.security", "none")
        .set("riparian.notify.channels.mail.smtp.from", "riparian@acme.example")
        .set("riparian.notify.channels.hook.type", "webhook")
        .set("riparian.notify.channels.hook.url", hook.url("/platform").toString())
        .set("riparian.health.correlation-delay", "1s")
        .set("riparian.health.settle", "4s")
        .set("riparian.health.silence", "3s");
    world
        .git()
        .put(
            "teams/payments/team.yaml",
            """
            apiVersion: riparian/v1
            kind: Team
            spec:
              notify:
                routes:
                  - {channel: mail, to: payments@acme.example}
            """)
        .put(
            "platform/notify.yaml",
            """
            apiVersion: riparian/v1
            kind: Notify
            metadata: {name: notify}
            spec:
              routes:
                - {channel: hook}
            """);
    return world;
  }

  @Test
  void eachFailureIsToldOnceToWhomItConcernsAndSoIsItsEnd(@TempDir Path directory)
      throws Exception {
    Map<String, String> guarded =
        Map.of(
            "authorizer.class.name",
            "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users",
            "User:NOBODY",
            "allow.everyone.if.no.acl.found",
            "true");
    SandboxRuntime runtime = SandboxRuntime.find();
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mail.start();
    try (LocalBroker broker =
            LocalBroker.start(runtime, directory.resolve("broker"), FreePorts.next(), guarded);
        LocalWorker worker =
            LocalWorker.start(
                runtime,
                broker,
                directory.resolve("worker"),
                "failing",
                FreePorts.next(),
                Map.of());
        Receiver hook = new Receiver();
        World world = world(worker, mail, hook)) {
      prepare(broker);
      Path lines = Files.writeString(directory.resolve("lines.txt"), "one\ntwo\n", UTF_8);
      Path nowhere = directory.resolve("missing").resolve("out.txt");
      Manifest closed =
          connector("payments-closed")
              .with("file", lines.toString())
              .with("topic", "payments-closed");
      Manifest wrong = connector("payments-wrong").with("batch.size", "many");
      String text = "org.apache.kafka.connect.storage.StringConverter";
      world
          .git()
          .put(
              "teams/payments/connectors/payments-rows.yaml",
              sink(
                  "payments-rows",
                  "payments-rows",
                  directory.resolve("rows.txt"),
                  "org.apache.kafka.connect.json.JsonConverter"))
          .put(
              "teams/payments/connectors/payments-lost.yaml",
              sink("payments-lost", "payments-empty", nowhere, text));
      world.running(connector("payments-fine"), closed, wrong);

      Listening events = world.daemon().listen(EveryAnswer.STREAM);
      world.daemon().walk();
      eventually(
          () -> {
            assertThat(mails(mail, "payments-rows")).containsExactly("has failed: data/schema");
            assertThat(mails(mail, "payments-closed")).containsExactly("has failed: kafka-access");
            assertThat(mails(mail, "payments-wrong")).containsExactly("has failed: configuration");
            assertThat(mails(mail, "payments-lost")).containsExactly("has failed: configuration");
          });
      JsonNode denied = world.daemon().connector(World.SHARED, "payments-closed").path("failures");
      assertThat(denied).hasSize(1);
      assertThat(denied.get(0).path("owner").asText()).isEqualTo("payments");
      assertThat(denied.get(0).path("evidence").asText()).isEqualTo("not told without a token");
      assertThat(world.daemon().riparian("status").out())
          .contains("! shared/payments-closed", "Write", "payments-closed")
          .doesNotContain(ROW);
      assertThat(world.daemon().riparian("why", "payments-rows").out())
          .contains("class       data/schema")
          .doesNotContain(ROW);
      assertThat(events(hook)).isEmpty();

      world
          .git()
          .put(
              "teams/payments/connectors/payments-rows.yaml",
              sink("payments-rows", "payments-rows", directory.resolve("rows.txt"), text))
          .put(
              "teams/payments/connectors/payments-lost.yaml",
              sink("payments-lost", "payments-empty", directory.resolve("lost.txt"), text))
          .declare(closed.with("topic", "payments-open"), connector("payments-wrong"))
          .push();
      eventually(
          () -> {
            for (String name : List.of("rows", "closed", "wrong", "lost")) {
              assertThat(mails(mail, "payments-" + name)).hasSize(2).endsWith("works again");
            }
          });

      world.worker().kill();
      eventually(
          () -> assertThat(events(hook)).containsExactly("io.riparian.incident.opened shared"));
      world.worker().start();
      eventually(
          () ->
              assertThat(events(hook))
                  .containsExactly(
                      "io.riparian.incident.opened shared", "io.riparian.incident.closed shared"));

      assertThat(events.heard())
          .contains("event:cycle", "event:notice", "io.riparian.connector.recovered")
          .doesNotContain(ROW);
      assertThat(mail.getReceivedMessages()).as("nobody is told twice").hasSize(8);
      for (MimeMessage message : mail.getReceivedMessages()) {
        assertThat(message.getContent().toString()).doesNotContain(ROW);
      }
      assertThat(hook.requests())
          .extracting(Receiver.Request::text)
          .noneMatch(it -> it.contains(ROW));
      assertThat(world.daemon().log()).doesNotContain(ROW);
      assertThat(world.daemon().everythingKept()).doesNotContain(ROW);
      assertThat(Arrays.stream(mail.getReceivedMessages()).map(FailureStoryIT::to))
          .containsOnly("payments@acme.example");
    } finally {
      mail.stop();
    }
  }

  private static String to(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (jakarta.mail.MessagingException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
