package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import io.riparian.model.Policy;
import io.riparian.model.Quota;
import io.riparian.model.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What teams can do to each other on one Connect cluster: for each hazard an attack that is
 * refused, and its neighbour, which is what people do every day and passes.
 */
class HazardsTest {
  private static final String SINK = "io.example.WebSinkConnector";
  private static final String SOURCE = "io.example.WebSourceConnector";
  private static final String POSTGRES = "io.debezium.connector.postgresql.PostgresConnector";
  private static final String JDBC = "io.example.JdbcSinkConnector";
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  /**
   * One hazard.
   *
   * @param rule what refuses the attack
   * @param attack connectors on one cluster, of which the first is the attacker's
   */
  record Hazard(
      int number, String name, String rule, List<Subjects> attack, List<Subjects> neighbour) {
    @Override
    public String toString() {
      return number + " " + name;
    }
  }

  private static Hazard hazard(
      int number, String name, String rule, Subjects attack, Subjects neighbour) {
    return new Hazard(number, name, rule, List.of(attack), List.of(neighbour));
  }

  static Stream<Hazard> hazards() {
    return Stream.of(
            providers(),
            clients(),
            topics(),
            identities(),
            classes(),
            reach(),
            references(),
            numbers())
        .flatMap(hazards -> hazards);
  }

  private static Stream<Hazard> providers() {
    return Stream.of(
        hazard(
            1,
            "the worker's environment",
            "P-01",
            Subjects.of(SINK, "topics", "a", "x.password", "${env:X}").mounting(),
            Subjects.of(SINK, "topics", "a", "x.password", "${vault:teams/orders/x:p}").mounting()),
        hazard(
            1,
            "a secret of another team",
            "SEC-3",
            Subjects.of(SINK, "topics", "a", "x.password", "${vault:teams/payments/x:p}")
                .mounting(),
            Subjects.of(SINK, "topics", "a", "x.password", "${vault:teams/orders/x:p}").mounting()),
        hazard(
            19,
            "a secret in Connect's own topic",
            "SEC-1",
            Subjects.of(SINK, "topics", "a", "x.password", "hunter2"),
            Subjects.of(SINK, "topics", "a", "x.user", "orders")));
  }

  private static Stream<Hazard> clients() {
    String harmless =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\""
            + " password=\"${vault:teams/orders/k:p}\";";
    return Stream.of(
        hazard(
            2,
            "another principal",
            "P-02",
            Subjects.of(SINK, "topics", "a", "consumer.override.sasl.jaas.config", harmless)
                .mounting(),
            Subjects.of(SINK, "topics", "a", "consumer.override.sasl.jaas.config", harmless)
                .mounting()
                .overriding("consumer.override.sasl.*")),
        hazard(
            2,
            "a class behind an override",
            "P-02",
            Subjects.of(SINK, "topics", "a", "consumer.override.interceptor.classes", "x.Y")
                .overriding("consumer.override.*"),
            Subjects.of(SINK, "topics", "a", "consumer.override.max.poll.records", "100")),
        hazard(
            2,
            "JNDI by a login module",
            "P-02",
            Subjects.of(
                    SINK,
                    "topics",
                    "a",
                    "consumer.override.sasl.jaas.config",
                    "com.sun.security.auth.module.JndiLoginModule required x=\"ldap://h\";")
                .overriding("*.override.*"),
            Subjects.of(SINK, "topics", "a", "consumer.override.fetch.min.bytes", "1")),
        hazard(
            3,
            "a token from a file",
            "P-03",
            Subjects.of(SINK, "topics", "a", OAUTH, "file:/etc/passwd").overriding("*.override.*"),
            Subjects.of(SINK, "topics", "a", OAUTH, "https://login.example/token")
                .overriding("consumer.override.sasl.*")
                .grantedHosts("login.example")),
        hazard(
            3,
            "a token from any server",
            "P-03",
            Subjects.of(SINK, "topics", "a", OAUTH, "https://elsewhere.example/token")
                .overriding("*.override.*"),
            Subjects.of(SINK, "topics", "a", OAUTH, "https://login.example/token")
                .overriding("consumer.override.sasl.*")
                .grantedHosts("login.example")),
        hazard(
            4,
            "a client of its own, with a login module of its own",
            "P-04",
            Subjects.of(
                SOURCE,
                "schema.history.internal.producer.sasl.jaas.config",
                "com.sun.security.auth.module.LdapLoginModule required userProvider=\"ldap://h\";"),
            Subjects.of(SOURCE, "schema.history.internal.producer.sasl.jaas.config", harmless)
                .mounting()),
        hazard(
            4,
            "a client of its own, on another Kafka",
            "P-04",
            Subjects.of(
                    SOURCE, "schema.history.internal.kafka.bootstrap.servers", "evil.example:9092")
                .grantedHosts("db.example"),
            Subjects.of(
                    SOURCE,
                    "schema.history.internal.kafka.bootstrap.servers",
                    "kafka.internal:9092")
                .grantedHosts("db.example")),
        hazard(
            11,
            "schemas of another registry",
            "P-11",
            Subjects.of(
                    SINK,
                    "topics",
                    "a",
                    "value.converter.schema.registry.url",
                    "https://registry.internal:8081,https://evil.example:8081")
                .grantedHosts("db.example"),
            Subjects.of(
                    SINK,
                    "topics",
                    "a",
                    "value.converter.schema.registry.url",
                    "https://registry.internal:8081")
                .grantedHosts("db.example")),
        hazard(
            11,
            "the cluster's own registry, called as if it were a target",
            "P-11",
            Subjects.of(
                    SINK, "topics", "a", "http.api.url", "https://registry.internal:8081/subjects")
                .grantedHosts("db.example"),
            Subjects.of(SINK, "topics", "a", "http.api.url", "https://db.example/")
                .grantedHosts("db.example")));
  }

