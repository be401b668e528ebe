package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For each kind of driver an address that takes the worker over, and its neighbour that does not.
 */
class AddressOptionsTest {
  private static List<String> rules(String key, String value) {
    Subjects subject =
        Subjects.of("io.example.WebSinkConnector", key, value).mounting("/mnt/{team}");
    return Stream.of(new FileRail(), new HostRail(), new UrlOptionRail())
        .flatMap(rail -> subject.judgedBy(rail).stream())
        .filter(Finding::certain)
        .map(finding -> finding.rule().id())
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://h/d?sslkey=/etc/k.pk8                         | jdbc:postgresql://h/d?sslkey=/mnt/orders/k.pk8",
        "jdbc:postgresql://h/d?ssl=true&SSLKEY=client.pk8                | jdbc:postgresql://h/d?ssl=true&sslmode=verify-full",
        "jdbc:postgresql://h/d?sslrootcert=%2Fdata%2Fca.pem              | jdbc:postgresql://h/d?sslrootcert=%2Fmnt%2Forders%2Fca.pem",
        "jdbc:postgresql://h/d?sslrootcert=/mnt/orders/../payments/ca    | jdbc:postgresql://h/d?sslrootcert=/mnt/orders/x/../ca",
        "jdbc:postgresql://h/d?sslcert=~/c.pem                           | jdbc:postgresql://h/d?options=-c%20search_path=a.b",
        "jdbc:postgresql://h/d?loggerFile=x.log                          | jdbc:postgresql://h/d?ApplicationName=x.log",
        "jdbc:sqlserver://h;trustStore=/data/t.jks;encrypt=true          | jdbc:sqlserver://h;trustStore=/mnt/orders/t.jks;encrypt=true",
        "jdbc:sqlserver://h;trustStore={/data/t.jks}                     | jdbc:sqlserver://h;hostNameInCertificate=*.database.windows.net",
        "jdbc:sqlserver://h; keyStoreLocation = k.jks                    | jdbc:sqlserver://h;trustServerCertificate=false;applicationName=a.b",
        "jdbc:sqlserver://h;serverCertificate=ca/x.pem                   | jdbc:sqlserver://h;password=/.;user=x",
        "jdbc:oracle:thin:@tcps://h:1/s?wallet_location=/opt/w           | jdbc:oracle:thin:@tcps://h:1/s?wallet_location=/mnt/orders/w",
        "jdbc:oracle:thin:@h:1/s?javax.net.ssl.keyStore=/data/k          | jdbc:oracle:thin:@h:1/s?javax.net.ssl.keyStoreType=SSO",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1))(SECURITY=(MY_WALLET_DIRECTORY=/data/w))) | jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1))(CONNECT_DATA=(SERVER=DEDICATED)(SERVICE_NAME=a.b)))",
        "jdbc:oracle:thin:@h:1/s?wallet_location=(SOURCE=(METHOD=file)(METHOD_DATA=(DIRECTORY=/data/w))) | jdbc:oracle:thin:@h:1/s?oracle.net.ssl_server_dn_match=true",
        "jdbc:mysql://h/d?trustCertificateKeyStoreUrl=file:x             | jdbc:mysql://h/d?trustCertificateKeyStoreUrl=file:///mnt/orders/x",
        "jdbc:mysql://(host=h,clientCertificateKeyStoreUrl=file:/data/k)/d | jdbc:mysql://(host=h,port=3306)/d?trustCertificateKeyStoreUrl=https://api.example/t",
        "jdbc:mysql://h/d?xdevapi.ssl-truststore=/data/t                 | jdbc:mysql://h/d?serverTimezone=Europe/Paris",
        "jdbc:mariadb://h/d?serverSslCert=/data/c.pem                    | jdbc:mariadb://h/d?serverSslCert=-----BEGIN%20CERTIFICATE-----a/b",
        "jdbc:mariadb://h/d?serverSslCert=classpath:c.pem                | jdbc:mariadb://h/d?sslMode=verify-full",
        "jdbc:mariadb://h/d?localSocket=/data/mysqld.sock                | jdbc:mariadb://h/d?usePipelineAuth=false",
        "jdbc:hive2://h/d;initFile=/data/i.sql                           | jdbc:hive2://h/d;transportMode=http;httpPath=/cli/service",
        "jdbc:hive2://h/d;ssl=true?a=b#sslTrustStore=/data/t             | jdbc:hive2://h1,h2/d;serviceDiscoveryMode=zooKeeper;zooKeeperNamespace=/hive",
        "jdbc:db2://h:1/d:traceFile=x;                                   | jdbc:bigquery://https://api.example:443;Location=US;Timeout=1",
        "jdbc:trino://h/c?SSLKeyStorePath=k.jks                          | jdbc:trino://h/c?SSL=true&SSLVerification=FULL",
        "jdbc:trino://h/c?KerberosConfigPath=/data/krb5.conf             | jdbc:trino://h/c?KerberosServicePrincipalPattern=x@y.z",
        "jdbc:db2://h:50000/d:sslConnection=true;sslTrustStoreLocation=/data/t; | jdbc:db2://h:50000/d:sslConnection=true;",
        "jdbc:snowflake://h/?private_key_file=/data/k.p8                 | jdbc:snowflake://h/?warehouse=w&db=d&schema=s.t",
        "jdbc:teradata://h/DATABASE=x,SSLCA=/data/ca                     | jdbc:teradata://h/DATABASE=x,TMODE=ANSI",
        "jdbc:databricks://h:443;httpPath=sql/1.0/w;LogPath=logs/x       | jdbc:databricks://h:443;httpPath=/sql/1.0/warehouses/x",
        "jdbc:awsathena://h;ProfileFile=a/b;S3OutputLocation=s3://b/x    | jdbc:awsathena://h;Profile=a.b;S3OutputLocation=s3://b/x",
        "jdbc:postgresql://h/d?sslkey=${vault:teams/orders/x:k}          | jdbc:postgresql://h/d?user=u&password=${vault:teams/orders/x:p}"
      })
  void aFileOfAnAddressIsJudgedLikeAnyOther(String attack, String neighbour) {
    assertThat(rules("connection.url", attack)).containsExactly("P-10");
    assertThat(rules("connection.url", neighbour)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://h/d?sslfactory=x.Y                            | jdbc:postgresql://h/d?sslfactory=org.postgresql.ssl.NonValidatingFactory",
        "jdbc:postgresql://h/d?sslfactoryarg=env:X                       | jdbc:postgresql://h/d?sslResponseTimeout=1",
        "jdbc:postgresql://h/d?sslpasswordcallback=x.Y                   | jdbc:postgresql://h/d?classLoaderStrategy=driver-first",
        "jdbc:postgresql://h/d?connectExecutor=x.Y                       | jdbc:postgresql://h/d?loadBalanceHosts=true",
        "jdbc:sqlserver://h;trustManagerClass=x.Y                        | jdbc:sqlserver://h;authenticationScheme=ntlm",
        "jdbc:sqlserver://h;socketFactoryClass={x.Y}                     | jdbc:sqlserver://h;databaseName=factory",
        "jdbc:sqlserver://h;accessTokenCallbackClass=x.Y                 | jdbc:sqlserver://h;authentication=ActiveDirectoryPassword",
        "jdbc:mysql://h/d?ha.loadBalanceStrategy=x.Y                     | jdbc:mysql://h/d?ha.loadBalanceStrategy=bestResponseTime",
        "jdbc:mysql://h/d?serverConfigCacheFactory=x%2EY                 | jdbc:mysql://h/d?cacheServerConfiguration=true",
        "jdbc:mysql://h/d?queryInterceptors=x,y.Z                        | jdbc:mysql://h/d?defaultAuthenticationPlugin=caching_sha2_password",
        "jdbc:mysql://(host=h,socketFactory=x.Y,port=1)/d                | jdbc:mysql://(host=db.example,loadBalanceStrategy=random,address=db.example)/d",
        "jdbc:mysql://h/d?ociConfigFile=x                                | jdbc:mysql://h/d?ociConfigProfile=a.b",
        "jdbc:mysql://h/d?logger=x.Y                                     | jdbc:mysql://h/d?logger=Slf4JLogger&allowLoadLocalInfile=false",
        "jdbc:mariadb://h/d?allowLocalInfile=true                        | jdbc:mariadb://h/d?allowLocalInfile=false",
        "jdbc:aws-wrapper:mysql://h/d?wrapperPlugins=iam,x.Y             | jdbc:aws-wrapper:mysql://h/d?wrapperPlugins=failover,efm2,iam",
        "jdbc:trino://h/c?dnsResolver=x.Y                                | jdbc:trino://h/c?externalAuthenticationRedirectHandlers=PRINT",
        "jdbc:oracle:thin:@h:1/s?TNS_ADMIN=/mnt/orders/w                 | jdbc:oracle:thin:@h:1/s?oracle.net.CONNECT_TIMEOUT=1",
        "jdbc:oracle:thin:@h:1/s?oracle.jdbc.provider.password=x         | jdbc:oracle:thin:@h:1/s?oracle.jdbc.ReadTimeout=1",
        "jdbc:db2://h:50000/d:clientRerouteServerListJNDIName=x;         | jdbc:db2://h:50000/d:clientRerouteAlternateServerName=db.example;",
        "jdbc:sybase:Tds:h:5000/d?SYBSOCKET_FACTORY=x.Y                  | jdbc:sybase:Tds:h:5000/d?CHARSET=utf8",
        "jdbc:teradata://h/LOGMECH=BROWSER,BROWSER=sh                    | jdbc:teradata://h/LOGMECH=LDAP",
        "jdbc:oracle:thin:@config-file:x                                 | jdbc:oracle:thin:@h:1521:orcl",
        "jdbc:oracle:thin:@config-https://elsewhere.example/x            | jdbc:oracle:thin:@//config-db:1521/x",
        "jdbc:oracle:thin:@config-azure:a?key=b                          | jdbc:oracle:thin:u/${vault:teams/orders/x:p}@tcp://h:1521/x",
        "jdbc:oracle:thin:@ldap://h:389/cn=x                             | jdbc:oracle:thin:@TCPS://h:1521/x",
        "jdbc:oracle:thin:@config-file:1/x | jdbc:oracle:thin:@config.example:1/x",
        "jdbc:oracle:thin:@LDAP:x                                        | jdbc:oracle:thin:@h1,h2:1521/x",
        "jdbc:oracle:thin:@h:1a/x                                        | jdbc:oracle:thin:@orders_high",
        "jdbc:phoenix:h:2181:/hbase:p@REALM:/data/k.keytab               | jdbc:phoenix:h:2181:/hbase",
        "jdbc:sybase:jndi:file:x                                         | jdbc:jtds:sybase://h:5000/d",
        "jdbc:calcite:model=inline:{}                                    | jdbc:avatica:remote:url=http://api.example",
        "jdbc:ignite:cfg://x.xml                                         | jdbc:ignite:thin://h",
        "jdbc:tc:postgresql:9.6:///d                                     | jdbc:postgresql://tc/d",
        "jdbc:relique:csv:x                                              | jdbc:clickhouse:http://api.example/csv",
        "jdbc:ucanaccess://x                                             | jdbc:sap://h:30015",
        "jdbc:firebirdsql:embedded:x                                     | jdbc:firebirdsql://h:3050/embedded",
        "jdbc:hsqldb:file:x                                              | jdbc:redshift:iam://h/file",
        "jdbc:derby:x                                                    | jdbc:mysql:loadbalance://h1,h2/derby",
        "jdbc:duckdb:x                                                   | jdbc:mysql+srv://h/duckdb",
        "jdbc:hive2:///                                                  | jdbc:hive2://h/",
        "jdbc:hive2://;a=b                                               | jdbc:hive2://h1:1,h2:2/;a=b"
      })
  void whatRunsCodeOrLeadsOnIsRefused(String attack, String neighbour) {
    assertThat(rules("connection.url", attack)).contains("P-12");
    assertThat(rules("connection.url", neighbour)).isEmpty();
  }

  /** Without JDBC, under any key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P-10 | mongodb://h/d?tlsCAFile=/etc/ca.pem                          | mongodb://h/d?tls=true&tlsCAFile=/mnt/orders/ca.pem",
        "P-10 | mongodb://u:p@h1:1,h2:2/d?tlsCertificateKeyFile=k.pem        | mongodb+srv://h/d?retryWrites=true&w=majority&authSource=admin&appName=a.b",
        "P-10 | mongodb://h/d?tlscertificatekeyfile=%2Fdata%2Fk.pem          | mongodb://h/d?readPreferenceTags=dc:ny,rack:1&compressors=zstd,snappy",
        "P-10 | mongodb://%2Fdata%2Fmongodb-27017.sock/d                     | mongodb://%2Fmnt%2Forders%2Fm.sock/d",
        "P-10 | mongodb://u:p@h.example,%2fdata%2fm.sock/d                   | mongodb://u:p%2Fq@h.example,h2.example/d",
        "P-12 | mongodb://h/d?authMechanismProperties=ENVIRONMENT:azure,TOKEN_RESOURCE:x | mongodb://h/d?authMechanismProperties=SERVICE_NAME:mongodb,CANONICALIZE_HOST_NAME:true",
        "P-12 | mongodb://h/d?a=b&authmechanismproperties=TOKEN_RESOURCE:x,environment:k8s | mongodb://h/d?authMechanism=SCRAM-SHA-256",
        "P-11 | mongodb://h/d?proxyHost=169.254.169.254&proxyPort=80         | mongodb://h/d?proxyHost=proxy.example&proxyPort=1080",
        "P-10 | redis-socket:///data/redis.sock                              | redis://:x@h:6379/0?timeout=10s",
        "P-10 | redis+socket:///data/redis.sock?database=0                   | redis-sentinel://h1:26379,h2:26379/0#mymaster",
        "P-10 | unix:///data/redis.sock                                      | unix:///mnt/orders/redis.sock",
        "P-10 | rediss://h:6379/0?sslTruststore=/data/t                      | rediss://h:6379/0?verifyPeer=FULL",
        "P-10 | amqps://h:5671/v?cacertfile=/data/ca.pem                     | amqps://h:5671/%2Fv?heartbeat=30",
        "P-10 | amqps://h:5671?transport.trustStoreLocation=/data/t.jks      | amqps://h:5671?transport.verifyHost=true",
        "P-10 | failover:(amqps://h:1?transport.keyStoreLocation=/data/k)    | failover:(amqps://h1.example:1,amqps://h2.example:1)?failover.maxReconnectAttempts=1",
        "P-11 | failover:(tcp://h1.example:1,tcp://169.254.169.254:1)        | failover:(tcp://h1.example:1,tcp://h2.example:1)?randomize=false",
        "P-12 | vm://b?brokerConfig=xbean:x.xml                              | tcp://h:61616?wireFormat.maxInactivityDuration=0&jms.useAsyncSend=true",
        "P-12 | failover:(vm:(broker:()))                                    | ssl://h:61617?socket.verifyHostName=true",
        "P-12 | vm:/x?brokerConfig=xbean:http://h.example/p.xml             | vm:61616",
        "P-12 | failover:(vm:/x?brokerConfig=xbean:http://h.example/p.xml)  | broker:9092,peer:9092",
        "P-12 | vm:x?brokerConfig=xbean:p.xml                               | xbean:9092",
        "P-12 | xbean:http://h.example/p.xml                                 | tcp://vm:61616",
        "P-12 | peer:/(group)/b                                              | orders:ORDERS,vm:VM_TABLE",
        "P-12 | mongodb://h/d?authMechanismProperties=ENVIRONMENT :azure,TOKEN_RESOURCE:x | mongodb://h/d?appName=environment:azure",
        "P-12 | mongodb://h/d?authMechanismProperties=TOKEN_RESOURCE:a=b,ENVIRONMENT:azure | mongodb://h/d?authMechanismProperties=SERVICE_NAME:environment",
        "P-12 | mongodb://h/authMechanismProperties=x?authMechanismProperties=ENVIRONMENT:azure | mongodb://h/d?authMechanismProperties=TOKEN_RESOURCE:a=environment:x",
        "P-12 | mongodb://h/d?authMechanism=MONGODB-AWS                      | mongodb://u:${vault:teams/orders/x:p}@h/d?authMechanism=MONGODB-AWS",
        "P-12 | jdbc:sqlserver://h;authentication=ActiveDirectoryManagedIdentity | jdbc:sqlserver://h;authentication=ActiveDirectoryPassword",
        "P-12 | jdbc:sqlserver://h;integratedSecurity=true                   | jdbc:sqlserver://h;integratedSecurity=false",
        "P-10 | mongodb://%2Fvar%2Frun%2Fother.sock,%2Fmnt%2Forders%2Fok.sock/d | mongodb://%2Fmnt%2Forders%2Fa.sock,%2Fmnt%2Forders%2Fok.sock/d",
        "P-10 | mongodb://..%2F..%2Fvar%2Frun%2Fx.sock/d                     | snowflake://h/d",
        "P-10 | unix:/data/x.sock                                            | web-socket:WEB_SOCKET,unix:UNIX,payments.web-socket:P",
        "P-10 | jdbc:phoenix:h:2181:/hbase:p@REALM:/data/k.keytab            | jdbc:oracle:thin:/@//db.example.com:1521/orclpdb",
        "P-10 | jdbc:phoenix:h:2181:/hbase:/data/k.keytab                    | jdbc:oracle:thin:/@orders.example.com",
        "P-12 | tcp://h?brokerConfig=x                                       | stomp://h:61613",
        "P-12 | discovery:(multicast://default)                              | discovery:(static:(tcp://h1.example:1))",
        "P-12 | postgresql://h/d?service=prod                                | postgresql://h/d?application_name=service",
        "P-12 | jdbc:postgresql://?service=prod                              | jdbc:postgresql://h/service?ApplicationName=a",
        "P-10 | postgres://h/d?sslmode=verify-full&passfile=x                | postgres://h/d?sslmode=verify-full&sslrootcert=/mnt/orders/ca",
        "P-10 | postgresql://%2Fvar%2Frun%2Fpostgresql/d                     | postgresql://u@h:5432/d",
        "P-10 | http+unix://%2Fvar%2Frun%2Fdocker.sock/v1                    | https://h/%2Fvar%2Frun",
        "P-10 | npipe:////./pipe/x                                           | nats://h:4222",
        "P-10 | mysql://h/d?ssl_ca=ca.pem                                    | mysql://h/d?ssl_mode=VERIFY_CA",
        "P-10 | jdbc:phoenix:h:2181:/hbase:p:/data/k.keytab                  | jdbc:phoenix:h:2181:/hbase:p:/mnt/orders/k.keytab",
        "P-12 | redis://h/?clientResourcesFactory=x.Y                        | redis://h/?clientName=x.Y",
        "P-12 | mongodb://h/d?${vault:teams/orders/x:o}                      | mongodb://${vault:teams/orders/x:u}:${vault:teams/orders/x:p}@h/d?w=majority",
        "P-10 | unix:${vault:teams/orders/x:o}                               | amqps://u:${vault:teams/orders/x:p}@h:5671/v",
      })
  void anyDriversAddressIsJudgedUnderAnyKey(String rule, String attack, String neighbour) {
    for (String key : List.of("connection.uri", "any.thing")) {
      assertThat(rules(key, attack)).as(key).contains(rule);
      assertThat(rules(key, neighbour)).as(key).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "camel.source.url | sftp://h/in?fileName=${date:now:yyyyMMdd}.csv&localWorkDirectory=x",
        "camel.sink.url   | aws2-s3://b?accessKey=RAW(${vault:teams/orders/x:a})&fileName=/a/b"
      })
  void whatCamelCallsAFileMostlyLiesElsewhere(String key, String value) {
    Subjects camel =
        Subjects.of("org.apache.camel.kafkaconnector.CamelSinkConnector", key, value).mounting();

    assertThat(camel.judgedBy(new UrlOptionRail())).isEmpty();
    assertThat(camel.judgedBy(new FileRail())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "database.sslkey              | /data/k.pk8          | P-10",
        "database.sslkey              | client.pk8           | P-10",
        "database.sslkey              | ${vault:x:y}         | P-10",
        "database.wallet.file         | w.sso                | P-10",
        "any                          | jdbc:postgresql://h/d?sslkey=/data/k | P-10",
        "any                          | jdbc:x://h/d?any=classpath:c.pem | P-10",
        "mysql.hostname               | h/d?sslkey=/data/k&x | P-10",
        "driver.loggerFile            | x                    | P-10",
        "database.dbname              | d?sslkey=%2Fdata%2Fx | P-10",
        "connection.exceptionInterceptors | x.Y,jdbc:        | P-12",
        "driver.trustStore            | t.jks                | P-10",
        "connection.anything          | /data/x              | P-10",
        "database.hostname            | h/d?sslkey=/data/k&x | P-10",
        "connection.queryInterceptors | x.Y                  | P-12",
        "database.dbname              | d;trustManagerClass=x.Y | P-12",
        "driver.ha.loadBalanceStrategy | x.Y                 | P-12",
        "driver.service               | prod                 | P-12",
        "connection.authMechanismProperties | ENVIRONMENT:gcp | P-12",
        "pg.dsn                       | host=h dbname=d service=prod | P-12",
        "pg.dsn                       | host=h passfile=/data/x | P-10"
      })
  void aKeyThatBecomesAnOptionIsJudgedAsOne(String key, String value, String rule) {
    assertThat(rules(key, value)).contains(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "database.sslkey                       | /mnt/orders/k.pk8",
        "database.sslmode                      | verify-full",
        "connection.driver.class.name          | com.mysql.cj.jdbc.Driver",
        "connection.provider                   | org.hibernate.c3p0.internal.C3P0ConnectionProvider",
        "jdbc.credentials.provider.class.name  | io.confluent.connect.jdbc.util.DefaultJdbcCredentialsProvider",
        "database.history                      | io.debezium.relational.history.KafkaDatabaseHistory",
        "database.history.producer.sasl.client.callback.handler.class | software.amazon.msk.auth.iam.IAMClientCallbackHandler",
        "connection.factory.name | /jms/cf/default",
        "connection.factory.jndi.name | myFactory",
        "jndi.connection.factory | javax.jms.XAQueueConnectionFactory",
        "database.wallet.file | data:text/plain;base64,YS9i/9j",
        "jdbc.credentials.provider.class | io.confluent.connect.jdbc.util.DefaultJdbcCredentialsProvider",
        "database.include.list                 | orders..*",
        "connection.client.key                 | ${vault:teams/orders/x:pem}",
        "database.password                     | ${vault:teams/orders/x:p}",
        "http.url                              | https://h/?sslkey=/x&socketFactory=x.Y",
        "ws.url                                | wss://h/?service=x&file=/data/x",
        "pg.dsn                                | host=h dbname=d application_name=service",
        "service                               | prod",
        "any.text                              | a note on unix: none"
      })
  void whatIsNoOptionOrAHarmlessOnePasses(String key, String value) {
    assertThat(rules(key, value)).doesNotContain("P-10").doesNotContain("P-12");
  }

  @Test
  void aTeamsOwnSocketPassesWhereHostsAreGranted() {
    Subjects subject =
        Subjects.of("io.example.WebSinkConnector", "uri", "mongodb://%2Fmnt%2Forders%2Fm.sock/d")
            .mounting("/mnt/{team}")
            .grantedHosts("db.example");

    assertThat(subject.judgedBy(new HostRail())).isEmpty();
    assertThat(subject.judgedBy(new FileRail())).isEmpty();
  }

  /** Whoever took one sign of these back would go over all the others again. */
  @ParameterizedTest
  @ValueSource(strings = {")", "a", "%2f", ".sock,", "vm:a", "authMechanismProperties=,"})
  void whatStandsBehindALongRunOfOneSignIsJudgedToo(String sign) {
    String run = sign.repeat(65_536);

    assertThat(rules("any", "tcp://" + run + "x=${vault:a:b}?brokerConfig=x")).contains("P-12");
  }

  @Test
  void allOptionsOfALongAddressAreLookedAt() {
    String url = "jdbc:postgresql://h/d?" + "x=,".repeat(20_000) + "&socketFactory=x.Y";

    assertThat(rules("connection.url", url)).contains("P-12");
  }
}
