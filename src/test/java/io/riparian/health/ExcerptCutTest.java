package io.riparian.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Redaction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Secrets and records at each place where a trace is cut: at the end of the head, around causes, at
 * the begin of the last lines, and within a line that is too long. No half of them may come out.
 */
class ExcerptCutTest {
  private static final String CANARY = "c4n4ry7f";

  /** Half a secret is one too. */
  private static final String HALF = "c4n4";

  private static final String FILLER = "[2026-01-01 10:00:00,123] INFO nothing to see here (a.B:1)";

  static Stream<String> secrets() {
    return Stream.of(
        "jdbc:postgresql://app:%s@db:5432/x",
        "amqp://app:x/y%s@mq",
        "jdbc:oracle:thin:app/%s@//db:1521/X",
        "jdbc:sqlserver://db;user=app;password=%s;encrypt=true",
        "\"connection.password\": \"two words %s\"",
        "PlainLoginModule required username=\"app\" password=\"%s\";",
        "Authorization: Bearer %s",
        "the header was bearer A1.%s.def and so on",
        "token eyJhbGciOiJIUzI1NiJ9.%s.x",
        "api_key: %s",
        "api_key:\n\n  %s",
        "database.password =\n%s",
        "<password>%s</password>",
        "<password>\n%s\n</password>",
        "INSERT INTO t VALUES (1,'%s') was aborted",
        "INSERT INTO t VALUES (1,\n'a',\n'%s') was aborted",
        "INSERT INTO t VALUES (1, 'said:\nCaused by: a.B: %s\n\tat a.B.c(B.java:1)\n') was aborted",
        "UPDATE orders SET name = 'one\ntwo\n%s' WHERE id = 3",
        "Detail: Key (mail, name)=(two words, %s) already exists.",
        "Failing row contains (1, %s, null).",
        "Duplicate entry 'two words %s' for key 'PRIMARY'",
        "invalid input syntax for type bigint: \"two words %s\"",
        "Preview of field's value: 'this is %s'",
        "Response code: 500, Submitted payload: two words %s and more",
        "SinkRecord{kafkaOffset=1} ConnectRecord{topic='t', value=Struct{name=two words %s}}",
        "[Source: (byte[])\"two \"words\" %s\"; line: 1, column: 25]",
        "mail to jane.%s@example.com",
        "mail to jane@%s.example.com",
        "-----BEGIN PRIVATE KEY-----\nMIIE%s\nabc\n-----END PRIVATE KEY-----",
        "record {\n  \"name\": \"Jane\",\n  \"iban\": \"%s\"\n} is bad",
        "rows [\"Jane\",\n\"%s\"] are bad",
        "map {name=Jane,\niban=%s} is bad");
  }

  private static void assertNothingIsTold(String text) {
    assertThat(text).contains(CANARY);
    assertThat(Excerpt.shown(text)).isNotBlank().doesNotContain(HALF);
  }