  private static final String OAUTH = "consumer.override.sasl.oauthbearer.token.endpoint.url";

  private static Stream<Hazard> topics() {
    return Stream.of(
        hazard(
            5,
            "the consumer group of another",
            "P-05",
            Subjects.of(SINK, "topics", "a", "consumer.override.group.id", "connect-payments-web")
                .grantedGroups("connect-orders-*"),
            Subjects.of(SINK, "topics", "a", "consumer.override.group.id", "connect-orders-web")
                .grantedGroups("connect-orders-*")),
        hazard(
            6,
            "topics of another",
            "P-06",
            Subjects.of(SINK, "topics", "orders-a,payments-a").grantedTopics("orders-*"),
            Subjects.of(SINK, "topics", "orders-a,orders-b").grantedTopics("orders-*")),
        hazard(
            6,
            "a pattern that reaches further",
            "P-06",
            Subjects.of(SINK, "topics.regex", "orders-.*|.*").grantedTopics("orders-*"),
            Subjects.of(SINK, "topics.regex", "orders-(a|b).*").grantedTopics("orders-*")),
        hazard(
            6,
            "a router to another's topic",
            "P-06",
            Subjects.of(
                    SOURCE,
                    "topic",
                    "orders-a",
                    "transforms",
                    "r",
                    "transforms.r.type",
                    "RegexRouter",
                    "transforms.r.regex",
                    "orders-(.*)",
                    "transforms.r.replacement",
                    "payments-$1")
                .grantedTopics("orders-*"),
            Subjects.of(
                    SOURCE,
                    "topic",
                    "orders-a",
                    "transforms",
                    "r",
                    "transforms.r.type",
                    "RegexRouter",
                    "transforms.r.regex",
                    "orders-(.*)",
                    "transforms.r.replacement",
                    "orders-eu-$1")
                .grantedTopics("orders-*")),
        hazard(
            6,
            "collections of a database, under their own names",
            "P-06",
            Subjects.of("com.mongodb.kafka.connect.MongoSourceConnector", "database", "payments-db")
                .grantedTopics("orders-*"),
            Subjects.of(
                    "com.mongodb.kafka.connect.MongoSourceConnector",
                    "database",
                    "payments-db",
                    "topic.prefix",
                    "orders-db")
                .grantedTopics("orders-*")),
        hazard(
            6,
            "a heartbeat beside the prefix",
            "P-06",
            Subjects.of(
                    POSTGRES,
                    "database.hostname",
                    "db",
                    "topic.prefix",
                    "orders-db",
                    "heartbeat.interval.ms",
                    "1000")
                .grantedTopics("orders-*"),
            Subjects.of(
                    POSTGRES,
                    "database.hostname",
                    "db",
                    "topic.prefix",
                    "orders-db",
                    "heartbeat.interval.ms",
                    "1000",
                    "topic.heartbeat.prefix",
                    "orders-beat")
                .grantedTopics("orders-*")),
        hazard(
            9,
            "records that are lost",
            "P-08",
            Subjects.of(SINK, "topics", "a", "errors.tolerance", "all"),
            Subjects.of(
                SINK,
                "topics",
                "a",
                "errors.tolerance",
                "all",
                "errors.deadletterqueue.topic.name",
                "a-dead",
                "errors.deadletterqueue.context.headers.enable",
                "true")),
        hazard(
            9,
            "dead letters to another's topic",
            "P-06",
            Subjects.of(
                    SINK,
                    "topics",
                    "orders-a",
                    "errors.deadletterqueue.topic.name",
                    "payments-dead")
                .grantedTopics("orders-*"),
            Subjects.of(
                    SINK, "topics", "orders-a", "errors.deadletterqueue.topic.name", "orders-dead")
                .grantedTopics("orders-*")));
  }

