package io.riparian.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final String FRAMES = "\tat com.acme.Deep.down(Deep.java:12)\n".repeat(700);

  private static String plain(String text) {
    return Excerpt.of(text).plain();
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  @Test
  void aShortTextStaysAsItIs() {
    assertThat(plain("java.io.IOException: no\n\tat a.B.c(B.java:1)"))
        .isEqualTo("java.io.IOException: no\n\tat a.B.c(B.java:1)");
  }

  @Test
  void ofALongTraceTheHeadEachCauseAndTheLastFramesStay() {
    StringBuilder trace = new StringBuilder("ERROR the head\njava.io.IOException: outermost\n");
    for (int i = 0; i < 40; i++) {
      trace.append(FRAMES).append("Caused by: java.io.IOException: cause ").append(i).append('\n');
    }
    trace.append(FRAMES).append("\tat com.acme.Last.frame(Last.java:1)\n");
    assertThat(bytes(trace.toString())).isGreaterThan(1024 * 1024);

    String kept = Excerpt.of(trace.toString()).plain();

    assertThat(bytes(kept)).isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(kept).startsWith("ERROR the head\njava.io.IOException: outermost\n");
    assertThat(kept).endsWith("\tat com.acme.Last.frame(Last.java:1)\n").contains("left out)");
    for (int i = 0; i < 40; i++) {
      assertThat(kept).contains("java.io.IOException: cause " + i + "\n");
    }
  }

  @Test
  void neitherLongLinesNorWideLettersNorOnlyCausesMakeItLonger() {
    assertThat(bytes(plain("x".repeat(1_000_000)))).isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(bytes(plain("😀 word\n".repeat(100_000)))).isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(bytes(plain("Caused by: a.B: 😀\n".repeat(50_000))))
        .isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(bytes(plain("Caused by: a.B: " + "y".repeat(500_000) + "\n")))
        .isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(bytes(plain("\n".repeat(1_000_000)))).isLessThanOrEqualTo(Excerpt.MOST);
  }

  @Test
  void whatIsShownHoldsNoSecretAlsoWhereItWasCut() {
    String secret =
        "PlainLoginModule required username=\"a\" password=\"c4n4ry" + "x".repeat(3_000) + "\";\n";
    String rows = "INSERT INTO t VALUES (1, '" + "c4n4ry ".repeat(3_000) + "');\n";

    assertThat(Excerpt.shown(secret + FRAMES + rows + FRAMES + "Caused by: a.B: " + secret))
        .doesNotContain("c4n4ry")
        .contains("Caused by: a.B: PlainLoginModule");
    assertThat(bytes(Excerpt.shown("password=a ".repeat(100_000))))
        .isLessThanOrEqualTo(Excerpt.MOST);
  }

  @Test
  void aSecretOrARecordOfManyLinesIsMaskedBeforeAnythingIsCut() {
    String tuples = "(1, 'c4n4ry', 'x'),\n".repeat(2_000);
    String key = "MIIEc4n4ry0123456789abcdef0123456789abcdef\n".repeat(1_000);

    assertThat(Excerpt.shown("a.B: INSERT INTO t VALUES (1,\n'c4n4ry', 'x') was aborted"))
        .isEqualTo("a.B: INSERT INTO t VALUES (******)\n was aborted");
    assertThat(Excerpt.shown("a.B: INSERT INTO t VALUES " + tuples + "(2,'c4n4ry') was aborted"))
        .doesNotContain("c4n4ry")
        .contains("was aborted");
    assertThat(
            Excerpt.shown("-----BEGIN PRIVATE KEY-----\n" + key + "-----END PRIVATE KEY-----\nno"))
        .doesNotContain("c4n4ry")
        .endsWith("no\n");
    assertThat(Excerpt.shown("a.B: INSERT INTO t VALUES " + tuples.repeat(40)))
        .doesNotContain("c4n4ry");
  }

  @Test
  void whatLogsPutBeforeEachLineIsTakenOff() {
    String trace = "a.B: no\n\tat a.B.c(B.java:1)\nCaused by: a.C: never";

    assertThat(plain(trace.replaceAll("(?m)^", "connect-1  | "))).isEqualTo(trace);
    assertThat(plain(trace.replaceAll("(?m)^", "2026-01-01T10:00:00.123456789Z ")))
        .isEqualTo(trace);
    assertThat(plain(trace.replaceAll("(?m)^", "2026-01-01T10:00:00.123456789Z stderr F ")))
        .isEqualTo(trace);
    assertThat(plain("a.B: no at a.B.c(B.java:1) Caused by: a.C: never")).isEqualTo(trace);
    assertThat(plain("a | b\nc")).isEqualTo("a | b\nc");
  }

  @Test
  void theEscapesOfAStatusAreUndone() {
    assertThat(plain("\"trace\": \"a.B: no\\n\\tat a.B.c(B.java:1)\\n\""))
        .isEqualTo("\"trace\": \"a.B: no\n\tat a.B.c(B.java:1)\n\"");
  }
}
