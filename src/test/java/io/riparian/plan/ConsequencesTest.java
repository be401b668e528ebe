package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.ObservedConnector;
import io.riparian.model.RunState;
import io.riparian.policy.Acl;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far a change reaches, and what Kafka has to allow for it. */
class ConsequencesTest {
  private static final String SINK = "org.example.Sink";

  private static ConnectorSample sink(String name) {
    return connector(name).with("connector.class", SINK).with("topics", "orders");
  }

  private static ObservedConnector running(ConnectorSample sample, RunState state, int tasks) {
    DeclaredConnector like = sample.declared();
    return new ObservedConnector(
        like.id().name(),
        "sink",
        like.config(),
        new ConnectorStatus(
            state,
            "w:1",
            "",
            IntStream.range(0, tasks)
                .mapToObj(id -> new TaskStatus(id, state, "w:1", ""))
                .toList()));
  }

  private static String words(Change change, ConnectorSample... others) {
    return Consequences.of(
            List.of(change),
            List.of(),
            List.of(others).stream().map(ConnectorSample::declared).toList(),
            Map.of(new ConnectorId(World.SHARED, "was-there"), "payments"))
        .blasts()
        .get(0)
        .words();
  }

  private static Change update(ObservedConnector before, ConnectorSample after) {
    return new Change.Update(before, after.declared(), Cause.COMMIT, List.of());
  }

  private static Change create(ConnectorSample after) {
    return new Change.Create(after.declared(), Cause.COMMIT, List.of());
  }

  private static Change state(ObservedConnector before, ConnectorSample after, DeclaredState from) {
    return new Change.SetState(before, after.declared(), from, Cause.COMMIT);
  }

  @Test
  void anUpdateRestartsAllTasksThatRun() {
    assertThat(words(update(running(sink("a"), RunState.RUNNING, 3), sink("a").with("x", "y"))))
        .isEqualTo("restarts 3 tasks; offsets unaffected");
  }

  @Test
  void whereNoTaskIsSeenTheMostIsTold() {
    ConnectorSample four = sink("a").with("tasks.max", "4");

    assertThat(words(update(running(four, RunState.RUNNING, 0), four)))
        .isEqualTo("restarts up to 4 tasks; offsets unaffected");
    assertThat(words(create(four))).isEqualTo("starts up to 4 tasks; begins without offsets");
    assertThat(words(create(sink("a").with("tasks.max", "${var:x}"))))
        .isEqualTo("starts up to 1 task; begins without offsets");
  }

  @Test
  void whatIsStoppedRestartsNothing() {
    assertThat(words(update(running(sink("a"), RunState.STOPPED, 0), sink("a").stopped())))
        .isEqualTo("no task restarts; offsets unaffected");
    assertThat(words(create(sink("a").paused())))
        .isEqualTo("no task restarts; begins without offsets");
  }

  @Test
  void anotherGroupReadsAgain() {
    assertThat(
            words(
                update(
                    running(sink("a"), RunState.RUNNING, 1),
                    sink("a").with("consumer.override.group.id", "b"))))
        .isEqualTo("restarts 1 task; reads again from the start");
  }

  @Test
  void anotherClassOfSourceMayNotKnowItsOffsets() {
    assertThat(
            words(
                update(
                    running(connector("a"), RunState.RUNNING, 1),
                    connector("a").with("connector.class", "org.other.Source"))))
        .contains("another class's");
    assertThat(
            words(
                update(
                    running(sink("a"), RunState.RUNNING, 1),
                    sink("a").with("connector.class", "org.other.Sink"))))
        .contains("offsets unaffected");
  }

  @Test
  void aNameThatWasThereBeforeMayHaveLeftOffsets() {
    assertThat(words(create(sink("was-there")))).contains("an earlier connector of this name");
  }

