package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.model.ConnectorId;
import io.riparian.plan.Risk.Flag;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a reviewer is to look at first. Each flag has its own fixture, in which it is raised alone.
 */
class RisksTest {
  private static final String SINK = "org.example.Sink";
  private static final String DEBEZIUM = "io.debezium.connector.postgresql.PostgresConnector";

  /** Something that runs, and what a request makes of it. */
  private record Fixture(List<ConnectorSample> before, List<ConnectorSample> after) {
    static Fixture of(ConnectorSample before, ConnectorSample after) {
      return new Fixture(List.of(before), List.of(after));
    }

    World world() {
      World world = new World().runs(before.toArray(ConnectorSample[]::new));
      before.forEach(one -> world.removes(one.id()));
      return world.declares(after.toArray(ConnectorSample[]::new));
    }

    List<Risk> risks() {
      return risks(world());
    }

    List<Risk> risks(World world) {
      return Consequences.of(
              world.plan().changes(),
              before.stream().map(ConnectorSample::declared).toList(),
              after.stream().map(ConnectorSample::declared).toList(),
              Map.of())
          .risks();
    }
  }

  private static ConnectorSample sink() {
    return sink("a");
  }

  private static ConnectorSample sink(String name) {
    return connector(name).with("connector.class", SINK).with("topics", "orders");
  }

  private static ConnectorSample database() {
    return connector("a")
        .with("connector.class", DEBEZIUM)
        .with("topic.prefix", "a")
        .with("database.hostname", "db")
        .with("database.password", "${vault:a:b}");
  }

  private static final Map<Flag, Supplier<Fixture>> FIXTURES =
      Map.ofEntries(
          Map.entry(
              Flag.SECRET_ENDPOINT,
              () -> Fixture.of(database(), database().with("database.hostname", "evil"))),
          Map.entry(
              Flag.DELETE,
              () -> new Fixture(List.of(connector("a"), sink("b")), List.of(sink("b")))),
          Map.entry(
              Flag.RENAME,
              () ->
                  Fixture.of(
                      sink().in("teams/payments/connectors/a.yaml"),
                      sink("b").in("teams/payments/connectors/a.yaml"))),
          Map.entry(
              Flag.READS_AGAIN,
              () -> Fixture.of(sink(), sink().with("consumer.override.group.id", "fresh"))),
          Map.entry(
              Flag.OTHER_CLASS, () -> Fixture.of(sink(), sink().with("connector.class", "x.Sink"))),
          Map.entry(
              Flag.NEW_CLASS,
              () -> Fixture.of(sink(), sink().with("value.converter", "org.example.Avro"))),
          Map.entry(
              Flag.NEW_TOPICS,
              () -> Fixture.of(connector("a"), connector("a").with("topic", "other"))),
          Map.entry(Flag.ERRORS, () -> Fixture.of(sink(), sink().with("errors.tolerance", "all"))),
          Map.entry(Flag.STOPPED, () -> Fixture.of(sink(), sink().stopped())),
          Map.entry(
              Flag.FORGET,
              () -> new Fixture(List.of(connector("a").forgottenOnRemoval()), List.of())),
          Map.entry(Flag.ADOPT, () -> new Fixture(List.of(), List.of(connector("a").adopted()))),
          Map.entry(
              Flag.VERSION,
              () -> Fixture.of(sink(), sink().with("connector.plugin.version", "2.0"))),
          Map.entry(Flag.TASKS_UP, () -> Fixture.of(sink(), sink().with("tasks.max", "2"))));

  /** What comes with a flag and cannot be had without it. */
  private static final Map<Flag, Set<Flag>> BESIDES = Map.of(Flag.RENAME, Set.of(Flag.DELETE));

