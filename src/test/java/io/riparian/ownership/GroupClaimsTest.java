package io.riparian.ownership;

import static io.riparian.manifest.SmallRepository.connectorFile;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.Diagnostic;
import io.riparian.ownership.Precedent.GroupMemory;
import io.riparian.ownership.Precedent.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two Connect clusters on one Kafka cluster share a consumer group without a word. */
class GroupClaimsTest {
  private static final ConnectorId HERE = new ConnectorId("shared", "payments-orders");
  private static final ConnectorId THERE = new ConnectorId("other", "logistics-orders");
  private static final String AS_PAYMENTS = "consumer.override.group.id: connect-payments-orders";
  private static final String READS = "topics: orders";

  /** One Kafka cluster behind both. */
  private Map<String, String> kafka = Map.of("shared", "kafka-1", "other", "kafka-1");

  private final SmallRepository repository =
      new SmallRepository()
          .cluster("shared", "payments", "logistics")
          .cluster("other", "payments", "logistics")
          .team("payments")
          .team("logistics");

  GroupClaimsTest() {
    grants(List.of(), List.of());
  }

  private void grants(List<String> namesOfPayments, List<String> namesOfLogistics) {
    List<String> clusters = List.of("shared", "other");
    repository
        .grant("payments", List.of("payments-"), namesOfPayments, clusters)
        .grant("logistics", List.of("logistics-"), namesOfLogistics, clusters);
  }

  private GroupClaimsTest here(String... config) {
    return declares("payments", HERE, config);
  }

  private GroupClaimsTest there(String... config) {
    return declares("logistics", THERE, config);
  }

  private GroupClaimsTest declares(String team, ConnectorId id, String... config) {
    repository.connector(
        team, id.name(), "cluster: " + id.cluster(), "config: {" + String.join(", ", config) + "}");
    return this;
  }

  private GroupClaimsTest apart() {
    kafka = Map.of("shared", "kafka-1", "other", "kafka-2");
    return this;
  }

  private Accepted judge(Precedent before) {
    return Judge.judge(
        "r2",
        repository.resolve(),
        new Precedent(before.owners(), before.accepted(), before.running(), kafka));
  }

  private Accepted judge() {
    return judge(Precedent.none());
  }

  /** After what is declared now was accepted, as it is. */
  private Precedent accepted() {
    return Precedent.of(judge());
  }

  private static List<String> told(Accepted accepted) {
    return accepted.diagnostics().stream().map(it -> it.rule() + " " + it.at().file()).toList();
  }

  @Test
  void twoSinksOfOneGroupThatComeTogetherGetNothing() {
    here(READS, "consumer.override.group.id: ledger")
        .there(READS, "consumer.override.group.id: ledger");

    Accepted accepted = judge();

    assertThat(accepted.connectors()).isEmpty();
    assertThat(accepted.refused()).containsOnlyKeys(HERE, THERE);
    assertThat(told(accepted))
        .containsExactly(
            "OWN-115 " + connectorFile("logistics", "logistics-orders"),
            "OWN-115 " + connectorFile("payments", "payments-orders"));
  }

  @Test
  void aGroupTakenByAnOverrideIsTheOneThatConnectGivesByItself() {
    declares("payments", new ConnectorId("other", "payments-second"), READS, AS_PAYMENTS)
        .here(READS);

    assertThat(judge().connectors()).isEmpty();
  }

