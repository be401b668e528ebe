package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AclDenialTest {
  private static List<String> acls(String text) {
    return acls(text, ConnectorKind.UNKNOWN);
  }

  private static List<String> acls(String text, ConnectorKind kind) {
    return AclDenial.in(text, "orders", kind).stream()
        .map(
            acl ->
                acl.sentence().replaceAll("^ACL: allow (the principal of this client )?|\\.$", ""))
        .toList();
  }

  @Test
  void aSinkReadsItsTopic() {
    assertThat(
            acls(
                """
                org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [pay, pay.dlq-x]
                \tat org.apache.kafka.connect.runtime.WorkerSinkTask.pollConsumer(WorkerSinkTask.java:1)"""))
        .containsExactly("Read on Topic:LITERAL:pay", "Read on Topic:LITERAL:pay.dlq-x");
  }

  @Test
  void aSourceWritesItsTopicAndMayHaveToCreateIt() {
    assertThat(
            acls(
                """
                org.apache.kafka.connect.errors.ConnectException: Unrecoverable exception from producer send callback
                Caused by: org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [pay]"""))
        .containsExactly("Write on Topic:LITERAL:pay", "Create on Topic:LITERAL:pay");
  }

  @Test
  void aSinkWritesItsDeadLetters() {
    assertThat(
            acls(
                """
                TopicAuthorizationException: Not authorized to access topics: [dlq]
                \tat org.apache.kafka.connect.runtime.errors.DeadLetterQueueReporter.report(X.java:1)
                \tat org.apache.kafka.connect.runtime.WorkerSinkTask.poll(X.java:1)"""))
        .containsExactly("Write on Topic:LITERAL:dlq", "Create on Topic:LITERAL:dlq");
  }

  @Test
  void whereTheTextDoesNotTellTheKindDoes() {
    String text = "TopicAuthorizationException: Not authorized to access topics: [pay]";

    assertThat(acls(text, ConnectorKind.SOURCE))
        .containsExactly("Write on Topic:LITERAL:pay", "Describe on Topic:LITERAL:pay");
    assertThat(acls(text, ConnectorKind.SINK))
        .containsExactly(
            "Read on Topic:LITERAL:pay",
            "Describe on Topic:LITERAL:pay",
            "Read on Group:LITERAL:connect-orders");
    assertThat(acls(text, ConnectorKind.UNKNOWN))
        .containsExactly(
            "Describe on Topic:LITERAL:pay",
            "Read on Topic:LITERAL:pay",
            "Write on Topic:LITERAL:pay");
  }

  @Test
  void theTextCountsBeforeTheKind() {
    assertThat(
            acls(
                "TopicAuthorizationException: Not authorized to access topics: [history]\n\tat org.apache.kafka.clients.consumer.KafkaConsumer.poll(X.java:1)",
                ConnectorKind.SOURCE))
        .containsExactly("Read on Topic:LITERAL:history");
    assertThat(
            acls(
                "TopicAuthorizationException: Not authorized to access topics: [dlq]\n\tat org.apache.kafka.connect.runtime.errors.DeadLetterQueueReporter.report(X.java:1)",
                ConnectorKind.SINK))
        .containsExactly("Write on Topic:LITERAL:dlq", "Create on Topic:LITERAL:dlq");
  }

  @Test
  void aSinkOfSeveralTopicsNeedsItsGroupOnce() {
    assertThat(acls("Not authorized to access topics: [a, b]", ConnectorKind.SINK))
        .containsOnlyOnce("Read on Group:LITERAL:connect-orders")
        .hasSize(5);
  }

  @Test
  void theGroupIsTheOneNamedOrTheOneThatConnectGives() {
    assertThat(acls("GroupAuthorizationException: Not authorized to access group: own-group"))
        .containsExactly("Read on Group:LITERAL:own-group");
    assertThat(acls("GroupAuthorizationException: Group authorization failed."))
        .containsExactly("Read on Group:LITERAL:connect-orders");
  }

  @Test
  void theNameEndsWhereItsQuotesDo() {
    assertThat(
            List.of(
                acls("{\"message\":\"Not authorized to access group: own\"}"),
                acls("{\\\"message\\\":\\\"Not authorized to access group: own\\\"}"),
                acls("'Not authorized to access group: own'"),
                acls("{reason=Not authorized to access group: own}")))
        .containsOnly(List.of("Read on Group:LITERAL:own"));
  }

  @Test
  void aNameThatLooksLikeASecretIsMasked() {
    assertThat(acls("Not authorized to access group: password=c4n4ry").toString())
        .contains("Group:LITERAL:")
        .doesNotContain("c4n4ry");
  }

  @Test
  void aTransactionalIdBeginsWithTheWorkersGroupAndTheName() {
    assertThat(
            acls(
                """
                [Worker clientId=connect-1, groupId=shared-connect] x
                TransactionalIdAuthorizationException: Transactional Id authorization failed."""))
        .containsExactly(
            "Write on TransactionalId:PREFIXED:shared-connect-orders-",
            "Describe on TransactionalId:PREFIXED:shared-connect-orders-");
  }

  @Test
  void theClusterIsAskedForByItsOneName() {
    assertThat(
            acls(
                "ClusterAuthorizationException: Cluster authorization failed.\n\tat org.apache.kafka.clients.producer.internals.Sender.run(Sender.java:1)"))
        .containsExactly("IdempotentWrite on Cluster:LITERAL:kafka-cluster");
  }

  @Test
  void aPrincipalThatTheTextNamesIsTold() {
    assertThat(
            acls(
                "Principal = User:connect is Denied Operation = Read; GroupAuthorizationException: Not authorized to access group: g"))
        .containsExactly("User:connect Read on Group:LITERAL:g");
  }

  @Test
  void whatIsNoDenialAsksForNothing() {
    assertThat(acls("java.net.ConnectException: Connection refused")).isEmpty();
  }
}
