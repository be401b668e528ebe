package io.riparian.policy;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Literal secrets, all of them made up, by the sign they show. */
final class SecretExamples {
  private static final String JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  private SecretExamples() {}

  static Stream<Arguments> all() {
    return Stream.of(
            Stream.of(
                    "database.password",
                    "DATABASE_PASSWORD",
                    "db-pwd",
                    "sftp.pass",
                    "dbPw",
                    "userpassword",
                    "ssl.key.password",
                    "ssl.keystore.password",
                    "private.key.passphrase",
                    "client.hotrod.auth_password",
                    "password.value",
                    "password2",
                    "camel.component.x.dataSource.password",
                    "camel.component.x.secretKey",
                    "camel.component.x.accessKey",
                    "camel.sink.endpoint.oauthToken",
                    "oauth.accessTokenSecret",
                    "consumerSecret",
                    "api.key",
                    "API-KEY",
                    "kafka.api.secret",
                    "aws.access.key.id",
                    "awsAccessKeyId",
                    "aws.secret.access.key",
                    "azure.account.key",
                    "storageaccountkey",
                    "connect.cosmos.master.key",
                    "servicebus.sas.key",
                    "snowflake.private.key",
                    "ssl.keystore.key",
                    "license.key",
                    "password.encoder.secret",
                    "gcp.credentials.json",
                    "basic.auth.credentials",
                    "value.converter.basic.auth.user.info",
                    "schema.history.internal.producer.ssl.truststore.password",
                    "src.kafka.ssl.key.password",
                    "confluent.topic.sasl.jaas.config",
                    "producer.override.sasl.jaas.config",
                    "transforms.cipher.encryption.key",
                    "predicates.p.token",
                    "transforms.cipher.data.keys",
                    "s3.sse.customer.key",
                    "tls.pemkey",
                    "db.pswd",
                    "azure.sas",
                    "keyfile",
                    "gcp.service.account.json",
                    "http.headers.authorization",
                    "kerberos.ticket",
                    "confluent.license",
                    "slack.webhookUrl")
                .flatMap(
                    key ->
                        Stream.of(
                                "changeme", "<password>", "$DB_PASSWORD", "CCLOUD_KEY", "${DB_PW}")
                            .map(value -> arguments(SecretSign.NAME, key, value))),
            Stream.of(
                arguments(SecretSign.NAME, "database.password", "${vault:a:b}tail"),
                arguments(SecretSign.NAME, "database.password", "123456"),
                arguments(SecretSign.NAME, "azure.connection.string", "<connection-string>"),
                arguments(SecretSign.NAME, "azure.connection.string", "$AZURE_CONNECTION"),
                arguments(SecretSign.NAME, "connectionString", "STORAGE_CONNECTION_STRING"),
                arguments(SecretSign.NAME, "azure.sas", "?sv=1&sig=abc"),
                arguments(SecretSign.NAME, "basic.auth.user.info", "app:hunter2"),
                arguments(SecretSign.NAME, "basic.auth.user.info", "${vault:a:user}:hunter2"),
                arguments(
                    SecretSign.NAME,
                    "my.webhook.url",
                    "https://chat.example.org/in/a8f3k2m9x0q7z5w1"),
                arguments(SecretSign.NAME, "secret.key", "/tmp+base64looksLikeAPath=="),
                arguments(
                    SecretSign.ADDRESS, "connection.url", "postgresql://app:hunter2@db:5432/x"),
                arguments(
                    SecretSign.ADDRESS,
                    "connection.url",
                    "mongodb+srv://app:p/a@ss@db.example.org/x?w=1"),
                arguments(
                    SecretSign.ADDRESS,
                    "connection.url",
                    "mongodb://${vault:a:u}:hunter2@h1:27017,h2:27017"),
                arguments(SecretSign.ADDRESS, "rabbit.uri", "amqp://guest:guest@mq:5672/%2f"),
                arguments(SecretSign.ADDRESS, "redis.uri", "redis://:hunter2@cache:6379"),
                arguments(
                    SecretSign.ADDRESS, "connection.url", "jdbc:oracle:thin:scott/tiger@db:1521:x"),
                arguments(SecretSign.ADDRESS, "source.url", "ftp:app:hunter2@files.example.org"),
                arguments(SecretSign.ADDRESS, "mysql.dsn", "app:hunter2@tcp(db:3306)/x"),
                arguments(
                    SecretSign.ADDRESS, "target", "https://hooks.slack.com/services/T000/B000/xyz"),
                arguments(SecretSign.ADDRESS, "target", "https://discord.com/api/webhooks/1/abc"),
                arguments(
                    SecretSign.PAIR,
                    "connection.url",
                    "jdbc:postgresql://db/x?user=u&password=hunter2"),
                arguments(
                    SecretSign.PAIR,
                    "connection.url",
                    "jdbc:sqlserver://db;user=u;Password = hunter2"),
                arguments(
                    SecretSign.PAIR,
                    "connection.url",
                    "jdbc:mysql://db/x?trustStorePassword=hunter2"),
                arguments(
                    SecretSign.PAIR,
                    "connection.url",
                    "jdbc:snowflake://x/?private_key_pwd=hunter2"),
                arguments(
                    SecretSign.PAIR,
                    "connection.url",
                    "jdbc:postgresql://db/x?password=${vault:a:b}tail"),
                arguments(
                    SecretSign.PAIR,
                    "azure.connection.string",
                    "Endpoint=sb://x.example.org/;SharedAccessKeyName=n;SharedAccessKey=YWJj="),
                arguments(
                    SecretSign.PAIR,
                    "azure.connection.string",
                    "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=YWJj="),
                arguments(
                    SecretSign.PAIR, "container.url", "https://x.example.org/c?sv=1&se=2&sig=abc"),
                arguments(
                    SecretSign.PAIR, "catalog.uri", "postgres:dbname=x user=u password=hunter2"),
                arguments(
                    SecretSign.PAIR, "client.conf", "http::addr=db:9000;username=u;token=hunter2;"),
                arguments(
                    SecretSign.PAIR, "source.url", "ftp:app@files:21/in?binary=true&password=abc"),
                arguments(SecretSign.PAIR, "db.properties", "user=u;pwd=hunter2"),
                arguments(SecretSign.PAIR, "options", "{\"type\":\"x\",\"private_key\":\"abc\"}"),
                arguments(SecretSign.PAIR, "options", "{\\\"client_secret\\\": \\\"abc\\\"}"),
                arguments(
                    SecretSign.PAIR, "http.request.headers", "Accept:text/plain,X-Api-Key:abc"),
                arguments(SecretSign.PAIR, "http.headers", "Authorization: hunter2"),
                arguments(
                    SecretSign.PAIR,
                    "sasl.jaas.config",
                    JAAS + "username=\"u\" password=\"hunter2\";"),
                arguments(SecretSign.PAIR, "innocent", JAAS + "username='u' password='hunter2';"),
                arguments(
                    SecretSign.PAIR,
                    "sasl.jaas.config",
                    JAAS + "clientId=\"u\" oauth.client.secret=\"hunter2\";"),
                arguments(
                    SecretSign.PAIR,
                    "sasl.jaas.config",
                    JAAS + "username=\"u\" password=\"${vault:a:b}tail\";"),
                arguments(
                    SecretSign.KEY_BLOCK,
                    "x.pem",
                    "-----BEGIN " + "PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"),
                arguments(
                    SecretSign.KEY_BLOCK,
                    "innocent",
                    "-----BEGIN " + "RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----"),
                arguments(
                    SecretSign.KEY_BLOCK, "innocent", "-----BEGIN ENCRYPTED PRIVATE KEY----- MIIE"),
                arguments(SecretSign.TOKEN, "innocent", "AKIAIOSFODNN7EXAMPLE"),
                arguments(SecretSign.TOKEN, "innocent", "user AKIAIOSFODNN7EXAMPLE"),
                arguments(SecretSign.TOKEN, "innocent", "ghp_" + "a1B2".repeat(9)),
                arguments(SecretSign.TOKEN, "innocent", "xoxb-" + "1234567890-abc"),
                arguments(SecretSign.TOKEN, "innocent", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.x"),
                arguments(
                    SecretSign.TOKEN,
                    "innocent",
                    "https://git.example.org/?x=glpat-" + "abcdefgh12345678"),
                arguments(SecretSign.TOKEN, "bot", "123456789:" + "aB3-_".repeat(7)),
                arguments(SecretSign.TOKEN, "http.auth", "Bearer abc123def"),
                arguments(SecretSign.TOKEN, "http.auth", "Basic dXNlcjpwYXNz"),
                arguments(SecretSign.TOKEN, "http.auth", "Bearer <token>"),
                arguments(SecretSign.OPAQUE, "innocent", "q8Zr3Kx0Wm5Tn7Vb2Yc9Ld4Pf6Hs1Jg0"),
                arguments(SecretSign.OPAQUE, "auth.extra", "0f8b2c4d6e1a3957b8c0d2e4"),
                arguments(
                    SecretSign.OPAQUE, "role.secret.id", "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed")))
        .flatMap(rows -> rows);
  }
}