  private static Stream<Hazard> identities() {
    Subjects slot =
        Subjects.of(
            POSTGRES,
            "database.hostname",
            "db.example",
            "database.dbname",
            "orders",
            "slot.name",
            "cdc",
            "topic.prefix",
            "orders");
    Subjects other =
        Subjects.of(
                POSTGRES,
                "database.hostname",
                "DB.example.",
                "database.port",
                "5432",
                "database.dbname",
                "payments",
                "slot.name",
                "cdc",
                "topic.prefix",
                "payments")
            .named("payments", "payments-db");
    Subjects apart =
        Subjects.of(
                POSTGRES,
                "database.hostname",
                "db.example",
                "slot.name",
                "payments",
                "topic.prefix",
                "payments")
            .named("payments", "payments-db");
    Subjects mqtt = Subjects.of(SOURCE, "mqtt.server.uri", "tcp://mq:1883", "mqtt.client.id", "x");
    return Stream.of(
        new Hazard(8, "one replication slot", "P-07", List.of(slot, other), List.of(slot, apart)),
        new Hazard(
            8,
            "one client id",
            "P-07",
            List.of(mqtt, mqtt.named("payments", "payments-mq")),
            List.of(
                mqtt,
                Subjects.of(SOURCE, "mqtt.server.uri", "tcp://mq:1883", "mqtt.client.id", "y")
                    .named("payments", "payments-mq"))));
  }

  private static Stream<Hazard> classes() {
    String camel = "org.apache.camel.kafkaconnector.jdbcsink.CamelJdbcsinkSinkConnector";
    return Stream.of(
        hazard(
            10,
            "a connector that runs commands",
            "P-09",
            Subjects.of("org.apache.camel.kafkaconnector.exec.CamelExecSinkConnector"),
            Subjects.of(camel)),
        hazard(
            10,
            "an address that runs commands",
            "P-09",
            Subjects.of(
                "org.apache.camel.kafkaconnector.CamelSinkConnector",
                "camel.sink.url",
                "exec:sh?args=-c"),
            Subjects.of(
                "org.apache.camel.kafkaconnector.CamelSinkConnector",
                "camel.sink.url",
                "https://api.orders.example/")),
        hazard(
            10,
            "a kamelet that reads files",
            "P-09",
            Subjects.of(
                "org.apache.camel.kafkaconnector.filesource.CamelFilesourceSourceConnector"),
            Subjects.of(camel)),
        hazard(
            10,
            "a class in a value",
            "P-09",
            Subjects.of(camel, "camel.beans.x", "#class:java.lang.ProcessBuilder"),
            Subjects.of(
                camel,
                "camel.component.jdbc.dataSource",
                "#class:org.postgresql.ds.PGSimpleDataSource")),
        hazard(
            10,
            "a transform that runs a script",
            "P-09",
            Subjects.of(
                SINK, "transforms", "f", "transforms.f.type", "io.debezium.transforms.Filter"),
            Subjects.of(
                SINK,
                "transforms",
                "f",
                "transforms.f.type",
                "org.apache.kafka.connect.transforms.Filter")),
        hazard(
            11,
            "a connector that reads files",
            "P-09",
            Subjects.of("FileStreamSource", "topic", "a"),
            Subjects.of(SOURCE, "topic", "a")));
  }