  @Test
  void twoTargetsOnOneKafkaClusterNeedTwoGroups() {
    repository.connector(
        "payments",
        "payments-orders",
        "targets: [{cluster: shared}, {cluster: other}]",
        "config: {topics: orders}");

    assertThat(judge().refused().values())
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.rule()).isEqualTo("OWN-115"));

    repository.connector(
        "payments",
        "payments-orders",
        "targets: [{cluster: shared}, {cluster: other, config: {consumer.override.group.id: payments-second}}]",
        "config: {topics: orders}");

    assertThat(judge().refused()).isEmpty();
  }

  @Test
  void theFirstAcceptedClaimKeepsTheGroupAndBothAreTold() {
    Precedent before = here(READS, "consumer.override.group.id: ledger").accepted();
    there(READS, "consumer.override.group.id: ledger");

    Accepted accepted = judge(before);

    assertThat(accepted.connectors()).containsOnlyKeys(HERE);
    assertThat(accepted.refused()).containsOnlyKeys(THERE);
    assertThat(told(accepted))
        .containsExactly(
            "OWN-116 " + connectorFile("logistics", "logistics-orders"),
            "OWN-117 " + connectorFile("payments", "payments-orders"));
  }

  @Test
  void anAcceptedConnectorGetsNobodysGroupByAnEdit() {
    Precedent before = here(READS, "consumer.override.group.id: ledger").there(READS).accepted();
    there(READS, "consumer.override.group.id: ledger");

    Accepted accepted = judge(before);

    assertThat(accepted.connectors()).containsOnlyKeys(HERE);
    assertThat(accepted.fate(THERE, "logistics", connectorFile("logistics", "logistics-orders")))
        .isEqualTo(Fate.REFUSED);
  }

  @Test
  void aGroupThatASourceNamedWasNotReadWith() {
    Precedent before =
        here(READS, "consumer.override.group.id: ledger")
            .there("consumer.override.group.id: ledger")
            .accepted();
    there(READS, "consumer.override.group.id: ledger");

    assertThat(judge(before).connectors()).containsOnlyKeys(HERE);
  }

  @Test
  void anAcceptedConnectorIsNotSentToAnotherKafkaWhereItsGroupIsTaken() {
    apart()
        .here(READS, "consumer.override.group.id: ledger")
        .there(READS, "consumer.override.group.id: ledger");
    repository.file(
        "platform/clusters/shared.yaml",
        "apiVersion: riparian/v1",
        "kind: Cluster",
        "metadata: {name: shared}",
        "spec: {urls: ['http://shared:8083'], bootstrapServers: 'kafka:9092', tenancy: {teams: [payments]}}");
    Precedent before = accepted();
    assertThat(before.owners()).hasSize(2);
    there(
        READS,
        "consumer.override.group.id: ledger",
        "consumer.override.bootstrap.servers: 'SSL://KAFKA:9092'");

    assertThat(judge(before).connectors()).containsOnlyKeys(HERE);
  }

  @Test
  void twoOfOneTeamShareNoGroupEither() {
    ConnectorId second = new ConnectorId("shared", "payments-second");
    Precedent before = here(READS).accepted();
    declares("payments", second, READS, AS_PAYMENTS);

    Accepted accepted = judge(before);

    assertThat(accepted.connectors()).containsOnlyKeys(HERE);
    assertThat(told(accepted))
        .containsExactly("OWN-116 " + connectorFile("payments", "payments-second"));
  }

  /** After what is declared now was accepted and is running, as it is. */
  private Precedent running() {
    Precedent accepted = accepted();
    return accepted.whileRunning(accepted.accepted());
  }

  private static Precedent gone(Precedent before) {
    return before.whileRunning(Precedent.none().running());
  }

  @Test
  void aGroupIsFreeOnceItsConnectorIsGoneFromTheCluster() {
    Precedent before = here(READS, "consumer.override.group.id: ledger").running();
    repository.without(connectorFile("payments", "payments-orders"));
    there(READS, "consumer.override.group.id: ledger");

    Accepted waiting = judge(before);

    assertThat(waiting.connectors()).isEmpty();
    assertThat(told(waiting))
        .containsExactly("OWN-116 " + connectorFile("logistics", "logistics-orders"));
    assertThat(judge(gone(before)).connectors()).containsOnlyKeys(THERE);
  }

  @Test
  void aVanishedUnitKeepsTheGroupsOfWhatRunsOn() {
    Precedent before = here(READS, "consumer.override.group.id: ledger").running();
    repository
        .without(connectorFile("payments", "payments-orders"))
        .without("teams/payments/team.yaml");
    there(READS, "consumer.override.group.id: ledger");

    Accepted accepted = judge(before);

    assertThat(accepted.fate(HERE, "payments", connectorFile("payments", "payments-orders")))
        .isEqualTo(Fate.UNIT_VANISHED);
    assertThat(accepted.connectors()).isEmpty();
  }

  @Test
  void whoeverTakesAnotherGroupKeepsTheFirstUntilItReadsWithTheOther() {
    Precedent before = here(READS, "consumer.override.group.id: ledger").running();
    here(READS, "consumer.override.group.id: ledger2");
    there(READS, "consumer.override.group.id: ledger");

    Accepted waiting = judge(before);

    assertThat(waiting.connectors()).containsOnlyKeys(HERE);
    assertThat(told(waiting))
        .containsExactly(
            "OWN-116 " + connectorFile("logistics", "logistics-orders"),
            "OWN-117 " + connectorFile("payments", "payments-orders"));

    repository.without(connectorFile("logistics", "logistics-orders"));
    Precedent moved = running();
    there(READS, "consumer.override.group.id: ledger");
    assertThat(judge(moved).connectors()).containsOnlyKeys(HERE, THERE);
  }

  @Test
  void whatRunsElsewhereHoldsNothingHere() {
    Precedent before = apart().here(READS, "consumer.override.group.id: ledger").running();
    repository.without(connectorFile("payments", "payments-orders"));
    there(READS, "consumer.override.group.id: ledger");

    assertThat(judge(before).connectors()).containsOnlyKeys(THERE);
  }

  @Test
  void whatRunsIsAskedForOncePerGroup() {
    List<String> asked = new ArrayList<>();
    GroupMemory counting =
        new GroupMemory() {
          @Override
          public List<Reader> readersOf(String group) {
            asked.add(group);
            return List.of();
          }

          @Override
          public boolean readsAsBefore(ConnectorId id, ConnectorConfig config) {
            return false;
          }
        };
    for (int number = 0; number < 50; number++) {
      declares(
          "payments",
          new ConnectorId("shared", "payments-" + number),
          READS,
          "consumer.override.group.id: ledger");
    }

    Accepted accepted = judge(Precedent.none().whileRunning(counting));

    assertThat(accepted.refused()).hasSize(50);
    assertThat(asked).containsExactly("ledger");
  }

  @Test
  void aBrokenFileHasNotLetGoOfItsGroup() {
    Precedent before = here(READS, "consumer.override.group.id: ledger").accepted();
    repository.connector("payments", "payments-orders", "oops: 1");
    there(READS, "consumer.override.group.id: ledger");

    Accepted accepted = judge(before);

    assertThat(accepted.connectors()).isEmpty();
    assertThat(accepted.refused().get(THERE))
        .satisfies(it -> assertThat(it.rule()).isEqualTo("OWN-116"));
    assertThat(told(accepted)).contains("OWN-117 " + connectorFile("payments", "payments-orders"));
  }

  @Test
  void aRefusedConnectorRunsOnAndKeepsItsGroup() {
    Precedent before = here(READS, "consumer.override.group.id: ledger").accepted();
    repository.cluster("shared", "logistics");
    there(READS, "consumer.override.group.id: ledger");

    assertThat(judge(before).connectors()).isEmpty();
  }

  @Test
  void aHandOverTakesTheGroupAlong() {
    Precedent before = here(READS).accepted();
    grants(List.of(), List.of("payments-orders"));
    repository.without(connectorFile("payments", "payments-orders"));
    declares("logistics", HERE, READS);

    Accepted accepted = judge(before);

    assertThat(accepted.connectors().get(HERE))
        .satisfies(it -> assertThat(it.team()).isEqualTo("logistics"));
    assertThat(accepted.diagnostics()).isEmpty();
  }

  @Test
  void theGroupOfAnotherTeamsNameIsNotToBeHadEvenBeforeSomebodyDeclaresIt() {
    there(READS, AS_PAYMENTS);

    assertThat(judge().refused().get(THERE))
        .satisfies(it -> assertThat(it.rule()).isEqualTo("OWN-119"));
  }

  @Test
  void whoMayNotHaveAGroupDisturbsNobodyWhoMay() {
    there(READS, AS_PAYMENTS).here(READS);

    assertThat(judge().connectors()).containsOnlyKeys(HERE);
  }

  @Test
  void theGroupOfANameInTheOwnGrantIsToBeHad() {
    grants(List.of(), List.of("payments-orders"));
    there(READS, AS_PAYMENTS);

    assertThat(judge().connectors()).containsOnlyKeys(THERE);
  }

  @Test
  void aGroupThatNobodyCanReadIsRefused() {
    there(READS, "consumer.override.group.id: '${file:/etc/groups:mine}'");

    assertThat(judge().refused().get(THERE))
        .satisfies(it -> assertThat(it.rule()).isEqualTo("OWN-118"));
  }

  @Test
  void whatWasAcceptedWithAHiddenGroupGoesOnWithIt() {
    String hidden = "consumer.override.group.id: '${file:/etc/groups:mine}'";
    Precedent before =
        new Precedent(
            Map.of(THERE, "logistics"),
            Precedent.none().accepted(),
            new GroupMemory() {
              @Override
              public List<Reader> readersOf(String group) {
                return List.of(new Reader(THERE, "logistics"));
              }

              @Override
              public boolean readsAsBefore(ConnectorId id, ConnectorConfig config) {
                return config
                    .consumerGroup(id.name())
                    .filter("${file:/etc/groups:mine}"::equals)
                    .isPresent();
              }
            },
            kafka);
    there(READS, hidden);

    assertThat(judge(before).connectors()).containsOnlyKeys(THERE);
    assertThat(told(judge(before)))
        .containsExactly("OWN-120 " + connectorFile("logistics", "logistics-orders"));

    there(READS, "consumer.override.group.id: '${file:/etc/groups:yours}'");
    assertThat(judge(before).refused()).containsOnlyKeys(THERE);
  }

  @Test
  void whatHasNoTopicsIsNoSinkAndHasNoGroup() {
    here("topic: orders", "consumer.override.group.id: ledger")
        .there("topic: orders", "consumer.override.group.id: ledger");

    assertThat(judge().diagnostics()).isEmpty();
    assertThat(judge().connectors()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"topics: orders", "topics.regex: 'orders.*'", "topics: ''"})
  void whateverNamesTopicsMayBeASink(String topics) {
    here(topics, "consumer.override.group.id: ledger")
        .there(topics, "consumer.override.group.id: ledger");

    assertThat(judge().connectors()).isEmpty();
  }

  @Test
  void onTwoKafkaClustersOneGroupIsTwo() {
    apart()
        .here(READS, "consumer.override.group.id: ledger")
        .there(READS, "consumer.override.group.id: ledger");

    assertThat(judge().connectors()).hasSize(2);
  }

  @Test
  void groupsThatDifferInCaseAreTwo() {
    here(READS, "consumer.override.group.id: ledger")
        .there(READS, "consumer.override.group.id: Ledger");

    assertThat(judge().connectors()).hasSize(2);
  }

  @ParameterizedTest(name = "{0} and {1}, {2} and {3}")
  @CsvSource({
    "'', '', '', '', false",
    "kafka-1, '', '', '', false",
    "kafka-1, kafka-1, '', '', true",
    "kafka-1, kafka-1, 'a:9092', 'b:9092', true",
    "kafka-1, kafka-2, 'a:9092', 'a:9092', false",
    "kafka-1, '', 'a:9092', 'a:9092', true",
    "'', '', 'a:9092', 'a:9092', true",
    "'', '', 'a:9092, b:9092', 'B:9092', true",
    "'', '', 'a:9092', 'a:9093', false"
  })
  void theIdDecidesAndElseABootstrapServerOfBoth(
      String id, String otherId, String servers, String otherServers, boolean one) {
    kafka =
        Map.of("shared", id, "other", otherId).entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    cluster("shared", servers);
    cluster("other", otherServers);
    here(READS, "consumer.override.group.id: ledger")
        .there(READS, "consumer.override.group.id: ledger");

    assertThat(judge().connectors()).hasSize(one ? 0 : 2);
  }

  private void cluster(String name, String servers) {
    if (!servers.isEmpty()) {
      repository.file(
          "platform/clusters/" + name + ".yaml",
          "apiVersion: riparian/v1",
          "kind: Cluster",
          "metadata: {name: " + name + "}",
          "spec: {urls: ['http://" + name + ":8083'], bootstrapServers: '" + servers + "',",
          "  tenancy: {teams: [payments, logistics]}}");
    }
  }

  @Test
  void twoThatHadOneGroupBeforeAnybodyKnewGoOnAndAreTold() {
    Precedent before =
        apart()
            .here(READS, "consumer.override.group.id: ledger")
            .there(READS, "consumer.override.group.id: ledger")
            .accepted();
    kafka = Map.of("shared", "kafka-1", "other", "kafka-1");

    Accepted accepted = judge(before);

    assertThat(accepted.connectors()).hasSize(2);
    assertThat(accepted.diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly("OWN-117", "OWN-117");
  }
}
