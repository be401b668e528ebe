package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRedactionTest {
  private static final String CANARY = "c4n4ry7f";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection refused: jdbc:postgresql://app:%s@db:5432/x",
        "could not reach mongodb+srv://app:p%%40ss%s@cluster.example/db?retryWrites=true",
        "amqp://app:x/y%s@mq",
        "jdbc:oracle:thin:app/%s@//db:1521/X",
        "jdbc:sqlserver://db;user=app;password=%s;encrypt=true",
        "GET http://api/x?user=app&password=%s&x=1 failed",
        "https://acme.blob.core.windows.net/c?sv=1&sig=%s",
        "database.password = %s",
        "\"connection.password\": \"two words %s\"",
        "'aws.secret.access.key'='%s'",
        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"app\" password=\"%s\";",
        "org.apache.kafka.common.security.scram.ScramLoginModule required password=%s",
        "Authorization: Bearer %s",
        "the header was bearer abc.%s.def and so on",
        "Authorization: Basic %s==",
        "token eyJhbGciOiJIUzI1NiJ9.%s.x",
        "api_key: %s",
        "X-Api-Key=%s",
        "Cookie: session=%s",
        "Batch entry 0 INSERT INTO \"orders\" (\"id\",\"name\") VALUES (1,'%s') was aborted: ERROR",
        "INSERT INTO orders VALUES (1, 'it''s (%s', 3), (2, 'b', '%s') was aborted",
        "INSERT INTO orders VALUES (1, '%s cut off here",
        "UPDATE orders SET name = '%s' WHERE id = 3",
        "MERGE INTO orders USING (SELECT '%s' AS name) x",
        "ERROR: duplicate key value violates unique constraint \"pk\"\n  Detail: Key (mail)=(%s) already exists.",
        "Failing row contains (1, %s, null).",
        "Duplicate entry '%s' for key 'PRIMARY'",
        "invalid input syntax for type bigint: \"%s\"",
        "java.lang.NumberFormatException: For input string: \"%s\"",
        "Preview of field's value: 'this is %s'",
        "Unrecognized token '%s': was expecting JSON",
        "HTTP Response code: 500, , Submitted payload: %s and more",
        "status_code:400, response body: <html>%s</html>",
        "url:http://api/messages : {\"id\":4,\"message\":\"%s\"}",
        "SinkRecord{kafkaOffset=1} ConnectRecord{topic='t', value=Struct{name=%s}}",
        "[Source: (byte[])\"{\"xpath\":\"%s\"}\"; line: 1, column: 25]",
        "mail to jane.%s@example.com",
        "-----BEGIN PRIVATE KEY-----\nMIIE%s\nabc\n-----END PRIVATE KEY-----",
        "record { \"name\": \"%s\", \"age\": 3 } is bad",
        "record {\n  \"name\": \"Jane\",\n  \"iban\": \"%s\"\n} is bad",
        "record {\\\"name\\\":\\\"a } b\\\",\\\"iban\\\":\\\"%s\\\"} is bad",
        "rows [\"Jane\", \"%s\"] are bad",
        "map {name=Jane, iban=%s} is bad",
        "{\"reason\":\"too long\",\"name\":\"%s\",\"rows\":[\"%s\"],\"trace\":\"%s\"}",
        "{\"error\":{\"type\":\"x\"},\"iban\":\"%s\",\"n\":%s}",
        "jdbc:postgresql://app:p@ss%s@db:5432/x",
        "https://app:p?x#%s@db/x",
        "password=a,%s",
        "password=a;%s",
        "(password=a)%s",
        "token: [a]}%s",
        "\"password\": \"a\\\"b %s\"",
        "password='a\\'b %s'",
        "password='a''b %s'",
        "<password>%s</password>",
        "<db.secret-key type=\"x\">%s</db.secret-key>",
        "PlainLoginModule required username=\"a\" password=\"a;%s\";",
        "UPDATE orders SET name = 'one\ntwo %s' WHERE id = 3",
        "CALL store(1, 'one\ntwo %s')",
        "UPDATE orders SET name = 'it\\'s %s' WHERE id = 3",
        "INSERT INTO t VALUES (1,\"a) %s\") failed",
        "INSERT INTO t VALUES (1,'a\\') %s', 2) failed",
        "INSERT INTO t VALUES ('C:\\', 'a) %s') failed",
        "INSERT INTO t VALUES (1,\n'%s', 'x') failed",
        "INSERT INTO t VALUES (1,'a'),\n(2,'%s') failed",
        "the header was Basic dXNlcjpw%s",
        "  %s0123456789abcdef0123456789abcdef0123456789"
      })
  void secretsAndRecordsAreMasked(String text) {
    assertThat(Redaction.ofText(text.formatted(CANARY, CANARY, CANARY))).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Caused by: org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]",
        "\tat org.apache.kafka.connect.runtime.WorkerSinkTask.poll(WorkerSinkTask.java:334)",
        "java.net.ConnectException: Connection refused (Connection refused)",
        "Missing required configuration \"connection.url\" which has no default value.",
        "com.microsoft.sqlserver.jdbc.SQLServerException: Login failed for user 'app'.",
        "Table \"orders\" is missing and auto-creation is disabled",
        "Basic authentication failed",
        "{\"error_code\":409,\"message\":\"Cannot complete request because of a rebalance\"}",
        "Client view of cluster state is {type=UNKNOWN, servers=[{address=db:27017}]}",
        "SinkRecordField{name='x', isPrimaryKey=true}",
        "[{\"type\":\"mapper_parsing_exception\",\"reason\":\"failed to parse field [a] of type [long]\"}]",
        "HTTP Response code: 503, Reason phrase: Service Unavailable",
        "Connect to s3.eu-west-1.amazonaws.com:443 failed: connect timed out",
        "Topic 'connect-status' is required to have 'cleanup.policy=compact'"
      })
  void whatTellsTheCauseStays(String text) {
    assertThat(Redaction.ofText(text)).isEqualTo(text);
  }

  @Test
  void whatStandsBehindTheValuesOfAStatementStays() {
    assertThat(Redaction.ofText("INSERT INTO t VALUES (1,'x') was aborted: ERROR: too long"))
        .isEqualTo("INSERT INTO t VALUES (******) was aborted: ERROR: too long");
  }

  @Test
  void whatStandsBehindABodyStays() {
    assertThat(
            Redaction.ofText(
                "Payload : 1, Error Message : Exception while processing, Exception : java.net.SocketException"))
        .isEqualTo(
            "Payload : ******, Error Message : Exception while processing, Exception : java.net.SocketException");
  }

  @Test
  void eachLineStaysInItsPlace() {
    String text =
        "one {\n \"a\":\n1}\nINSERT INTO t VALUES (1,\n'x')\nUPDATE t SET a='\n'\n"
            + "-----BEGIN A KEY-----\nabc\n-----END A KEY-----\nlast";

    assertThat(Redaction.ofText(text).split("\n", -1))
        .hasSize(11)
        .startsWith("one {******}")
        .endsWith("last");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Submitted payload: x%s",
        "response body: x%s, error: y",
        "Key (a)=(x%s) already exists.",
        "Duplicate entry 'x%s' for key 'a'",
        "for input string: \"x%s\"",
        "invalid input syntax for type bigint: \"x%s\"",
        "[Source: (String)\"x%s\"; line: 1]"
      })
  void whatIsQuotedIsMaskedHoweverLongItIs(String text) {
    assertThat(Redaction.ofText(text.formatted(" word".repeat(3_000) + CANARY)))
        .hasSizeLessThan(200)
        .doesNotContain("word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Duplicate entry 'two words",
        "Duplicate entry 'it''s two words",
        "For input string: \"two words",
        "invalid input syntax for type bigint: \"two words",
        "value out of range: \"two words",
        "[Source: (byte[])\"two \"more\" words",
        "Key (a, b)=(two words",
        "Submitted payload: two words"
      })
  void whatIsQuotedMayEndBehindACut(String text) {
    assertThat(Redaction.ofText(text + Redaction.CUT + "\nlast"))
        .doesNotContain("two")
        .endsWith("\nlast");
  }

  @Test
  void ofAMegabyteTheBlocksAreTakenOutAndTheRestStays() {
    String filler = "INFO nothing (a.B:1) [x] {id=7} <init> 'a'\n".repeat(30_000);

    String shown =
        Redaction.ofBlocks(
            filler
                + "INSERT INTO t VALUES (1,\n'c4n4ry7f')\n"
                + filler
                + "{\"a\":\n\"c4n4ry7f\"}\n-----begin key-----\nc4n4ry7f\n-----END KEY-----\n");

    assertThat(shown).doesNotContain(CANARY);
    assertThat(shown.lines()).hasSize(60_000 + 7);
  }

  /**
   * Each is made to keep some pattern busy, so that the whole is not done where one tries again.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "://",
        "password",
        "{\"",
        "VALUES (",
        "a.",
        "'",
        "\"",
        "value ",
        "@",
        "x",
        "-----BEGIN A-----",
        "INSERT INTO '",
        "payload: ,",
        "VALUES (\n",
        "{ \"a\": \n",
        "{\\\"",
        "[\"",
        "{a=",
        "<password>",
        "://a@",
        "\\\"",
        "UPDATE t SET a='\\'"
      })
  void noTextKeepsItBusyForEver(String part) {
    String text = part.repeat(16 * 1024 / part.length());

    assertThat(Redaction.ofText(text).split("\n", -1)).hasSameSizeAs(text.split("\n", -1));
    String megabyte = text.repeat(64);
    assertThat(Redaction.ofBlocks(megabyte).split("\n", -1))
        .hasSameSizeAs(megabyte.split("\n", -1));
  }
}