  @Test
  void aDeletionEndsTheTasksAndKeepsTheOffsets() {
    assertThat(
            words(
                new Change.Delete(
                    sink("a").remembered(AppliedConnector.Origin.APPLIED),
                    running(sink("a"), RunState.RUNNING, 2))))
        .isEqualTo("ends 2 tasks; its offsets stay until somebody deletes them");
  }

  @Test
  void aChangeOfStateEndsPausesOrStarts() {
    ObservedConnector runs = running(sink("a"), RunState.RUNNING, 2);
    ObservedConnector stopped = running(sink("a").with("tasks.max", "5"), RunState.STOPPED, 0);

    assertThat(words(state(runs, sink("a").stopped(), DeclaredState.RUNNING)))
        .startsWith("ends 2 tasks");
    assertThat(words(state(runs, sink("a").paused(), DeclaredState.RUNNING)))
        .startsWith("pauses 2 tasks");
    assertThat(words(state(runs, sink("a"), DeclaredState.PAUSED))).startsWith("resumes 2 tasks");
    assertThat(words(state(stopped, sink("a").with("tasks.max", "5"), DeclaredState.STOPPED)))
        .startsWith("starts up to 5 tasks");
    assertThat(words(state(stopped, sink("a").paused(), DeclaredState.STOPPED)))
        .startsWith("no task restarts");
  }

  @Test
  void whoReadsWhatItWritesIsDownstream() {
    ConnectorSample source = connector("a").with("topic", "orders");

    assertThat(words(create(source), source, sink("r1"), sink("r2"), sink("r3"), sink("r4")))
        .endsWith("; what it writes is read by `shared/r1`, `shared/r2`, `shared/r3` and 1 more");
    assertThat(words(create(source), sink("r1").with("topics", "other")))
        .isEqualTo("starts up to 1 task; begins without offsets");
  }

  @Test
  void aTopicIsTheSameWhetherItIsNamedOrOnlyItsBeginning() {
    ConnectorSample prefixed = connector("a").with("x.topic.prefix", "orders-");
    ConnectorSample named = connector("a").with("topic", "orders-x-y");

    assertThat(words(create(prefixed), sink("r1").with("topics", "orders-x,other")))
        .endsWith("`shared/r1`");
    assertThat(words(create(prefixed), sink("r1").with("topics.regex", "orders-x.*")))
        .endsWith("`shared/r1`");
    assertThat(words(create(named), sink("r1").with("topics.regex", "orders-x-.*")))
        .endsWith("`shared/r1`");
    assertThat(words(create(prefixed), sink("r1").with("topics", "orderz-x")))
        .doesNotContain("read by");
    assertThat(words(create(prefixed), sink("a").with("topics", "orders-x")))
        .doesNotContain("read by");
  }

  @Test
  void whatMayBeAnyTopicTellsNothingOfWhoReadsIt() {
    ConnectorSample any =
        connector("a").with("connector.class", "x.JdbcSourceConnector").with("topic.prefix", "");

    assertThat(words(create(any), sink("r1"))).doesNotContain("read by");
  }

  private static List<String> needs(Change change, ConnectorSample... inForce) {
    return Consequences.of(
            List.of(change),
            List.of(inForce).stream().map(ConnectorSample::declared).toList(),
            List.of(),
            Map.of())
        .needs()
        .stream()
        .flatMap(need -> need.acls().stream())
        .map(ConsequencesTest::told)
        .toList();
  }

  private static String told(Acl acl) {
    return "%s %s %s%s (%s)"
        .formatted(
            acl.operation(), acl.resource(), acl.name(), acl.whole() ? "" : "*", acl.principal());
  }

  @Test
  void aSinkReadsItsTopicsWithItsGroupAndWritesItsDeadLetters() {
    assertThat(
            needs(
                create(
                    sink("a")
                        .with("topics", "x,y")
                        .with("errors.deadletterqueue.topic.name", "dead"))))
        .containsExactlyInAnyOrder(
            "READ TOPIC x (WORKERS)",
            "READ TOPIC y (WORKERS)",
            "READ GROUP connect-a (WORKERS)",
            "WRITE TOPIC dead (WORKERS)",
            "CREATE TOPIC dead (WORKERS)");
  }

