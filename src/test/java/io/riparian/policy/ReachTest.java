package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Cluster;
import io.riparian.model.Diagnostic;
import io.riparian.model.Policy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes, clients, hosts, addresses and files, spelled as attackers would. */
class ReachTest {
  private static final String SINK = "io.example.WebSinkConnector";

  private static boolean breaks(GuardRail rail, Subjects subject) {
    return subject.judgedBy(rail).stream().anyMatch(Finding::certain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x000000007f000001",
        "0X7F.0.0.1",
        "017700000001",
        "0177.0.0.1",
        "0127.0.0.1",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::FFFF:7f00:1]",
        "[0:0:0:0:0:0:0:1%25lo]",
        "[64:ff9b::7f00:1]",
        "0.0.0.0",
        "0",
        "LOCALHOST",
        "localhost.",
        "x.localhost",
        "localhost.localdomain",
        "\u24dbocalhost",
        "127\u30020\u30020\u30021",
        "169.254.169.254",
        "0xA9FEA9FE",
        "0169.254.169.254",
        "metadata.google.internal",
        "[fd00:ec2::254]",
        "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
        "connect.internal:8083",
        "Connect.Internal:08083",
        "user@127.0.0.1",
        "good.example@127.0.0.1",
        "good.example:80@127.0.0.1:8083",
        "127.0.0.1\\@good.example",
        "good.example\\@127.0.0.1",
        "good.example,127.0.0.1",
        "u:${vault:teams/orders/x:p}@127.0.0.1"
      })
  void theWorkerItselfIsFoundInAnySpelling(String host) {
    assertThat(breaks(new HostRail(), Subjects.of(SINK, "any", "http://" + host + "/x"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "database.hostname  | 127.0.0.1",
        "database.hostname  | 127.0.0.1/x:1",
        "database.hostname  | x@127.0.0.1",
        "database.hostname  | 127.0.0.1?a",
        "cassandra.contact.points | db.example, localhost",
        "mongodb.hosts      | rs0/db.example:27017,rs0/localhost:27017",
        "snowflake.url.name | localhost:443",
        "redis.hosts        | 10.0.0.1:6379,127.0.0.1:6379",
        "connection.url     | jdbc:mysql://127.0.0.1,u@good.example/db",
        "connection.url     | jdbc:mysql://u@good.example,u@127.0.0.1/db",
        "connection.url     | jdbc:mysql://(port=3306,host=127.0.0.1)/db",
        "connection.url     | jdbc:mysql://address=(host=127.0.0.1)(port=3306)/db",
        "connection.url     | jdbc:mysql:loadbalance://good.example,127.0.0.1/db",
        "connection.url     | http://good.example:9200,http://127.0.0.1:9200",
        "connection.url     | http://good.example,localhost://x",
        "connection.url     | jdbc:oracle:thin:@127.0.0.1:1521:x",
        "connection.url     | jdbc:oracle:thin:@127.0.0.1/x",
        "connection.url     | jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=localhost)(PORT=1)))",
        "connection.url     | jdbc:sqlserver://;serverName=localhost;databaseName=x",
        "mq.connection.name.list | localhost(1414)",
        "mq.connection.name.list | db.example(1414), 127.0.0.1(1414)",
        "mq.connection.list      | db.example:1414,127.0.0.1:1414",
        "connection.url          | jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HTTPS_PROXY=localhost)(HTTPS_PROXY_PORT=80)(HOST=h)))",
        "connection.url          | jdbc:oracle:thin:@tcps://h:1/s?https_proxy=127.0.0.1",
        "connection.url          | jdbc:trino://h/c?socksProxy=localhost:1080",
        "connection.url          | jdbc:snowflake://h/?useProxy=true&proxyHost=localhost",
        "connection.url          | jdbc:db2://h:1/d:x=y;clientRerouteAlternateServerName=localhost",
        "any                | ldap://elsewhere.example/x",
        "any                | ${jndi:rmi://elsewhere.example/x}"
      })
  void theWorkerItselfIsFoundUnderAnyKey(String key, String value) {
    assertThat(breaks(new HostRail(), Subjects.of(SINK, key, value))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.url             | https://api.example/127.0.0.1",
        "http.url             | https://127.0.0.1.example/",
        "http.url             | http://10.0.0.1:8080/",
        "connection.url       | http://es1.example:9200,http://es2.example:9200",
        "http.url             | http://connect.internal:9000/",
        "connection.url       | postgresql://app:${vault:teams/orders/db:password}@db.example/orders",
        "database.server.name | localhost",
        "ssl.endpoint.identification.algorithm | https",
        "topics               | localhost",
        "doc                  | see localhost for more"
      })
  void anyOtherHostPassesWhereNoneAreListed(String key, String value) {
    assertThat(Subjects.of(SINK, key, value).judgedBy(new HostRail())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.evil.example/",
        "https://evil.example/api.example",
        "https://api.example@evil.example/",
        "https://api.example:8443/",
        "https://\u00e4pi.example/",
        "https://${vault:teams/orders/x:host}/",
        "https://api.example,evil.example/",
        "http://10.2.0.1/",
        "http://0012.1.0.1/"
      })
  void whatIsNotListedIsRefusedWhereHostsAreListed(String url) {
    assertThat(
            breaks(
                new HostRail(),
                Subjects.of(SINK, "any", url).grantedHosts("api.example:443", "10.1.0.0/16")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://API.example:443/",
        "https://u:${vault:teams/orders/x:p}@db.orders.example/",
        "http://10.1.2.3/",
        "http://127.0.0.1:9200/"
      })
  void whatIsListedPasses(String url) {
    assertThat(
            Subjects.of(SINK, "any", url)
                .grantedHosts(
                    "api.example:443", "*.orders.example", "10.1.0.0/16", "127.0.0.1:9200")
                .judgedBy(new HostRail()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection.url | jdbc:postgresql://api.example,b{d.example/x",
        "connection.url | jdbc:postgresql://api.example, evil.example/x",
        "connection.url | jdbc:mysql://(host=api.example,port=3306)/x",
        "redis.hosts    | api.example,evil.example x",
        "redis.hosts    | api.example,."
      })
  void aPieceThatIsNoHostIsRefusedWhereHostsAreListed(String key, String value) {
    Subjects subject = Subjects.of(SINK, key, value);

    assertThat(breaks(new HostRail(), subject.grantedHosts("api.example"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example:9200, http://api.example:9201",
        "http://api.example:9200,http://api.example:9201,",
        "http://api.example:9200,api.example:9201",
        "api.example, api.example,"
      })
  void aListOfListedHostsPasses(String urls) {
    assertThat(
            Subjects.of(SINK, "connection.url", urls)
                .grantedHosts("api.example")
                .judgedBy(new HostRail()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://other.internal:8083/connectors, true",
    "http://10.1.2.3:8443/, true",
    "http://0x0a010203:8443/, true",
    "http://other.internal:8084/, false",
    "http://10.1.2.4:8443/, false"
  })
  void noClustersRestApiIsCalledWhicheverTheConnectorRunsOn(String url, boolean refused) {
    Subject own = Subjects.of(SINK, "topics", "a", "http.url", url).get();
    Cluster other =
        Subjects.answeringAt(
            "other", URI.create("http://other.internal:8083"), URI.create("https://10.1.2.3:8443"));

    List<Diagnostic> found =
        new GuardRails(
                Policy.DEFAULT,
                Instant.EPOCH,
                (connector, key) -> connector.at(),
                Standing.NOBODY,
                PasswordKeys.NONE)
                .judge(
                    new TreeMap<>(Map.of(own.connector().id(), own.connector())),
                    Map.of("shared", own.cluster(), "other", other),
                    Map.of(own.team(), own.grant()),
                    Judgements.none())
                .diagnostics()
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();

    assertThat(found).extracting(Diagnostic::rule).isEqualTo(refused ? List.of("P-11") : List.of());
  }

  @Test
  void theAddressOfAWebhookIsASecretAsAWhole() {
    Subjects slack = Subjects.of(SINK, "slack.webhook.url", "${vault:teams/orders/slack:url}");

    assertThat(slack.judgedBy(new HostRail())).isEmpty();
    assertThat(breaks(new HostRail(), slack.grantedHosts("api.example"))).isTrue();
  }

  @Test
  void aListOfMqIsAListOfHosts() {
    Subjects mq =
        Subjects.of("io.example.Mq", "mq.connection.name.list", "a.example(1414),b.example(1415)");

    assertThat(mq.grantedHosts("a.example:1414", "b.example").judgedBy(new HostRail())).isEmpty();
    assertThat(mq.grantedHosts("a.example:1414").judgedBy(new HostRail())).hasSize(1);
  }

  @Test
  void aPatternNeverGrantsTheWorkerItself() {
    assertThat(
            breaks(
                new HostRail(),
                Subjects.of(SINK, "any", "http://127.0.0.1/").grantedHosts("*", "0.0.0.0/0")))
        .isTrue();
  }

  @Test
  void aRangeHasWhatLiesInItAndNothingElse() {
    assertThat(IpAddress.of("10.1.2.3").get(0).isIn("10.1.0.0/16")).isTrue();
    assertThat(IpAddress.of("10.2.2.3").get(0).isIn("10.1.0.0/16")).isFalse();
    assertThat(IpAddress.of("10.1.2.3").get(0).isIn("10.1.2.3")).isTrue();
    assertThat(IpAddress.of("10.1.2.3").get(0).isIn("10.1.0.0/99")).isFalse();
    assertThat(IpAddress.of("10.1.2.3").get(0).isIn("::/0")).isFalse();
    assertThat(IpAddress.of("fe80::1").get(0).isIn("fe80::/10")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.256",
        "0xg",
        "1::2::3",
        "12345::",
        "",
        "a.b"
      })
  void whatIsNoAddressIsAName(String text) {
    assertThat(IpAddress.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connector.class                     | FileStreamSource",
        "connector.class                     | org.apache.kafka.connect.file.FileStreamSinkConnector",
        "connector.class                     | io.example.FileStreamSinkConnector",
        "value.converter                     | ${vault:teams/orders/x:class}",
        "value.converter.delegate.converter.type | io.example.GroovyConverter",
        "predicates.p.type                   | io.example.Scripted",
        "transforms.a.predicate.inner.class  | io.debezium.transforms.ContentBasedRouter",
        "transforms.a.type                   | ContentBasedRouter",
        "any.thing                           | io.debezium.transforms.Filter",
        "camel.sink.path.x                   | #class:javax.script.ScriptEngineManager",
        "camel.beans.x                       | #class:java.lang.ProcessBuilder('sh')",
        "camel.beans.x                       | a,#type:groovy.lang.GroovyShell"
      })
  void whatRunsCodeIsRefusedWhereNothingIsListed(String key, String value) {
    assertThat(
            breaks(
                new ClassRail(),
                Subjects.of(SINK, "transforms", "a", "predicates", "p", key, value)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connector.class                         | io.example.Other",
        "transforms.a.type                       | io.other.Transform$Value",
        "predicates.p.type                       | Short",
        "converters                              | isbn",
        "value.converter                         | io.other.Converter",
        "value.converter.delegate.converter.type | io.other.Inner",
        "x.interceptor.classes                   | io.example.WebSinkConnector,io.other.Two",
        "key.subject.name.strategy               | io.other.Strategy",
        "camel.beans.x                           | #class:io.other.Bean"
      })
  void whatIsNotAllowedIsRefusedWhereverItIsNamed(String key, String value) {
    assertThat(
            breaks(
                new ClassRail(),
                Subjects.of(
                        SINK,
                        "transforms",
                        "a",
                        "predicates",
                        "p",
                        "isbn.type",
                        "io.other.Isbn",
                        key,
                        value)
                    .allowing("io.example.*")))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connector.class   | io.example.Other",
        "transforms.a.type | org.apache.kafka.connect.transforms.InsertField$Value",
        "predicates.p.type | org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
        "value.converter   | org.apache.kafka.connect.json.JsonConverter",
        "converter.type    | json",
        "topics            | io.other.Topic"
      })
  void whatConnectBringsAndWhatIsListedPasses(String key, String value) {
    assertThat(
            Subjects.of(SINK, "transforms", "a", "predicates", "p", key, value)
                .allowing("io.example.*")
                .judgedBy(new ClassRail()))
        .isEmpty();
  }

  @Test
  void aShortNameIsTheClassItIsShortFor() {
    Subjects web = Subjects.of("WebSink");

    assertThat(web.allowing(SINK).judgedBy(new ClassRail())).isEmpty();
    assertThat(breaks(new ClassRail(), web.denying(SINK))).isTrue();
    assertThat(breaks(new ClassRail(), web.denying("io.example.*"))).isTrue();
    assertThat(web.denying("io.other.Web*").judgedBy(new ClassRail())).isNotEmpty();
    assertThat(web.denying("io.other.File*").judgedBy(new ClassRail())).isEmpty();
  }

  @Test
  void aDangerousClassRunsWhereItIsAllowedByItsName() {
    String files = "org.apache.kafka.connect.file.FileStreamSourceConnector";

    assertThat(breaks(new ClassRail(), Subjects.of(files).allowing("org.apache.*"))).isTrue();
    assertThat(Subjects.of(files).allowing(files).judgedBy(new ClassRail())).isEmpty();
  }

  @Test
  void aGrantNarrowsWhatTheClusterAllows() {
    Subjects web = Subjects.of(SINK).allowing("io.example.*");

    assertThat(breaks(new ClassRail(), web.grantedClasses("io.example.Other"))).isTrue();
    assertThat(web.grantedClasses(SINK).judgedBy(new ClassRail())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.sun.security.auth.module.JndiLoginModule REQUIRED a=\"b\";",
        "\"com.sun.security.auth.module.JndiLoginModule\" required a=\"b\";",
        "com.sun.security.auth.module.JndiLoginModule/**/required a=\"b\";",
        "com.sun.security.auth.module.JndiLoginModule // x\nrequired;",
        "com.sun.security.auth.module.Krb5LoginModule required keyTab=\"/etc/k\";",
        "org.apache.kafka.common.security.plain.PlainLoginModule required a=\"b\"; com.sun.security.auth.module.LdapLoginModule optional a=\"b\";",
        "org.apache.kafka.common.security.plain.PlainLoginModule required a=\"\\\\\"; com.sun.security.auth.module.LdapLoginModule optional a=\"b\";"
      })
  void noLoginModuleButKafkasOwn(String jaas) {
    assertThat(breaks(new ClientRail(), Subjects.of(SINK, "x.sasl.jaas.config", jaas))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"b;c\\\"\";",
        "org.apache.kafka.common.security.scram.ScramLoginModule Required\n  username='a'\n  password=${vault:teams/orders/k:p};\n",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;"
      })
  void kafkasOwnLoginModulesPass(String jaas) {
    assertThat(Subjects.of(SINK, "x.sasl.jaas.config", jaas).judgedBy(new ClientRail())).isEmpty();
  }

  @Test
  void aLineThatNobodyCanReadIsTold() {
    List<Finding> found =
        Subjects.of(SINK, "x.sasl.jaas.config", "${vault:teams/orders/k:jaas}")
            .judgedBy(new ClientRail());

    assertThat(found).hasSize(1).noneMatch(Finding::certain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "consumer.override.bootstrap.servers           | true",
        "consumer.override.security.protocol           | true",
        "producer.override.sasl.login.class            | true",
        "admin.override.metric.reporters               | true",
        "x.sasl.client.callback.handler.class          | true",
        "x.sasl.oauthbearer.jwt.retriever.class        | true",
        "schema.history.internal.consumer.interceptor.classes | true",
        "producer.override.partitioner.class           | true",
        "partitioner.class                             | false",
        "consumer.override.max.poll.records            | false",
        "schema.history.internal.consumer.max.poll.records | false"
      })
  void whatOnlyTunesAClientPassesWhereNothingIsListed(String key, boolean refused) {
    assertThat(breaks(new ClientRail(), Subjects.of(SINK, key, "x"))).isEqualTo(refused);
  }

  @Test
  void whatIsNotListedIsRefusedWhereOverridesAreListed() {
    Subjects records = Subjects.of(SINK, "consumer.override.max.poll.records", "1");

    assertThat(breaks(new ClientRail(), records.overriding("consumer.override.fetch.*"))).isTrue();
    assertThat(records.overriding("*.override.max.*").judgedBy(new ClientRail())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection.url | jdbc:mysql://h/d?autoDeserialize=true",
        "connection.url | jdbc:mysql://h/d?%61utoDeserialize=true",
        "connection.url | JDBC:MYSQL://h/d?x=1&AUTODESERIALIZE=true",
        "connection.url | jdbc:mysql+srv://h/d?allowLoadLocalInfile=true",
        "connection.url | jdbc:aws-wrapper:mysql://h/d?queryInterceptors=x.Y",
        "connection.url | jdbc:mysql://(host=h,autoDeserialize=true)/d",
        "connection.url | jdbc:postgresql://h/d?socketFactory=x.Y&socketFactoryArg=z",
        "connection.url | jdbc:db2://h:50000/d:clientRerouteServerListJNDIName=x;",
        "connection.url | jdbc:h2:tcp://h/d",
        "connection.url | jdbc:p6spy:h2:mem:x",
        "connection.url | jdbc:sqlite:/data/x",
        "connection.autoDeserialize   | true",
        "driver.allowLoadLocalInfile  | true",
        "database.dbname   | d?socketFactory=x.Y",
        "database.hostname | h:3306/d?autoDeserialize=true&x="
      })
  void anOptionThatRunsCodeIsFound(String key, String value) {
    assertThat(breaks(new UrlOptionRail(), Subjects.of(SINK, key, value))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection.url | jdbc:mysql://h/d?useSSL=true&requireSSL=true",
        "connection.url | jdbc:sqlserver://h:1433;databaseName=init;encrypt=true",
        "connection.url | jdbc:postgresql://h/autoDeserialize?ssl=true",
        "driver.allowLoadLocalInfile | false",
        "database.hostname | h",
        "http.url       | https://h/?init=true",
        "note           | autoDeserialize=true"
      })
  void anyOtherOptionPasses(String key, String value) {
    assertThat(Subjects.of(SINK, key, value).judgedBy(new UrlOptionRail())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssl.keystore.location | /etc/ssl/worker.jks",
        "ssl.keystore.location | secrets/worker.jks",
        "https.ssl.truststore.location | /mnt/orders/../payments/t.jks",
        "input.path            | /mnt/orders/..//payments",
        "input.path            | ../../etc/passwd",
        "input.path            | /mnt/orders-eu/a",
        "input.path            | /mnt/orders",
        "input.path            | ~/x",
        "input.path            | C:\\Windows",
        "input.path            | \\\\server\\share",
        "input.paths           | /mnt/orders/a,/etc/passwd",
        "input.path            | /mnt/orders/${vault:teams/orders/x:path}",
        "any                   | FILE:///etc/passwd",
        "any                   | file:///mnt/orders/%2e%2e/payments/x",
        "any                   | file://mnt/orders/x",
        "any                   | x,file:/etc/passwd",
        "security.keytab       | /etc/krb5.keytab",
        "some.setting          | /proc/self/environ"
      })
  void aFileThatIsNotTheTeamsIsRefused(String key, String value) {
    assertThat(breaks(new FileRail(), Subjects.of(SINK, key, value).mounting("/mnt/{team}")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssl.keystore.location | /mnt/orders/k.jks",
        "input.paths           | /mnt/orders/a,/mnt/orders/b",
        "any                   | file:///mnt/orders/x",
        "http.path             | /v1/orders",
        "sftp.remote.path      | /home/orders/in",
        "ftps.input.path       | /in",
        "s3.path               | /orders",
        "topics.dir            | topics",
        "path.format           | /yyyy/MM",
        "json.path             | /a/b"
      })
  void aFileOfTheTeamAndAPathElsewherePass(String key, String value) {
    assertThat(Subjects.of(SINK, key, value).mounting("/mnt/{team}").judgedBy(new FileRail()))
        .isEmpty();
  }

  @Test
  void noFileIsOpenedWhereTheClusterHasNoDirectoryForTeams() {
    assertThat(breaks(new FileRail(), Subjects.of(SINK, "input.path", "/mnt/orders/a"))).isTrue();
  }
}
