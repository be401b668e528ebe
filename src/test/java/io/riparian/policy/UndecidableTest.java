package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.model.Policy.Strictness;
import io.riparian.model.Quota;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UndecidableTest {
  private static final Location HERE = Location.ofFile("f");

  private static List<Diagnostic> judged(Policy policy, Subjects subjects) {
    Subject subject = subjects.get();
    return new GuardRails(
            policy, Instant.EPOCH, (connector, key) -> HERE, Standing.NOBODY, PasswordKeys.NONE)
            .judge(
                new TreeMap<>(Map.of(subject.connector().id(), subject.connector())),
                Map.of(subject.cluster().name(), subject.cluster()),
                Map.of(subject.team(), subject.grant()),
                Judgements.none())
            .diagnostics()
            .values()
            .stream()
            .flatMap(List::stream)
            .toList();
  }

  @Test
  void aValueThatIsTooLongToBeJudgedIsRefusedAndNobodyCanBeExceptedFromThat() {
    Policy lenient =
        new Policy(
            Stream.of("POL-5", "SEC-1")
                .map(rule -> new Strictness(HERE, rule, Optional.empty(), Set.of()))
                .toList(),
            List.of(),
            Map.of(),
            Quota.UNLIMITED,
            List.of());

    assertThat(judged(lenient, Subjects.of("A", "x", "a".repeat(65_537))))
        .extracting(Diagnostic::rule, Diagnostic::isError)
        .containsExactly(tuple("POL-5", true));
    assertThat(judged(lenient, Subjects.of("A", "x", "a ".repeat(32_768)))).isEmpty();
  }

  @Test
  void whatBreaksOffIsRefused() {
    Stream.<RuntimeException>of(new IllegalStateException("a value"))
        .forEach(
            mistake -> {
              List<Finding> found = new ArrayList<>();
              Undecidable.unless(
                  found::add,
                  () -> {
                    throw mistake;
                  });
              assertThat(found).hasSize(1);
              assertThat(found.get(0).message()).doesNotContain("a value");
            });
  }

  /** Each of these made some expression look at every character from every other one. */
  @Test
  void longValuesOfOneLetterComeToAVerdict() {
    for (String value :
        List.of(
            "a".repeat(60_000),
            "a://".repeat(15_000),
            "jdbc:oracle:a:".repeat(4_000),
            "x " + "a".repeat(60_000),
            "a.".repeat(30_000),
            "....".repeat(15_000) + " x",
            "Source".repeat(10_000) + "!",
            ".PostgresCdcSource".repeat(3_000) + "\n!",
            "a.Router".repeat(7_500) + "\n!",
            "${}".repeat(20_000),
            "${a:".repeat(15_000),
            "a=".repeat(30_000),
            "1,2,".repeat(15_000))) {
      Subjects subject =
          Subjects.of(
              value,
              "transforms",
              "a",
              "transforms.a.type",
              value,
              "topics.regex",
              value,
              "url",
              value,
              "x.class",
              value,
              "producer.override.sasl.jaas.config",
              value,
              "ssl.keystore.location",
              value);
      assertThat(judged(Policy.DEFAULT, subject.grantedTopics("b*").grantedHosts("b")))
          .isNotEmpty();
    }
  }

  @Test
  void aKeyThatIsTooLongIsRefusedLikeAValue() {
    assertThat(judged(Policy.DEFAULT, Subjects.of("A", "a".repeat(513), "x")))
        .extracting(Diagnostic::rule)
        .containsExactly("POL-5");
    assertThat(judged(Policy.DEFAULT, Subjects.of("A", "a".repeat(512), "x"))).isEmpty();
  }

  /** What each transform lets by keeps its name, so that there are twice as many after each. */
  @Test
  void topicsThatDoubleWithEachTransformAreAnyTopic() {
    Map<String, String> config = new TreeMap<>();
    StringBuilder aliases = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      String transform = "transforms.t" + i;
      config.put(transform + ".type", "org.apache.kafka.connect.transforms.RegexRouter");
      config.put(transform + ".regex", "(.*)");
      config.put(transform + ".replacement", "$1-" + i);
      config.put(transform + ".predicate", "p");
      aliases.append(i == 0 ? "t" : ",t").append(i);
    }
    config.put("transforms", aliases.toString());
    config.put("topic", "orders");

    assertThat(Topics.of(ConnectorConfig.of(config), "orders-web"))
        .extracting(Topics.Topic::name, Topics.Topic::whole)
        .containsExactly(tuple("", false));
  }

  @Test
  void aNameThatGrowsWithEachTransformIsAnyName() {
    Map<String, String> config = new TreeMap<>();
    StringBuilder aliases = new StringBuilder("t0");
    for (int i = 0; i < 40; i++) {
      config.put(
          "transforms.t" + i + ".type", "org.apache.kafka.connect.transforms.TimestampRouter");
      config.put("transforms.t" + i + ".topic.format", "${topic}${topic}");
      aliases.append(",t").append(i);
    }
    config.put("transforms", aliases.toString());
    config.put("topic", "orders");

    assertThat(Topics.of(ConnectorConfig.of(config), "orders-web"))
        .extracting(Topics.Topic::name, Topics.Topic::whole)
        .contains(tuple("", false));
  }
}