  /** What a reference hides where it would decide: the same key written out is the neighbour. */
  private static Stream<Hazard> references() {
    String hidden = "${vault:teams/orders/x:y}";
    String mysql = "jdbc:mysql://db.example/orders?";
    return Stream.of(
        unseen("an option", "P-12", "connection.url", mysql + hidden, mysql + "useSSL=true"),
        unseen(
            "an option's value",
            "P-12",
            "connection.url",
            mysql + "sslMode=" + hidden,
            mysql + "user=" + hidden + "&password=" + hidden),
        unseen(
            "a database's name",
            "P-12",
            "connection.url",
            "jdbc:postgresql://db.example/" + hidden,
            "jdbc:postgresql://app:" + hidden + "@db.example/orders"),
        unseen(
            "a driver",
            "P-12",
            "connection.url",
            "jdbc:" + hidden,
            "jdbc:oracle:thin:u/" + hidden + "@db.example:1521:o"),
        unseen("an option of its own", "P-12", "connection.sslMode", hidden, "require"),
        unseen("what joins an address", "P-12", "database.dbname", hidden, "orders"),
        unseen("a host", "P-11", "database.hostname", hidden, "db.example"),
        unseen(
            "a host in an address",
            "P-11",
            "http.url",
            "https://" + hidden + "/",
            "https://u:" + hidden + "@api.example/"),
        unseen(
            "a port",
            "P-11",
            "http.url",
            "http://connect.internal:" + hidden + "/",
            "https://api.example/" + hidden),
        unseen("a file", "P-10", "ssl.keystore.location", "${vault:x:y}", "/mnt/orders/k.jks"),
        unseen("a class", "P-09", "key.strategy.class", hidden, "io.example.Strategy"),
        unseen("transforms", "P-09", "transforms", hidden, "a"),
        unseen("a bean", "P-09", "camel.beans.x", "#class:" + hidden, "#class:io.example.Bean"),
        unseen("topics", "P-06", "topics", "orders-" + hidden, "orders-a"),
        unseen("a pattern of topics", "P-06", "topics.regex", "orders-" + hidden, "orders-.*"),
        unseen(
            "dead letters",
            "P-06",
            "errors.deadletterqueue.topic.name",
            "orders-" + hidden,
            "orders-dead"),
        unseen("a group", "P-05", "jms.group.id", "orders-" + hidden, "orders-a"),
        unseen("a part of a path", "P-10", "x.path", "/mnt/orders/" + hidden, "/mnt/orders/k"));
  }

  private static Hazard unseen(String what, String rule, String key, String hidden, String open) {
    return hazard(1, what + " behind a reference", rule, unseen(key, hidden), unseen(key, open));
  }

  private static Subjects unseen(String key, String value) {
    Subjects one =
        key.startsWith("topics")
            ? Subjects.of(SINK, key, value)
            : Subjects.of(SINK, "topics", "orders-a", key, value);
    return one.mounting("/mnt/{team}").grantedTopics("orders-*").grantedGroups("*orders-*");
  }

  private static Stream<Hazard> reach() {
    return Stream.of(
        hazard(
            11,
            "files of another",
            "P-10",
            Subjects.of(SINK, "ssl.keystore.location", "/mnt/teams/orders/../payments/k.jks")
                .mounting("/mnt/teams/{team}"),
            Subjects.of(SINK, "ssl.keystore.location", "/mnt/teams/orders/k.jks")
                .mounting("/mnt/teams/{team}")),
        hazard(
            12,
            "credentials of the machine",
            "P-11",
            Subjects.of(SINK, "http.url", "http://169.254.169.254/latest/meta-data/"),
            Subjects.of(SINK, "http.url", "https://api.example/orders")),
        hazard(
            12,
            "Connect's own REST API",
            "P-11",
            Subjects.of(SINK, "http.url", "http://connect.internal:8083/connectors"),
            Subjects.of(SINK, "http.url", "http://connect.internal:9000/")),
        hazard(
            12,
            "one of several hosts",
            "P-11",
            Subjects.of(JDBC, "connection.url", "jdbc:postgresql://db.example,127.1:5432/orders"),
            Subjects.of(
                JDBC, "connection.url", "jdbc:postgresql://db.example,db2.example:5432/orders")),
        hazard(
            13,
            "an option that runs code",
            "P-12",
            Subjects.of(
                JDBC, "connection.url", "jdbc:mysql://db.example/orders?autoDeserialize=true"),
            Subjects.of(JDBC, "connection.url", "jdbc:mysql://db.example/orders?useSSL=true")),
        hazard(
            13,
            "a database in the worker",
            "P-12",
            Subjects.of(JDBC, "connection.url", "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://h/x'"),
            Subjects.of(JDBC, "connection.url", "jdbc:db2://db.example:50000/orders")));
  }