  @Test
  void onlyWhatIsNewIsAskedFor() {
    assertThat(
            needs(
                update(
                    running(sink("a"), RunState.RUNNING, 1), sink("a").with("topics", "orders,y"))))
        .containsExactly("READ TOPIC y (WORKERS)");
    assertThat(needs(update(running(sink("a"), RunState.RUNNING, 1), sink("a").with("file", "/x"))))
        .isEmpty();
  }

  @Test
  void whatTheWorkersMayDoForAnotherConnectorTheyMayDoForThisOne() {
    assertThat(needs(create(sink("b")), sink("a")))
        .containsExactly("READ GROUP connect-b (WORKERS)");
    assertThat(needs(create(sink("b")), sink("a").on(World.OTHER))).hasSize(2);
    assertThat(
            needs(
                create(sink("b").with("consumer.override.sasl.jaas.config", "${vault:a:b}")),
                sink("a")))
        .containsExactly("READ TOPIC orders (CONNECTOR)", "READ GROUP connect-b (CONNECTOR)");
  }

  @Test
  void whatOneMayDoWithCredentialsOfItsOwnSaysNothingOfAnother() {
    String key = "consumer.override.sasl.jaas.config";

    assertThat(
            needs(create(sink("b").with(key, "${vault:b:b}")), sink("a").with(key, "${vault:a:a}")))
        .hasSize(2);
  }

  @Test
  void aBeginningCoversWhatBeginsWithIt() {
    ConnectorSample all = sink("a").with("topics.regex", "orders\\..*");

    assertThat(needs(create(sink("b").with("topics", "orders.x,payments.x")), all))
        .containsExactly("READ TOPIC payments.x (WORKERS)", "READ GROUP connect-b (WORKERS)");
    assertThat(needs(create(sink("b").with("topics.regex", "orders\\..*")), sink("a")))
        .contains("READ TOPIC orders.* (WORKERS)");
  }

  @Test
  void twoNewConnectorsAskForTheSameTopicOnce() {
    List<Consequences.Need> needs =
        Consequences.of(
                List.of(create(sink("a")), create(sink("b"))), List.of(), List.of(), Map.of())
            .needs();

    assertThat(needs).extracting(need -> need.acls().size()).containsExactly(2, 1);
  }

  @Test
  void aSourceWritesAndCreatesWhereItSaysHow() {
    assertThat(needs(create(connector("a")))).containsExactly("WRITE TOPIC t (WORKERS)");
    assertThat(needs(create(connector("a").with("topic.creation.default.partitions", "3"))))
        .containsExactly("WRITE TOPIC t (WORKERS)", "CREATE TOPIC t (WORKERS)");
  }

  @Test
  void theHistoryOfSchemasHasAClientOfItsOwn() {
    assertThat(
            needs(
                create(
                    connector("a")
                        .with("connector.class", "io.debezium.connector.mysql.MySqlConnector")
                        .with("topic.prefix", "p")
                        .with("schema.history.internal.kafka.topic", "h"))))
        .contains(
            "READ TOPIC h (CONNECTOR)",
            "WRITE TOPIC h (CONNECTOR)",
            "CREATE TOPIC h (CONNECTOR)",
            "READ GROUP p-schemahistory (CONNECTOR)");
  }

  @Test
  void aTopicThatAReferenceHidesIsNotTold() {
    List<Acl> acls =
        Consequences.of(
                List.of(create(sink("a").with("topics", "${vault:a:b}"))),
                List.of(),
                List.of(),
                Map.of())
            .needs()
            .get(0)
            .acls();

    assertThat(acls)
        .filteredOn(acl -> !acl.isTold())
        .extracting(Acl::key)
        .containsExactly("topics");
  }
}
