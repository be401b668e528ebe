package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorConfig;
import io.riparian.policy.Topics.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics and groups: those that are really used, whatever a configuration says on the surface. */
class StreamsTest {
  private static final String SINK = "io.example.WebSinkConnector";
  private static final String SOURCE = "io.example.WebSourceConnector";
  private static final String DEBEZIUM = "io.debezium.connector.mysql.MySqlConnector";
  private static final String JDBC = "io.confluent.connect.jdbc.JdbcSourceConnector";

  private static boolean breaks(Subjects subject) {
    return subject.judgedBy(new TopicRail()).stream().anyMatch(Finding::certain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payments-.*|.*",
        "(payments-)?.*",
        "(payments-)*x",
        "(payments-|).*",
        "(?:payments-|x).*",
        "payments-?.*",
        "payments.*",
        "payments-.*|orders",
        "payments-.*|",
        ".*payments-.*",
        "[p]ayments-.*",
        "(?i)payments-.*",
        "payments-(?x)#(\n|orders.*#)",
        "payments-\\Q(\\E|orders.*|x\\Q)\\E",
        "payments-\\c(|orders.*|x\\c)",
        "payments-[[a](]|orders.*|x[[a])]",
        "payments-[^](]|orders.*|x[^])]",
        "p{0}ayments-.*",
        "\\x70ayments-.*",
        "payments-.*)|(.*",
        "(?=payments-).*|.*",
        "\\Qpay\\E.*"
      })
  void aPatternThatOnlyLooksContainedIsRefused(String regex) {
    assertThat(breaks(Subjects.of(SINK, "topics.regex", regex).grantedTopics("payments-*")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payments-.*",
        "^payments-.*$",
        "payments-[a-z]*",
        "\\Qpayments-\\E.*",
        "payments-\\Q|\\E.*",
        "payments-(?!internal).*",
        "payments-(a|b|.*)?",
        "(payments-a|payments-b)",
        "(?:payments-a|payments-b).*",
        "payments-a|payments-b.*",
        "payments\\-.+",
        "payments-[^a-z\\]]x"
      })
  void aPatternThatIsContainedPasses(String regex) {
    assertThat(
            Subjects.of(SINK, "topics.regex", regex)
                .grantedTopics("payments-*")
                .judgedBy(new TopicRail()))
        .isEmpty();
  }

  @Test
  void aDeepPatternIsRefusedAndNothingBreaks() {
    String deep = "(".repeat(20_000) + "a" + ")".repeat(20_000);

    assertThat(RegexPrefixes.of(deep)).containsExactly("");
  }

  /** Small expressions over a few characters, and words that many of them match. */
  @Test
  void whatAnExpressionMatchesBeginsAsWasSaid() {
    Random random = new Random(7);
    List<String> words = words();
    int told = 0;
    for (int round = 0; round < 20_000; round++) {
      String regex = expression(random, 3);
      Pattern pattern;
      try {
        pattern = Pattern.compile(regex);
      } catch (IllegalArgumentException noExpression) {
        continue;
      }
      List<String> prefixes = RegexPrefixes.of(regex);
      told += prefixes.contains("") ? 0 : 1;
      for (String word : words) {
        if (pattern.matcher(word).matches()) {
          assertThat(prefixes).as("%s matches %s", regex, word).anyMatch(word::startsWith);
        }
      }
    }

    assertThat(told).isGreaterThan(2_000);
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>(List.of(""));
    for (int at = 0; words.get(at).length() < 4; at++) {
      for (String character : List.of("a", "b", "-", "(")) {
        words.add(words.get(at) + character);
      }
    }
    return words;
  }

  private static String expression(Random random, int depth) {
    StringBuilder expression = new StringBuilder();
    int parts = 1 + random.nextInt(4);
    for (int part = 0; part < parts; part++) {
      String[] leaves = {
        "a", "b", "-", "a", "b", ".", "[ab]", "[^a]", "[]a]", "[a[b]]", "[(]", "\\(", "\\-",
        "\\Qa\\E", "\\Q(\\E", "\\Q|\\E", "\\w", "\\x61", "\\c(", "^", "$", "(?i)", "(?x)", "#",
        "\\E", "\\\\"
      };
      String one =
          depth > 0 && random.nextInt(3) == 0
              ? List.of("(", "(?:", "(?=", "(?!", "(?>").get(random.nextInt(5))
                  + expression(random, depth - 1)
                  + ")"
              : leaves[random.nextInt(leaves.length)];
      String times =
          random.nextInt(4) == 0
              ? List.of("?", "*", "+", "{0,2}", "??").get(random.nextInt(5))
              : "";
      expression.append(one).append(times).append(random.nextInt(6) == 0 ? "|" : "");
    }
    return expression.toString();
  }

  private static List<String> written(String connectorClass, String... config) {
    return Topics.of(Subjects.of(connectorClass, config).get()).stream()
        .filter(topic -> topic.use() == Use.WRITTEN)
        .map(topic -> topic.name() + (topic.whole() ? "" : "*"))
        .distinct()
        .toList();
  }

  @Test
  void whatASourceWritesToIsWhatItsFamilyMakesOfItsPrefix() {
    assertThat(written(DEBEZIUM, "topic.prefix", "p")).containsExactly("p", "p.*");
    assertThat(written(DEBEZIUM, "topic.prefix", "p", "topic.delimiter", "-"))
        .containsExactly("p", "p-*");
    assertThat(written(DEBEZIUM, "topic.prefix", "p", "database.server.name", "q"))
        .containsExactly("p", "p.*", "q", "q.*");
    assertThat(written(DEBEZIUM, "topic.prefix", "p", "heartbeat.interval.ms", "10"))
        .contains("__debezium-heartbeat.p");
    assertThat(written(JDBC, "topic.prefix", "p-")).containsExactly("p-*");
    assertThat(written(JDBC, "topic.prefix", "p", "query", "select")).containsExactly("p");
    assertThat(written(JDBC)).containsExactly("*");
    assertThat(written(SOURCE, "kafka.topic", "a", "x.topic.prefix", "b"))
        .containsExactlyInAnyOrder("a", "b*");
    assertThat(
            written(
                "org.apache.kafka.connect.mirror.MirrorSourceConnector",
                "source.cluster.alias",
                "eu"))
        .containsExactly("eu.*");
  }

  @Test
  void aSourceIsNoSinkBecauseItNamesTopics() {
    assertThat(written(JDBC, "topics", "orders-a", "topic.prefix", "payments-"))
        .contains("payments-*");
    assertThat(written(DEBEZIUM, "topics.regex", "orders-.*", "topic.prefix", "payments"))
        .contains("payments");
    assertThat(written("org.apache.camel.kafkaconnector.CamelHttpSourceConnector", "topics", "a"))
        .containsExactly("a");
  }

  @Test
  void aSinkWritesItsDeadLettersAndWhatItsClientKeeps() {
    assertThat(
            written(
                SINK,
                "topics",
                "a",
                "errors.deadletterqueue.topic.name",
                "dead",
                "confluent.topic",
                "_licence"))
        .containsExactlyInAnyOrder("dead", "_licence");
  }

  private static List<String> routed(String topic, String... routers) {
    Map<String, String> config = new TreeMap<>(Map.of("connector.class", SOURCE, "topic", topic));
    for (int at = 0; at < routers.length; at += 2) {
      config.put(routers[at], routers[at + 1]);
    }
    return Topics.of(ConnectorConfig.of(config), "orders-web").stream()
        .map(one -> one.name() + (one.whole() ? "" : "*"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RegexRouter", "org.apache.kafka.connect.transforms.RegexRouter", "x.RegexRouter"})
  void aRouterIsFollowedUnderAnyOfItsNames(String type) {
    assertThat(
            routed(
                "a-1",
                "transforms",
                "r",
                "transforms.r.type",
                type,
                "transforms.r.regex",
                "a-(.*)",
                "transforms.r.replacement",
                "b-$1"))
        .containsExactly("b-1");
  }

  @Test
  void routersComeOneAfterTheOther() {
    assertThat(
            routed(
                "a",
                "transforms",
                "r, s",
                "transforms.r.type",
                "RegexRouter",
                "transforms.r.regex",
                "a",
                "transforms.r.replacement",
                "b",
                "transforms.s.type",
                "TimestampRouter"))
        .containsExactly("b-*");
  }

  @Test
  void whatAPredicateLetsByKeepsItsTopic() {
    assertThat(
            routed(
                "a",
                "transforms",
                "r",
                "transforms.r.type",
                "RegexRouter",
                "transforms.r.regex",
                ".*",
                "transforms.r.replacement",
                "b",
                "transforms.r.predicate",
                "p"))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"(.*)(.*)(.*)(.*)(.*)(.*)b | x", "(      | x", "a.*    | $9"})
  void whatCannotBeFollowedMayBeAnyTopic(String regex, String replacement) {
    assertThat(
            routed(
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "transforms",
                "r",
                "transforms.r.type",
                "RegexRouter",
                "transforms.r.regex",
                regex,
                "transforms.r.replacement",
                replacement))
        .containsExactly("*");
  }

  @Test
  void aTopicThatOnlyTheRecordsTellIsNoCertainMistake() {
    List<Finding> found =
        Subjects.of(
                SOURCE,
                "topic",
                "a",
                "transforms",
                "r",
                "transforms.r.type",
                "x.ExtractTopic$Value")
            .grantedTopics("a")
            .judgedBy(new TopicRail());

    assertThat(found).hasSize(1).noneMatch(Finding::certain);
  }

  @Test
  void aGroupIsGrantedLikeATopic() {
    Subjects web = Subjects.of(SINK, "topics", "a");

    assertThat(breaks(web.grantedGroups("orders-*"))).isTrue();
    assertThat(breaks(web.grantedGroups("connect-orders-*"))).isFalse();
    assertThat(breaks(Subjects.of(SOURCE, "jms.group.id", "payments").grantedGroups("orders-*")))
        .isTrue();
  }
}