  @ParameterizedTest
  @EnumSource
  void eachFlagIsRaisedByWhatItIsFor(Flag flag) {
    Fixture fixture = Objects.requireNonNull(FIXTURES.get(flag)).get();
    World world = fixture.world();
    if (flag == Flag.ADOPT) {
      world.finds(connector("a"));
    }

    Set<Flag> expected = EnumSet.of(flag);
    expected.addAll(BESIDES.getOrDefault(flag, Set.of()));
    assertThat(fixture.risks(world))
        .extracting(Risk::flag)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whatIsNoneOfThemIsRoutine() {
    assertThat(Fixture.of(sink(), sink().with("file", "/elsewhere")).risks()).isEmpty();
    assertThat(Fixture.of(sink().with("tasks.max", "3"), sink()).risks()).isEmpty();
    assertThat(Fixture.of(database(), database().with("snapshot.mode", "never")).risks()).isEmpty();
    assertThat(Fixture.of(sink(), sink().paused()).risks()).isEmpty();
    assertThat(Fixture.of(database(), database()).risks()).isEmpty();
  }

  @Test
  void aSinkOfAClassThatOthersRunOnTheClusterIsRoutine() {
    Fixture fixture = new Fixture(List.of(sink()), List.of(sink(), sink("b")));

    assertThat(fixture.risks()).isEmpty();
  }

  @Test
  void aClassThatOthersRunOnAnotherClusterIsNewOnThisOne() {
    Fixture fixture =
        new Fixture(List.of(sink().on(World.OTHER)), List.of(sink().on(World.OTHER), sink("b")));

    assertThat(fixture.risks()).extracting(Risk::flag).containsExactly(Flag.NEW_CLASS);
  }

  @Test
  void aPrefixThatTheProgressOfDebeziumIsKeptUnderIsReadAgain() {
    assertThat(Fixture.of(database(), database().with("topic.prefix", "b")).risks())
        .extracting(Risk::flag)
        .containsExactly(Flag.READS_AGAIN, Flag.NEW_TOPICS);
  }

  @Test
  void anAddressThatChangesInTheClusterAloneIsWhatGitIsComparedWith() {
    Fixture fixture = Fixture.of(database(), database().with("database.hostname", "elsewhere"));
    World world = fixture.world().edits("a", "database.hostname", "elsewhere");
    world.edits("a", "poll.interval.ms", "9");

    assertThat(fixture.risks(world)).extracting(Risk::flag).contains(Flag.SECRET_ENDPOINT);
  }

  @Test
  void aRenamedSinkThatKeepsItsGroupGoesOn() {
    ConnectorSample before = sink().with("consumer.override.group.id", "g");
    ConnectorSample after = sink("b").with("consumer.override.group.id", "g");

    assertThat(Fixture.of(before, after).risks())
        .filteredOn(risk -> risk.flag() == Flag.RENAME)
        .extracting(Risk::id, Risk::why)
        .containsExactly(
            tuple(
                new ConnectorId(World.SHARED, "b"),
                "takes the place of `a`, and goes on in its consumer group"));
  }

  @Test
  void anotherTeamsConnectorOfTheSameConfigurationIsNoRename() {
    ConnectorSample after = sink("b").inTeam("orders");

    assertThat(Fixture.of(sink(), after).risks())
        .extracting(Risk::flag)
        .containsExactly(Flag.DELETE);
  }

  @Test
  void whatOnlyPutsDriftBackIsNoRisk() {
    World world = new World().runs(sink()).edits("a", "errors.tolerance", "all");

    assertThat(world.plan().changes()).hasSize(1);
    assertThat(new Fixture(List.of(sink()), List.of(sink())).risks(world)).isEmpty();
  }

  @Test
  void theGravestStandsFirst() {
    List<Risk> risks =
        Fixture.of(
                database().with("tasks.max", "1"),
                database()
                    .with("tasks.max", "2")
                    .with("database.hostname", "evil")
                    .with("connector.plugin.version", "2"))
            .risks();

    assertThat(risks)
        .extracting(Risk::flag)
        .containsExactly(Flag.SECRET_ENDPOINT, Flag.VERSION, Flag.TASKS_UP);
  }

  @Test
  void noSentenceHoldsWhatMayBeASecret() {
    String secret = "hunter2-hunter2-hunter2-hunter2-hunter2";
    Stream<String> sentences =
        Fixture.of(
                connector("a"),
                connector("a")
                    .with("topic", secret)
                    .with("connector.class", secret)
                    .with("errors.tolerance", secret)
                    .with("connector.plugin.version", secret))
            .risks()
            .stream()
            .map(Risk::why);

    assertThat(sentences).isNotEmpty().noneMatch(sentence -> sentence.contains(secret));
  }
}