  private static String lines(int count) {
    return (FILLER + "\n").repeat(count);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void noLineThatIsLeftOutTakesAwayWhatShowsASecret(String form) {
    String secret = form.formatted(CANARY) + "\n";
    int lines = 400;

    for (int before = 60; before <= lines; before += before < 75 || before >= 360 ? 1 : 57) {
      assertNothingIsTold(lines(before) + secret + lines(lines - before));
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void noSecretThatIsCutApartByCausesComesOut(String form) {
    String secret = form.formatted(CANARY);
    for (int between = 0; between < 8; between++) {
      String apart = secret.replace("\n", "\n" + lines(between));
      if (!Redaction.ofText(apart).contains(HALF)) {
        assertNothingIsTold(
            lines(200) + "Caused by: a.B: " + apart + "\n" + lines(100) + "Caused by: a.C: no\n");
        assertNothingIsTold(
            lines(200)
                + apart
                + "\nCaused by: a.B: no\n"
                + lines(100)
                + apart
                + "\n"
                + lines(between));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void noSecretIsShownInHalfAtTheEndOfALineThatIsTooLong(String form) {
    String secret = form.formatted(CANARY);
    for (int cut = 0; cut <= secret.length(); cut++) {
      String words = "word ".repeat(400).substring(0, 1_484 - cut) + " ";
      String line = "Caused by: a.B: " + words + secret + " more words".repeat(40) + "\n";
      assertNothingIsTold(lines(200) + line + lines(200));
      assertNothingIsTold(lines(400) + line);
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void noSecretIsShownInHalfWhereManyCausesShareTheRoom(String form) {
    String secret = form.formatted(CANARY);
    for (int more = 0; more < 60; more += 3) {
      String words = "w ".repeat(more / 2) + " ".repeat(more % 2);
      String line = "Caused by: a.B: " + words + secret + "\n";
      assertNothingIsTold((line + lines(6)).repeat(70));
    }
  }

  @Test
  void aRecordIsNotOverWhereALineLooksAsIfItWas() {
    String said = "Caused by: a.B: " + CANARY + "\n\tat a.B.c(B.java:1)\n";

    assertNothingIsTold(
        "a.B: INSERT INTO t VALUES (1, '" + lines(2_000) + said + lines(6_000) + said + "') no\n");
    assertNothingIsTold(
        "a.B: {\"name\": \"" + lines(2_000) + said + lines(6_000) + said + "\"} no\n");
    assertNothingIsTold(
        "-----BEGIN PRIVATE KEY-----\n"
            + ("abc\n".repeat(9_000) + said.replace(":", "")).repeat(2)
            + "-----END PRIVATE KEY-----\n");
  }

  @Test
  void framesAreShownOnlyWhereTheyStandOutsideOfARecord() {
    String frames = "\tat a.B.c(B.java:1)\n".repeat(1_000);
    String inside = "\tat a.B.c4n4ry7f(B.java:1)\n";

    assertNothingIsTold("a.B: INSERT INTO t VALUES ('\n" + frames + inside + "') no\n");
    assertThat(Excerpt.shown("a.B: no\n" + frames)).contains("\tat a.B.c(B.java:1)\n");
  }

  @Test
  void whatIsKeptOfAnyTextIsBounded() {
    for (String part :
        new String[] {
          "x",
          "{\"",
          "VALUES (",
          "'",
          "\"",
          "=",
          "(",
          "[",
          "7",
          "\\",
          "\n",
          "{\n",
          "<a>",
          "\tat ",
          "Caused by: a.B: no\n",
          "Caused by: ",
          "INSERT INTO '",
          "password=\n",
          "\r",
          "é",
          "😀 ",
          "\tat a.B.c(B.java:1)\n",
          " at a.B.c(B.java:1)",
          "\\n\\tat a.B.c(B.java:1)",
          "a: b\n"
        }) {
      String text = part.repeat(1024 * 1024 / part.length());
      assertThat(Excerpt.of(text).plain().getBytes(UTF_8).length)
          .as(part)
          .isLessThanOrEqualTo(Excerpt.MOST);
      assertThat(Excerpt.shown(text).getBytes(UTF_8).length)
          .as(part)
          .isLessThanOrEqualTo(Excerpt.MOST);
    }
  }

  @Test
  void eachLineThatIsShownIsTheOneThatIsKept() {
    String text =
        lines(100) + "Caused by: a.B: first\n" + lines(150) + "Caused by: a.C: last\n" + lines(100);
    Excerpt excerpt = Excerpt.of(text);

    assertThat(Excerpt.shown(text)).isEqualTo(excerpt.plain());
    assertThat(excerpt.plain()).contains("Caused by: a.B: first\n", "Caused by: a.C: last\n");
    String[] plain = excerpt.plain().split("\n", -1);
    for (int line = 0; line < plain.length - 1; line++) {
      assertThat(excerpt.shown(line)).isEqualTo(plain[line]);
    }
  }
}