  private static Stream<Hazard> numbers() {
    Quota eight = new Quota(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(8));
    Quota one = new Quota(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.empty());
    Subjects web = Subjects.of(SINK, "topics", "a", "tasks.max", "1");
    return Stream.of(
        hazard(
            14,
            "all threads of the workers",
            "P-13",
            Subjects.of(SINK, "topics", "a", "tasks.max", "9").limitedTo(eight),
            Subjects.of(SINK, "topics", "a", "tasks.max", "8").limitedTo(eight)),
        new Hazard(
            14,
            "all places of a cluster",
            "CLU-7",
            List.of(web.limitedTo(one), web.named("orders", "orders-x").limitedTo(one)),
            List.of(web.limitedTo(one))),
        hazard(
            15,
            "all memory of the workers",
            "P-14",
            Subjects.of(SINK, "topics", "a", "consumer.override.max.poll.records", "5001")
                .bounding("consumer.override.max.poll.records", 1, 5000),
            Subjects.of(SINK, "topics", "a", "consumer.override.max.poll.records", "5000")
                .bounding("consumer.override.max.poll.records", 1, 5000)));
  }

  @ParameterizedTest
  @MethodSource("hazards")
  void theAttackIsRefused(Hazard hazard) {
    List<Diagnostic> found = judged(hazard.attack());

    assertThat(found)
        .anySatisfy(
            one -> {
              assertThat(one.rule()).isEqualTo(hazard.rule());
              assertThat(one.severity())
                  .isEqualTo(PolicyRule.of(hazard.rule()).orElseThrow().severity());
            });
  }

  @ParameterizedTest
  @MethodSource("hazards")
  void whatIsToldWithoutValuesHoldsNone(Hazard hazard) {
    List<String> values =
        hazard.attack().stream()
            .flatMap(one -> one.config().values().stream())
            .filter(value -> value.length() > 5)
            .toList();

    assertThat(judged(hazard.attack()))
        .extracting(one -> Quoted.withoutValues(one.message() + " " + one.hint()))
        .allSatisfy(told -> assertThat(told).doesNotContain(values));
  }

  @ParameterizedTest
  @MethodSource("hazards")
  void theNeighbourPasses(Hazard hazard) {
    assertThat(judged(hazard.neighbour())).isEmpty();
  }

  private static List<Diagnostic> judged(List<Subjects> all) {
    return Subjects.judged(Policy.DEFAULT, NOW, all.toArray(Subjects[]::new));
  }

  /** What is not told from the configuration alone, and where it is shown. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7  | JudgeTest                | aNameOutsideTheGrantIsRefused",
        "16 | SpellingsTest            | theseAreOneValue",
        "21 | FateTest                 | aVanishedUnitLeavesOrphans",
        "17 | DoctorTest               | aPluginThatAnotherWorkerLacksIsAnError",
        "17 | DoctorTest               | aClusterInOrderHasNothingButWhatIsToBeChecked",
        "18 | DoctorTest               | adminEndpointsOnThePublicListenerAreFound",
        "18 | DoctorTest               | whoeverIsRefusedFindsNothingOpen",
        "20 | HealthTest               | aConnectorThatSaysItRunsIsAsWellAsItsWorstTask",
        "22 | PackageMapTest           | purePackagesAskNothingOfTheWorld",
        "22 | RailsBeforeWorkersTest   | noWorkerIsAskedToValidateWhatBreaksAGuardRail",
        "22 | RailsBeforeWorkersTest   | itsNeighbourIsCreated"
      })
  void whatLivesElsewhereIsShownThere(int hazard, String type, String method) throws Exception {
    assertThat(hazard).isBetween(1, 22);
    assertThat(Arrays.stream(type(type).getDeclaredMethods()).map(one -> one.getName()))
        .contains(method);
  }

  @Test
  void noHazardIsForgotten() {
    Set<Integer> shown = new TreeSet<>(ELSEWHERE);
    hazards().map(Hazard::number).forEach(shown::add);

    assertThat(shown).containsExactlyElementsOf(IntStream.rangeClosed(1, 22).boxed().toList());
  }

  /** Those of the table above. */
  private static final Set<Integer> ELSEWHERE = Set.of(7, 16, 17, 18, 20, 21, 22);

  private static Class<?> type(String simpleName) throws IOException, ClassNotFoundException {
    Path sources = Path.of("src/test/java");
    try (Stream<Path> files = Files.walk(sources)) {
      Path file = files.filter(one -> one.endsWith(simpleName + ".java")).findFirst().orElseThrow();
      String name = sources.relativize(file).toString().replace(".java", "").replace('/', '.');
      return Class.forName(name, false, HazardsTest.class.getClassLoader());
    }
  }
}
